"""Ids that pages and records use, held against the records that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from sitegen.diagnostics import Diagnostic, Span, count
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document
from sitegen.documents.records.all import NOT_LISTED, Records
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


#: Where an id stands that no record has: the subject it is of, the id, and its place.
_Use = tuple[str, str, Span]


def unknown(documents: Sequence[Document], loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield a mistake for each id of a record that does not exist, where it stands first.

    A record with mistakes in it exists. Where some records have no id, or a file could not be read
    at all, ids of that file are left alone.
    """
    known = {
        subject: frozenset(records.yaml.places)
        for subject, records in loaded.records.items()
        if records.yaml.path not in loaded.broken or _all_have_ids(records)
    }
    places: dict[tuple[str, str], list[Span]] = {}
    for subject, id_, span in uses_beyond(documents, loaded, known):
        places.setdefault((subject, id_), []).append(span)
    for (subject, id_), spans in places.items():
        yield _mistake(subject, id_, spans, did_you_mean(id_, known[subject]))


def _all_have_ids(records: Records) -> bool:
    items = records.yaml.value if isinstance(records.yaml.value, list) else [None]
    return all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in items)


def _mistake(subject: str, id_: str, spans: Sequence[Span], near: str) -> Diagnostic:
    noun, others = subject.removesuffix("s"), len(spans) - 1
    message, help_ = f"there is no {noun} {id_}", near
    if others:
        message += f", and {count(others, 'more place')} that use{'s' * (others == 1)} it"
        renamed = "if the record has another id now, give it back this one, or change each place"
        help_ = f"{near} {renamed}" if near else renamed
    help_ = help_ or NOT_LISTED.format(subject=subject)
    return Diagnostic(spans[0], f"unknown-{noun}", message, help_)


def uses_beyond(
    documents: Sequence[Document], loaded: Loaded, known: Mapping[str, frozenset[str]]
) -> Iterator[_Use]:
    """Yield each use in records and front matter of an id that is not among the known ones."""
    for records in loaded.records.values():
        for record in records.items:
            at = (records.place(record.id),)
            yield from _of_value(records.yaml, at, record, known)
    # Front matter names figures in no key of its own, and in a text they are a mistake as such.
    in_pages = {subject: ids for subject, ids in known.items() if subject != "figures"}
    for document in {one.source: one for one in documents}.values():
        yield from _of_value(document.yaml, (), document.front, in_pages)


def _of_value(
    yaml: YamlText, at: Location, value: object, known: Mapping[str, frozenset[str]]
) -> Iterator[_Use]:
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
        kind: Any = type(value)
        yield from ((name, getattr(value, name)) for name in _names(kind))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """Return the names in a record's class, which a site has thousands of records of."""
    return tuple(field.name for field in fields(kind))


def _ids(
    yaml: YamlText, at: Location, value: object, known: Mapping[str, frozenset[str]]
) -> Iterator[_Use]:
    subject = REFERENCES[str(at[-1])]
    if isinstance(value, tuple):
        for place, id_ in enumerate(value):
            yield from _unknown(yaml, (*at, place), subject, id_, known)
    else:
        yield from _unknown(yaml, at, subject, str(value), known)


def _unknown(
    yaml: YamlText, at: Location, subject: str, id_: str, known: Mapping[str, frozenset[str]]
) -> Iterator[_Use]:
    if subject in known and id_ not in known[subject]:
        yield subject, id_, yaml.span(at)
