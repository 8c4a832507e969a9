"""What a file with ``each:`` makes pages of: records, values that some have in common, pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache, partial
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from sitegen.diagnostics import Diagnostic
from sitegen.documents.page import Document, Each, written_with
from sitegen.documents.records import Records
from sitegen.fields.local_time import LocalTime
from sitegen.fields.partial_date import PartialDate, is_partial_date
from sitegen.fields.types import Money, Reference
from sitegen.fields.web_address import slug
from sitegen.user_models.declared import Models
from sitegen.user_models.hooks import answer

#: Stands for the year of what has a date, unless there is such a key.
_YEAR, _DATE = "year", "date"
#: Words for a page of a value, besides that of its key: what it is called, and as a heading.
_OF_VALUES = ("name", "heading")


@dataclass(frozen=True)
class Entry:
    """One of the things: the name of its file, what identifies it, and words to fill in.

    ``members`` are the ids of the records or pages that have it in common. ``sound`` is False for
    one with mistakes in it: its page exists, and shows nothing.
    """

    name: str
    id: str
    words: Mapping[str, str]
    members: tuple[str, ...]
    sound: bool = True


@dataclass(frozen=True)
class Entries:
    """All of the things, the words that each could fill in, and mistakes of hooks."""

    words: tuple[str, ...]
    all: tuple[Entry, ...]
    mistakes: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class GroupKey:
    """A key that things can be grouped by: the list that its values refer to, "" for none."""

    hint: Any
    collection: str = ""


_YEAR_OF_DATE = GroupKey(date)


def keys_of_records(schema: type) -> Mapping[str, GroupKey]:
    """Return the keys by which records of a class can be grouped."""
    return _with_year(_keys_of(schema))


def keys_of_pages(models: Models, kind: str) -> Mapping[str, GroupKey]:
    """Return the keys by which pages of a kind can be grouped."""
    own = models.page_types.get(kind)
    return _with_year({**_keys_of(written_with(models)), **(_keys_of(own) if own else {})})


def _with_year(keys: Mapping[str, GroupKey]) -> Mapping[str, GroupKey]:
    return {**({_YEAR: _YEAR_OF_DATE} if _DATE in keys else {}), **keys}


_hints_of = lru_cache(partial(get_type_hints, include_extras=True))


def _keys_of(schema: type[Any]) -> Mapping[str, GroupKey]:
    hints = _hints_of(schema)  # type: ignore[arg-type]  # each class can be hashed
    found = {one.name: _key(hints[one.name]) for one in fields(schema)}
    return {name: key for name, key in found.items() if key is not None}


def _key(hint: Any) -> GroupKey | None:
    """Return how a type groups what has it, or None if it is that of no words."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        lists = [mark.collection for mark in hint.__metadata__ if isinstance(mark, Reference)]
        plain = _key(arguments[0])
        return plain and GroupKey(plain.hint, *lists)
    if origin in (Union, UnionType):
        parts = [_key(one) for one in arguments if one is not NoneType]
        return parts[0] if all(parts) else None
    if origin is tuple and arguments[1:] == (...,):
        return _key(arguments[0])
    is_plain = origin is Literal or hint in (str, int, float, bool, date, LocalTime, Money)
    return GroupKey(hint) if is_plain else None


def words_of_records(schema: type[Any]) -> tuple[str, ...]:
    """Return the words that a page of a record of a class can fill in: its texts and numbers."""
    hints = get_type_hints(schema)
    plain = (key for key in _keys_of(schema) if get_origin(hints[key]) is not tuple)
    return (*plain, *(name for name in dir(schema) if _returns_text(getattr(schema, name))))


def _returns_text(one: object) -> bool:
    returned = one.fget.__annotations__ if isinstance(one, property) and one.fget else {}
    return returned.get("return") in (str, "str")


class Grouping:
    """Makes the entries of files; ``kind_of`` says of which kind a page is."""

    def __init__(
        self,
        documents: Sequence[Document],
        records: Mapping[str, Records],
        models: Models,
        kind_of: Callable[[Document], str],
    ) -> None:
        self._documents = documents
        self._records = records
        self._models = models
        self._kind_of = kind_of
        self._failed: list[Diagnostic] = []
        self._kept: dict[str, tuple[Mapping[str, Any], tuple[str, ...]]] = {}

    def entries(self, each: Each, used: Iterable[str]) -> Entries:
        """Return all entries of a file, with those of their words that it uses."""
        self._failed = []
        if not each.by:
            known = self._look_up(each.records)[1]
            found = iter(self._of_records(each.records, set(used)))
        else:
            keys = self._keys(each)
            known = (each.by, *_OF_VALUES)
            if collection := keys[each.by].collection:
                known = tuple(dict.fromkeys((*known, *self._look_up(collection)[1])))
            found = self._of_values(each, keys[each.by], set(used))
        return Entries(known, tuple(found), tuple(self._failed))

    def _keys(self, each: Each) -> Mapping[str, GroupKey]:
        if each.records:
            return keys_of_records(self._records[each.records].schema)
        return keys_of_pages(self._models, each.pages)

    def _look_up(self, collection: str) -> tuple[Mapping[str, Any], tuple[str, ...]]:
        """Return the sound records of a list by their ids, and the words of each."""
        if collection not in self._kept:
            known = self._records.get(collection)
            words = words_of_records(known.schema) if known else ()
            self._kept[collection] = (known.by_id() if known else {}, words)
        return self._kept[collection]

    def _of_records(self, name: str, used: set[str]) -> list[Entry]:
        ids = self._records[name].ids
        return [Entry(id_, id_, *self._of_record(name, id_, used)) for id_ in ids]

    def _of_record(
        self, name: str, id_: str, used: set[str]
    ) -> tuple[Mapping[str, str], tuple[str, ...], bool]:
        """Return the words of a record, itself, and whether it is sound."""
        records, (sound, known) = self._records[name], self._look_up(name)
        if id_ not in sound:
            return dict.fromkeys(known, id_), (id_,), False
        wanted = used.intersection(known)
        return {word: self._word(records, sound[id_], word) for word in wanted}, (id_,), True

    def _word(self, records: Records, record: Any, word: str) -> str:
        own = getattr(type(record), word, None)
        if not isinstance(own, property) or own.fget is None:
            return "".join(_texts(getattr(record, word)))
        text, failed = answer(own.fget, (record,), _is_text, partial(records.where, record))
        self._failed += failed
        return text or ""

    def _of_values(self, each: Each, key: GroupKey, used: set[str]) -> Iterator[Entry]:
        members: dict[str, list[str]] = {}
        for id_, value in self._valued(each, key):
            found = _years(value) if key is _YEAR_OF_DATE else _texts(value)
            for text in dict.fromkeys(found):
                members.setdefault(text, []).append(id_)
        values = sorted(members) if each.pages else members
        for value in values:
            entry = self._of_value(each, value, tuple(members[value]), used)
            yield self._referring(entry, key.collection, used) if key.collection else entry

    def _of_value(self, each: Each, value: str, members: tuple[str, ...], used: set[str]) -> Entry:
        name = self._name_of(each, value) if used.intersection(_OF_VALUES) else value
        words = {each.by: value, "name": name, "heading": name[:1].upper() + name[1:]}
        return Entry(slug(value), value, words, members)

    def _name_of(self, each: Each, value: str) -> str:
        if not each.records:
            return value
        records = self._records[each.records]
        hook = records.schema.name_of
        name, failed = answer(hook, (each.by, value), _is_text, lambda: records.yaml.path)
        self._failed += failed
        return name or value

    def _referring(self, entry: Entry, collection: str, used: set[str]) -> Entry:
        """Return an entry with the words of the record that it names."""
        if collection not in self._records:
            return entry
        words, _, sound = self._of_record(collection, entry.id, used)
        return replace(entry, words={**entry.words, **words}, sound=sound)

    def _valued(self, each: Each, key: GroupKey) -> Iterator[tuple[str, object]]:
        """Yield the id of each record or page, with what it says under a key."""
        name = _DATE if key is _YEAR_OF_DATE else each.by
        if each.records:
            yield from _values_of_records(self._records[each.records], name, key)
            return
        for document in _newest_first(self._documents):
            if document.front.each is None and self._kind_of(document) == each.pages:
                yield document.path, _value_of_page(document, name)


def _values_of_records(records: Records, name: str, key: GroupKey) -> Iterator[tuple[str, object]]:
    """Yield the value of each record, also of those that have mistakes elsewhere."""
    sound = records.by_id()
    for id_ in records.ids:
        if id_ in sound:
            yield id_, getattr(sound[id_], name)
            continue
        value = records.written(records.place(id_)).get(name)
        values = value if isinstance(value, list) else [value]
        known = get_args(key.hint) if get_origin(key.hint) is Literal else ()
        yield id_, [one for one in values if (one in known if known else isinstance(one, str))]


def _newest_first(documents: Sequence[Document]) -> Iterator[Document]:
    """Yield pages in the order in which they are listed."""
    by_title = sorted(documents, key=lambda one: one.front.title.casefold())
    dated = [(one.front.date.first, one) for one in by_title if one.front.date]
    yield from (one for _, one in sorted(dated, key=lambda pair: pair[0], reverse=True))
    yield from (one for one in by_title if not one.front.date)


def _value_of_page(document: Document, name: str) -> object:
    front = document.front
    if hasattr(front, name):
        return getattr(front, name)
    if name in front.further:
        return front.further[name]
    return next((getattr(own, name) for own in front.own.values() if hasattr(own, name)), None)


def _texts(value: object) -> Iterator[str]:
    """Yield a value in words, each of a list by itself."""
    if isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, LocalTime):
        yield value.written
    elif value not in (None, ""):
        yield str(value)


def _years(value: object) -> Iterator[str]:
    """Yield the year of a date, if it is known."""
    day = value.day if isinstance(value, LocalTime) else value
    if isinstance(day, date):
        yield str(day.year)
    elif isinstance(day, str) and is_partial_date(day) and PartialDate.of(day).year:
        yield PartialDate.of(day).year
    elif isinstance(day, list):
        for one in day:
            yield from _years(one)


def _is_text(answer: object) -> bool:
    return isinstance(answer, str)
