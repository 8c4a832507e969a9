"""`fix`: findings that have exactly one right answer are mended, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Replacement
from sitegen.editing.change import Change, Edit, EditRefusedError, Text, read
from sitegen.made_now import made_now
from sitegen.request import Options

#: A mended text may have other findings, as a heading below one that has another level now. They
#: are mended too, until there are none; so often is looked at most.
_ROUNDS = 8

#: Whether the findings in a file are to be mended.
Wanted = Callable[[str], bool]


@dataclass
class _Mended:
    """The texts of files as they were and as they are to be, while findings are mended."""

    site: Path
    before: dict[str, Text | None] = field(default_factory=dict)
    after: dict[str, Text | None] = field(default_factory=dict)

    def mend(self, found: Iterable[Diagnostic]) -> int:
        """Mend what can be mended at once, and return how many findings that are."""
        return sum(self._mend(path, here) for path, here in _by_file(found))

    def _mend(self, path: str, found: Sequence[Diagnostic]) -> int:
        if path not in self.before:
            self.before[path] = self.after[path] = read(self.site, path)
        text = self.after[path]
        edits = [*_edits(text.text, found)] if text else []
        if text:
            self.after[path] = text.with_edits([*chain.from_iterable(edits)])
        return len(edits)

    @property
    def bytes_after(self) -> dict[str, bytes]:
        """Return what the files would hold."""
        return {path: text.data for path, text in self.after.items() if text}


def fix(options: Options, wanted: Wanted) -> tuple[Change, int, int]:
    """Return what has to change, how many findings that mends, and how many are left to mend.

    Raises EditRefusedError if it finds no end.
    """
    mended, number = _Mended(options.site), 0
    for _ in range(_ROUNDS):
        _, everything = made_now(options, mended.bytes_after)
        found = [one for one in everything if wanted(one.span.path)]
        now = mended.mend(one for one in found if one.fix)
        number += now
        if not now:
            return Change(mended.before, mended.after), number, len(found)
    raise EditRefusedError("mending one finding makes another one again and again: mend by hand")


def _by_file(found: Iterable[Diagnostic]) -> Iterator[tuple[str, list[Diagnostic]]]:
    ordered = sorted(found, key=lambda one: one.span)
    for path, here in groupby(ordered, key=lambda one: one.span.path):
        yield path, list(here)


def _edits(text: str, found: Sequence[Diagnostic]) -> Iterator[list[Edit]]:
    """Yield the edits of each finding; one that reaches into another's waits for the next round."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    taken: list[Edit] = []
    for one in found:
        if one.span.line >= len(starts):
            continue  # the file has line ends that are counted otherwise
        at = starts[one.span.line - 1] + one.span.column - 1
        edits = [_edit(at, part) for part in one.fix]
        is_there = all(text.startswith(part.old, at + part.start) for part in one.fix)
        if is_there and not any(_touch(edit, other) for edit in edits for other in taken):
            taken += edits
            yield edits


def _edit(at: int, part: Replacement) -> Edit:
    return Edit(at + part.start, at + part.start + len(part.old), part.new)


def _touch(one: Edit, other: Edit) -> bool:
    return one.start <= other.end and other.start <= one.end
