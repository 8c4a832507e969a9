"""Every class that has records: its file in data/, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.documents.word_lists import Habit
from sitegen.fields.marks import Mark, marked
from sitegen.fields.record import Mistake, Record
from sitegen.fields.types import Form, TextMark
from sitegen.fields.web_address import slug
from sitegen.schema.check import Checked, check_each, repeated_ids
from sitegen.schema.locale import NOWHERE, Local
from sitegen.schema.yaml_text import Location, YamlText
from sitegen.user_models.declared import Models
from sitegen.user_models.hooks import answer, answers, is_mistake

#: What to do about an id that no record has, where none is near.
NOT_LISTED = "add it to data/{subject}.yaml, or correct the id"

#: An id names pages and files, which get an ending, and stands in addresses.
LONGEST_ID = 100
ID_PATTERN = "[A-Za-z0-9][A-Za-z0-9_-]*"
_ID = re.compile(ID_PATTERN)


def is_id(name: str) -> bool:
    """Whether a name can be an id."""
    return len(name) <= LONGEST_ID and bool(_ID.fullmatch(name))


#: The records that the engine knows by itself, by the name of their file, data/NAME.yaml.
SUBJECTS: Mapping[str, type[Record]] = {"voice": Habit}


def subjects(models: Models) -> Mapping[str, type[Record]]:
    """Return all classes of records: the engine's own, and those that the site's models declare."""
    return {**SUBJECTS, **models.collections}


@dataclass(frozen=True)
class Records:
    """The records of one file, in its order, with the YAML that tells their places."""

    yaml: YamlText
    schema: type[Record]
    items: tuple[Any, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of all records, also of those with mistakes in them, in their order."""
        return tuple(id_ for id_ in self.yaml.places if is_id(id_))

    def by_id(self) -> dict[str, Any]:
        """Return the records by their ids."""
        return {item.id: item for item in self.items}

    def written(self, place: int) -> Mapping[str, Any]:
        """Return a record as it is written, given its place in the list."""
        written: Mapping[str, Any] = self.yaml.listed[place]
        return written

    def marked(self, mark: type[Mark]) -> Iterator[tuple[Any, Location, Mark, str]]:
        """Yield each text of a sound record that a mark stands at, with its record and place."""
        for record in self.items:
            at = (self.place(record.id),)
            for found in marked(self.schema, mark, record, at):
                yield record, *found

    def written_with(self, mark: type[Mark]) -> Iterator[tuple[Location, Mark, str]]:
        """Yield each text that a mark stands at as it is written, also in faulty records."""
        for at, written in enumerate(self.yaml.listed):
            yield from marked(self.schema, mark, written, (at,))

    def texts(self) -> Iterator[tuple[Any, Location, str]]:
        """Yield each text of a sound record that may hold shortcodes, as written, and its place."""
        for record in self.items:
            place = self.place(record.id)
            found = marked(self.schema, TextMark, self.written(place), (place,))
            yield from ((record, at, text) for at, _, text in found)

    def told(self, record: Any, mistake: Mistake) -> Diagnostic:
        """Return what is wrong with a sound record, at its place."""
        span = self.yaml.span((self.place(record.id), *mistake.at))
        return Diagnostic(span, mistake.rule, mistake.message, mistake.help)

    def where(self, record: Any) -> str:
        """Return the file and the line at which a sound record begins."""
        return f"{self.yaml.path}:{self.yaml.span((self.place(record.id),)).line}"

    def place(self, id_: str) -> int:
        """Return a record's place in the list as written, where faulty records count too."""
        return self.yaml.places[id_]


def load_records(
    yaml: YamlText, schema: type[Record], local: Local = NOWHERE
) -> tuple[Records, tuple[Diagnostic, ...]]:
    """Check every record of a list; two records with one id are a mistake."""
    checked: Checked[tuple[Any, ...]] = check_each(yaml, schema, local)
    items = tuple(item for item in checked.record or () if is_id(item.id))
    forms = (*checked.diagnostics, *_wrong_ids(yaml), *repeated_ids(yaml))
    records = Records(yaml, schema, items)
    own = (*_wrong_forms(records, local), *of_hooks(records))
    return records, (*forms, *unfinished(yaml), *own)


def of_hooks(records: Records) -> Iterator[Diagnostic]:
    """Yield what the hooks of a class of records find wrong with them, alone and together."""
    for record in records.items if "mistakes" in vars(records.schema) else ():
        about = partial(records.where, record)
        found, failed = answers(record.mistakes, (), is_mistake, about)
        yield from (*failed, *(records.told(record, mistake) for mistake in found))
    told, failed = _told_among(records, records.schema.mistakes_among)
    yield from (*failed, *told)


def words_of_records(
    records: Mapping[str, Records], lists: Mapping[str, str]
) -> tuple[Mapping[tuple[str, str], str], list[Diagnostic]]:
    """Return the words of records by the code of their shortcode and id, and hooks that fail.

    ``lists`` are those whose records stand for words, by the codes.
    """
    words: dict[tuple[str, str], str] = {}
    found: list[Diagnostic] = []
    for code, name in lists.items():
        for record in records[name].items:
            about = partial(records[name].where, record)
            said, failed = answer(record.as_words, (), lambda one: isinstance(one, str), about)
            words |= {} if said is None else {(code, record.id): said}
            found += failed
    return words, found


def promises_of(records: Records) -> Iterator[Diagnostic]:
    """Yield what a site that keeps promises is warned of, by the hook of a class of records."""
    told, failed = _told_among(records, records.schema.promises_among)
    yield from (*failed, *(replace(one, severity=Severity.WARNING) for one in told))


def _told_among(
    records: Records, hook: Callable[..., Iterable[tuple[Any, Mistake]]]
) -> tuple[list[Diagnostic], tuple[Diagnostic, ...]]:
    """Return what a hook of a class finds wrong between its records, and how it fails."""
    given, is_pair = (records.items,), _is_pair_of(records)
    pairs, failed = answers(hook, given, is_pair, lambda: records.yaml.path)
    return [records.told(record, mistake) for record, mistake in pairs], failed


def _is_pair_of(records: Records) -> Callable[[object], bool]:
    """Return whether an answer is one of the records, with a mistake."""
    ids = {one.id for one in records.items}

    def is_pair(answer: object) -> bool:
        if not isinstance(answer, tuple) or list(map(type, answer[1:])) != [Mistake]:
            return False
        return getattr(answer[0], "id", None) in ids and is_mistake(answer[1])

    return is_pair


def _wrong_forms(records: Records, local: Local) -> Iterator[Diagnostic]:
    """Yield a mistake for each text that has not the form which the type of its key asks for."""
    for at, form, text in records.written_with(Form):
        if fault := form.fault(text, local):
            yield fault.at(records.yaml.span(at))


def _wrong_ids(yaml: YamlText) -> Iterator[Diagnostic]:
    """Yield a mistake for each id that could not be part of an address or of a shortcode."""
    for at, name in yaml.ids():
        if not _ID.fullmatch(name):
            message = f"the id {name} may hold letters, digits and hyphens only"
            near = slug(name).replace(".", "-").strip("-")
            help_ = f"write id: {near}" if near else "give it a name of letters and hyphens"
            yield Diagnostic(yaml.span((at, "id")), "wrong-id", message, help_)
        elif len(name) > LONGEST_ID:
            message = f"the id has {len(name)} characters, at most {LONGEST_ID} fit into a name"
            yield Diagnostic(yaml.span((at, "id")), "wrong-id", message, "make it shorter")


#: What stands for a text that is still to be written.
UNFINISHED = "…"

_HELP = "write it in place of …, or remove the line if it is not needed"


def unfinished(yaml: YamlText) -> Iterator[Diagnostic]:
    """Yield a mistake for each value that is still to be written."""
    if UNFINISHED in yaml.text:
        for at in (at for at, text in yaml.texts() if text == UNFINISHED):
            name = next((str(step) for step in reversed(at) if isinstance(step, str)), "this")
            message = f"{name} is still to be written"
            yield Diagnostic(yaml.span(at), "unfinished", message, _HELP)
