"""Shortcodes in front matter and in records: only some texts of records may hold them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from sitegen.diagnostics import Diagnostic
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document
from sitegen.documents.site_facts import Fact, no_fact, site_facts
from sitegen.fields.shortcodes import FACT, WHOLE, half_written, not_whole
from sitegen.fields.types import Shortcodes
from sitegen.modelling.declared import Models
from sitegen.schema.yaml_text import Location, YamlText

#: What is in every text with a shortcode, or with what looks like one.
_SIGNS = ("[", "{{", "{%")


def mistakes(documents: Sequence[Document], loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield a mistake for each shortcode that visitors would see as it is written."""
    facts, models = site_facts(loaded.config), loaded.models
    for document in documents:
        yield from _of_texts(document.yaml, frozenset(), facts, models)
    for records in loaded.records.values():
        filled = frozenset(at for at, _, _ in records.written_with(Shortcodes))
        yield from _of_texts(records.yaml, filled, facts, models)


def _of_texts(
    yaml: YamlText,
    filled: Container[Location],
    facts: Mapping[str, Fact],
    models: Models,
) -> Iterator[Diagnostic]:
    if not any(sign in yaml.text for sign in _SIGNS):
        return
    for at, text in _texts((), yaml.value):
        for whole in WHOLE.finditer(text):
            span = yaml.span_of_words(at, whole[0])
            if whole[1] not in (*models.words_of, FACT) or at not in filled:
                message, help_ = f"{whole[0]} is not filled in here", "write the words themselves"
                yield Diagnostic(span, "half-shortcode", message, help_)
            elif whole[1] == FACT and whole[2] not in facts:
                yield Diagnostic(span, *no_fact(whole[2], facts))
        codes = tuple(models.shortcodes)
        for written in half_written(text, codes):
            yield Diagnostic(yaml.span_of_words(at, written), *not_whole(written, codes))


def _texts(at: Location, value: object) -> Iterator[tuple[Location, str]]:
    """Yield each text in a value, with its place."""
    if isinstance(value, str):
        if any(sign in value for sign in _SIGNS):
            yield at, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts((*at, key), one)
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _texts((*at, place), one)
