"""Ids that pages and records use, held against the records that exist; who uses a faulty one."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sitegen.diagnostics import Diagnostic, Span, count
from sitegen.documents.front_matter import split_front_matter
from sitegen.documents.load import Loaded
from sitegen.documents.page import FrontMatter, WrittenPage
from sitegen.documents.records import NOT_LISTED, Records
from sitegen.fields.marks import marked
from sitegen.fields.shortcodes import WHOLE, named
from sitegen.fields.types import Reference, TextMark
from sitegen.model.site_hooks import list_named
from sitegen.schema.did_you_mean import did_you_mean
from sitegen.schema.yaml_text import Location, YamlText
from sitegen.sources import Snapshot
from sitegen.user_models.declared import Models

#: Where an id stands that no record has: the subject it is of, the id, and its place.
_Found = tuple[str, str, Span]
#: What names a record: the subject it is of, its id, and where in the YAML.
Use = tuple[str, str, Location]
#: Front matter, and the records that are named in it.
_InYaml = tuple[YamlText, Iterable[Use]]


def unknown(of_pages: Iterable[_InYaml], loaded: Loaded) -> Iterator[Diagnostic]:
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
    for subject, id_, span in uses_beyond(of_pages, loaded, known):
        places.setdefault((subject, id_), []).append(span)
    missing: dict[str, list[Span]] = {}
    for (subject, id_), spans in places.items():
        if f"data/{subject}.yaml" in loaded.data:
            yield _mistake(subject, id_, spans, did_you_mean(id_, known[subject]))
        else:
            missing.setdefault(subject, []).extend(spans)
    for subject, spans in missing.items():
        yield _missing(subject, spans)


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


def _missing(subject: str, spans: Sequence[Span]) -> Diagnostic:
    """Return that a whole list is not there of which ids are used."""
    noun, others = subject.removesuffix("s"), len(spans) - 1
    message = f"there is no file data/{subject}.yaml, and so no {noun} of this id"
    message += f", nor for {count(others, 'more place')}" if others else ""
    help_ = f"write data/{subject}.yaml, a list of records: - id: …"
    return Diagnostic(spans[0], f"unknown-{noun}", message, help_)


def uses_beyond(
    of_pages: Iterable[_InYaml], loaded: Loaded, known: Mapping[str, frozenset[str]]
) -> Iterator[_Found]:
    """Yield each use in records and front matter of an id that is not among the known ones."""
    lists = loaded.models.words_of
    for records in loaded.records.values():
        uses = _uses_of_records(records, lists)
        yield from _unknown(records.yaml, records.yaml.once("uses", records.items, uses), known)
    for yaml, of_page in of_pages:
        yield from _unknown(yaml, of_page, known)


def _uses_of_records(records: Records, lists: Mapping[str, str]) -> Iterator[Use]:
    for record in records.items:
        yield from _uses(records.schema, record, (records.place(record.id),), lists)


def uses_of_page(front: FrontMatter, models: Models) -> Iterator[Use]:
    """Yield each id of a record that front matter names."""
    yield from _uses(WrittenPage, front, (), models.words_of)
    for keys in models.page_keys:
        yield from _uses(keys, front.further, (), models.words_of)
    for key, own in front.own.items():
        yield from _uses(type(own), own, (key,), models.words_of)


def _uses(schema: type, value: object, at: Location, lists: Mapping[str, str]) -> Iterator[Use]:
    """Yield each id that a record names, with the subject it is of: by a key, or in a text."""
    for place, reference, id_ in marked(schema, Reference, value, at):
        yield reference.collection, id_, place
    for place, _, text in marked(schema, TextMark, value, at):
        yield from ((lists[kind], id_, place) for kind, id_ in named(text) if kind in lists)


def names_in(schema: type, value: object, lists: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the subject and the id of each record that a value of a schema names.

    ``lists`` are those whose records stand for words, by what their shortcodes begin with.
    """
    return ((subject, id_) for subject, id_, _ in _uses(schema, value, (), lists))


def _unknown(
    yaml: YamlText,
    uses: Iterable[Use],
    known: Mapping[str, frozenset[str]],
) -> Iterator[_Found]:
    for subject, id_, at in uses:
        if subject in known and id_ not in known[subject]:
            yield subject, id_, yaml.span(at)


#: A record: its subject and its id.
_Record = tuple[str, str]


def with_uses(
    found: Sequence[Diagnostic], loaded: Loaded, snapshot: Snapshot
) -> tuple[Diagnostic, ...]:
    """Return mistakes, the first in each faulty record with the number of places that use it."""
    faulty = {
        (subject, id_)
        for subject, records in loaded.records.items()
        for id_ in records.yaml.places.keys() - records.by_id().keys()
    }
    if not faulty:
        return tuple(found)
    uses = Counter(one for one in _all_uses(loaded, snapshot) if one in faulty)
    firsts = {where: uses[record] for record, where in _firsts(found, loaded) if record in uses}
    return tuple(
        _counted(one, firsts[place]) if place in firsts else one for place, one in enumerate(found)
    )


def _counted(one: Diagnostic, uses: int) -> Diagnostic:
    use = "uses" if uses == 1 else "use"
    return replace(one, message=f"{one.message} ({count(uses, 'place')} {use} this record)")


def _all_uses(loaded: Loaded, snapshot: Snapshot) -> Iterator[_Record]:
    """Yield the record of each place that names one, in records, front matter and texts."""
    nothing = dict.fromkeys(loaded.records, frozenset[str]())
    of_pages = ((one.yaml, uses_of_page(one.front, loaded.models)) for one in loaded.documents)
    for subject, id_, _ in uses_beyond(of_pages, loaded, nothing):
        yield subject, id_
    for document in loaded.documents:
        text = snapshot.text(document.source) or ""
        for kind, id_, _ in WHOLE.findall(split_front_matter(text, document.source).body):
            yield list_named(loaded.models, kind), id_


def _firsts(found: Sequence[Diagnostic], loaded: Loaded) -> Iterator[tuple[_Record, int]]:
    """Yield each record that has a mistake, with the place of the first one in the list."""
    lists = {one.yaml.path: _List(subject, one) for subject, one in loaded.records.items()}
    seen: set[_Record] = set()
    for place, one in enumerate(found):
        record = lists[one.span.path].at(one.span.line) if one.span.path in lists else None
        if record and record not in seen:
            seen.add(record)
            yield record, place


class _List:
    """The records of a file by the lines on which they begin."""

    def __init__(self, subject: str, records: Records) -> None:
        self._subject = subject
        begun = [(records.yaml.span((at,)).line, id_) for id_, at in records.yaml.places.items()]
        self._begun = sorted(begun)

    def at(self, line: int) -> _Record | None:
        """Return the record in which a line lies."""
        place = bisect_right(self._begun, (line, "\U0010ffff")) - 1
        return (self._subject, self._begun[place][1]) if place >= 0 else None
