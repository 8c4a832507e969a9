"""Ids that pages and records use, held against the records that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitegen.diagnostics import Diagnostic
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document
from sitegen.documents.records import REPORTS, SOURCES
from sitegen.schema.nearest import did_you_mean
from sitegen.schema.yaml_text import Location, YamlText


def unknown(documents: Sequence[Document], loaded: Loaded) -> Iterator[Diagnostic]:
    """Give a mistake for each id of a source or report that does not exist.

    In a file with mistakes an id may be missing because of them: ids of that file are left alone.
    """
    if SOURCES not in loaded.broken:
        yield from _of_pages(documents, "source", loaded.sources.by_id())
        yield from _of_records(loaded)
    if REPORTS not in loaded.broken:
        yield from _of_pages(documents, "report", loaded.reports.by_id())


def _of_pages(
    documents: Sequence[Document], noun: str, known: Mapping[str, object]
) -> Iterator[Diagnostic]:
    key = f"{noun}s"
    for document in documents:
        for place, id_ in enumerate(getattr(document.front, key)):
            yield from _check(document.yaml, (key, place), noun, id_, known)


def _of_records(loaded: Loaded) -> Iterator[Diagnostic]:
    sources = loaded.sources.by_id()
    for report in loaded.reports.items:
        yaml, at = loaded.reports.yaml, _place(loaded.reports.yaml, report.id)
        for place, id_ in enumerate(report.sources):
            yield from _check(yaml, (at, "sources", place), "source", id_, sources)
    for figure in loaded.figures.items:
        yaml, at = loaded.figures.yaml, _place(loaded.figures.yaml, figure.id)
        yield from _check(yaml, (at, "source"), "source", figure.source, sources)


def _check(
    yaml: YamlText, at: Location, noun: str, id_: str, known: Mapping[str, object]
) -> Iterator[Diagnostic]:
    if id_ not in known:
        message, help_ = f"there is no {noun} {id_}", did_you_mean(id_, known)
        yield Diagnostic(yaml.span(at), f"unknown-{noun}", message, help_)


def _place(yaml: YamlText, id_: str) -> int:
    """Return the place in the list as written, where faulty records count too."""
    items = yaml.value if isinstance(yaml.value, list) else []
    ids = [item.get("id") if isinstance(item, dict) else None for item in items]
    return ids.index(id_)
