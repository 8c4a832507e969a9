"""Ids that pages and records use, held against the records that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

from sitegen.diagnostics import Diagnostic
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document
from sitegen.documents.records.texts import figure_ids
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
    "superseded_by": "reports",
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
    # Front matter names figures in no key of its own, and in a text they are a mistake as such.
    in_pages = {subject: ids for subject, ids in known.items() if subject != "figures"}
    for document in documents:
        yield from _of_value(document.yaml, (), document.front, in_pages)
    for records in loaded.records.values():
        for record in records.items:
            at = (records.place(record.id),)
            yield from _of_value(records.yaml, at, record, known)


def _of_value(
    yaml: YamlText, at: Location, value: object, known: Mapping[str, frozenset[str]]
) -> Iterator[Diagnostic]:
    """Look through a record, through the records in it and through its texts."""
    if isinstance(value, str):
        for id_ in figure_ids(value):
            yield from _unknown(yaml, at, "figures", id_, known)
    for step, inner in _within(value):
        if inner:
            look = _ids if step in REFERENCES else _of_value
            yield from look(yaml, (*at, step), inner, known)


def _within(value: object) -> Iterator[tuple[str | int, object]]:
    """Give what a value holds, by place or by key."""
    if isinstance(value, tuple):
        yield from enumerate(value)
    elif is_dataclass(value):
        yield from ((field.name, getattr(value, field.name)) for field in fields(value))


def _ids(
    yaml: YamlText, at: Location, value: object, known: Mapping[str, frozenset[str]]
) -> Iterator[Diagnostic]:
    subject = REFERENCES[str(at[-1])]
    if isinstance(value, tuple):
        for place, id_ in enumerate(value):
            yield from _unknown(yaml, (*at, place), subject, id_, known)
    else:
        yield from _unknown(yaml, at, subject, str(value), known)


def _unknown(
    yaml: YamlText, at: Location, subject: str, id_: str, known: Mapping[str, frozenset[str]]
) -> Iterator[Diagnostic]:
    """Give a mistake if there is no record of a subject with this id."""
    if subject in known and id_ not in known[subject]:
        noun, help_ = subject.removesuffix("s"), did_you_mean(id_, known[subject])
        yield Diagnostic(yaml.span(at), f"unknown-{noun}", f"there is no {noun} {id_}", help_)
