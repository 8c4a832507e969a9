"""A mistake in a record says how many places use it: what follows is told with its cause."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen.diagnostics import Diagnostic, count
from sitegen.documents.front_matter import split_front_matter
from sitegen.documents.load import Loaded
from sitegen.documents.records.all import Records
from sitegen.fields.shortcodes import WHOLE
from sitegen.model.references import uses_beyond
from sitegen.model.shortcodes import list_named
from sitegen.sources import Snapshot

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
    uses = Counter(one for one in _uses(loaded, snapshot) if one in faulty)
    firsts = {where: uses[record] for record, where in _firsts(found, loaded) if record in uses}
    return tuple(
        _counted(one, firsts[place]) if place in firsts else one for place, one in enumerate(found)
    )


def _counted(one: Diagnostic, uses: int) -> Diagnostic:
    use = "uses" if uses == 1 else "use"
    return replace(one, message=f"{one.message} ({count(uses, 'place')} {use} this record)")


def _uses(loaded: Loaded, snapshot: Snapshot) -> Iterator[_Record]:
    """Yield the record of each place that names one, in records, front matter and texts."""
    nothing = dict.fromkeys(loaded.records, frozenset[str]())
    for subject, id_, _ in uses_beyond(loaded.documents, loaded, nothing):
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
