"""Ids that pages and records use, held against the records that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

from sitegen.diagnostics import Diagnostic
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document
from sitegen.schema.nearest import did_you_mean
from sitegen.schema.yaml_text import Location, YamlText

#: Keys of front matter and of records whose values are ids, with the subject that they are of.
REFERENCES: Mapping[str, str] = {
    "source": "sources",
    "sources": "sources",
    "also_in": "sources",
    "report": "reports",
    "reports": "reports",
    "related": "reports",
    "figure": "figures",
    "figures": "figures",
    "differs_from": "figures",
    "local_page": "sources",
    "region": "regions",
    "help": "help",
}


def unknown(documents: Sequence[Document], loaded: Loaded) -> Iterator[Diagnostic]:
    """Give a mistake for each id of a record that does not exist.

    In a file with mistakes an id may be missing because of them: ids of that file are left alone.
    """
    known = {
        subject: frozenset(records.by_id())
        for subject, records in loaded.records.items()
        if records.yaml.path not in loaded.broken
    }
    for document in documents:
        yield from _of_value(document.yaml, (), document.front, known)
    for records in loaded.records.values():
        for record in records.items:
            at = (records.place(record.id),)
            yield from _of_value(records.yaml, at, record, known)


def _of_value(
    yaml: YamlText, at: Location, value: object, known: Mapping[str, frozenset[str]]
) -> Iterator[Diagnostic]:
    """Look through a record, and through the records in it."""
    if isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _of_value(yaml, (*at, place), item, known)
    if not is_dataclass(value):
        return
    for field in fields(value):
        inner = getattr(value, field.name)
        if field.name in REFERENCES:
            yield from _ids(yaml, (*at, field.name), inner, known)
        elif inner:
            yield from _of_value(yaml, (*at, field.name), inner, known)


def _ids(
    yaml: YamlText, at: Location, value: object, known: Mapping[str, frozenset[str]]
) -> Iterator[Diagnostic]:
    subject = REFERENCES[str(at[-1])]
    ids = value if isinstance(value, tuple) else (value,)
    for place, id_ in enumerate(ids):
        if id_ and subject in known and id_ not in known[subject]:
            noun = subject.removesuffix("s")
            span = yaml.span((*at, place) if isinstance(value, tuple) else at)
            help_ = did_you_mean(str(id_), known[subject])
            yield Diagnostic(span, f"unknown-{noun}", f"there is no {noun} {id_}", help_)
