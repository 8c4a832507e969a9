"""Shortcodes in front matter and in records: only some texts of records may name figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.diagnostics import Diagnostic
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document
from sitegen.documents.records.texts import TEXTS
from sitegen.documents.shortcode import WHOLE, half_written, not_whole
from sitegen.schema.yaml_text import Location, YamlText


def mistakes(documents: Sequence[Document], loaded: Loaded) -> Iterator[Diagnostic]:
    """Give a mistake for each shortcode that visitors would see as it is written."""
    for document in documents:
        yield from _of_texts(document.yaml, ())
    for subject, records in loaded.records.items():
        yield from _of_texts(records.yaml, TEXTS.get(subject, ()))


def _of_texts(yaml: YamlText, with_figures: Sequence[str]) -> Iterator[Diagnostic]:
    if "[" not in yaml.text and "{{" not in yaml.text:
        return
    for at, text in _texts((), yaml.value):
        for whole in WHOLE.finditer(text):
            if whole[1] != "figure" or not set(at[1:2]).intersection(with_figures):
                message, help_ = f"{whole[0]} is not filled in here", "write the words themselves"
                span = yaml.span_of_words(at, whole[0])
                yield Diagnostic(span, "half-shortcode", message, help_)
        for written in half_written(text):
            yield Diagnostic(yaml.span_of_words(at, written), *not_whole(written))


def _texts(at: Location, value: object) -> Iterator[tuple[Location, str]]:
    """Give each text in a value, with its place."""
    if isinstance(value, str):
        if "[" in value or "{{" in value:
            yield at, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts((*at, key), one)
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _texts((*at, place), one)
