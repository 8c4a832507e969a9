"""What editors do with pages: ``list`` tells of them; ``move``, ``delete`` and ``fix`` change them.

``list`` tells what waits for an editor, or who links to a page. The others show what would change,
ask, and change it; ``fix`` mends all findings that have exactly one right answer, or none of them.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from pathlib import Path

from sitegen import COMMAND, NAME
from sitegen.build_request import Options
from sitegen.commands.build import build_options
from sitegen.commands.check import Selection
from sitegen.commands.reporting import say
from sitegen.diagnostics import Diagnostic, Replacement, Span, count
from sitegen.discovery import require_site
from sitegen.editing.change import (
    Change,
    Edit,
    EditRefusedError,
    Text,
    carry_out,
    read,
    uncommitted,
)
from sitegen.editing.mentions import links_to
from sitegen.editing.move_and_delete import delete, move
from sitegen.safe_text import safe, safe_json

_GONE = "nowhere"


def move_command(arguments: argparse.Namespace) -> int:
    """Move a page; return 0, or 1 if nothing was changed after all."""
    require_site(arguments.site)
    return _confirmed(arguments, move(arguments.site, arguments.old, arguments.new))


def delete_command(arguments: argparse.Namespace) -> int:
    """Delete a page; return 0, or 1 if nothing was changed after all."""
    require_site(arguments.site)
    to = arguments.to or ("" if arguments.gone else _asked())
    return _confirmed(arguments, delete(arguments.site, arguments.page, to))


def fix_command(arguments: argparse.Namespace) -> int:
    """Mend what has exactly one right answer; return 0, or 1 if nothing was changed after all."""
    selection = Selection.of(arguments.site, arguments.paths)
    with build_options(arguments) as options:
        change, mended, left = _fixed(options, selection.holds)
    if not change.altered:
        print(f"There is nothing with exactly one right answer to mend; {count(left, 'finding')}.")
        return 0
    say(f"{count(mended, 'finding')} mended by this; {left} left, which {NAME} check lists")
    return _confirmed(arguments, change)


def _asked() -> str:
    """Ask where a page's visitors shall go; raise EditRefusedError where nobody can be asked."""
    if not sys.stdin.isatty():
        help_ = "add --to PAGE, --to https://…, or --gone if there is nothing in its place"
        raise EditRefusedError(f"where shall its visitors go? {help_}")
    answer = input(f"Where shall its visitors go? A page, an address, or {_GONE}: ").strip()
    if not answer:
        raise EditRefusedError("nothing was changed")
    return "" if answer == _GONE else answer


def _confirmed(arguments: argparse.Namespace, change: Change) -> int:
    """Show a change, and carry it out if that is wanted."""
    print(change.diff())
    site: Path = arguments.site
    _say_of_git(site, change)
    if not (arguments.yes or _is_wanted(arguments.words)):
        print("Nothing was changed.")
        return 1
    carry_out(site, change)
    gone = _that_go(change)
    changed = [path for path in change.altered if path not in gone]
    done = [f"Changed: {', '.join(changed)}."] if changed else []
    done += [f"Removed: {', '.join(gone)}."] if gone else []
    print(f"{safe(' '.join(done))} To see what is left to mend: {NAME} check")
    return 0


def _say_of_git(site: Path, change: Change) -> None:
    """Say what git does not have of the files that change."""
    if edited := uncommitted(site, [path for path in change.altered if change.before.get(path)]):
        say(f"your edits since the last commit stay, too: {safe(', '.join(edited))}")
    is_move = any(change.before.get(path) is None for path in change.altered)
    if not is_move and (lost := uncommitted(site, _that_go(change), never=True)):
        say(f"git has never seen, and cannot bring back: {safe(', '.join(lost))}")


def _that_go(change: Change) -> list[str]:
    return [path for path in change.altered if change.after.get(path) is None]


def _is_wanted(words: Sequence[str]) -> bool:
    if not sys.stdin.isatty():
        say(f"to do this: {COMMAND} {safe(shlex.join(words))} --yes")
        return False
    return input("Do this? [y/N] ").strip().lower() in ("y", "yes")


#: A mended text may have other findings, as a heading below one that has another level now. They
#: are mended too, until there are none; so often is looked at most.
_ROUNDS = 8

#: Whether the findings in a file are to be mended.
_Wanted = Callable[[str], bool]


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


def _fixed(options: Options, wanted: _Wanted) -> tuple[Change, int, int]:
    """Return what has to change, how many findings that mends, and how many are left to mend.

    Raises EditRefusedError if it finds no end.
    """
    from sitegen.site_on_demand import made_now  # slow to load

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


_LONGEST = 100


def list_command(arguments: argparse.Namespace) -> int:
    """Print what was asked for; return 0."""
    print(_links(arguments) if arguments.links else _desk(arguments))
    return 0


def _desk(arguments: argparse.Namespace) -> str:
    from sitegen.editor_desk import as_json, as_text, desk  # slow to load, as it makes the site
    from sitegen.site_on_demand import made_now

    with build_options(arguments) as options:
        found = desk(*made_now(replace(options, drafts=True)))
    wanted = [one for one in found if not arguments.sections or one.id in arguments.sections]
    return as_json(wanted) if arguments.format == "json" else as_text(wanted)


def _links(arguments: argparse.Namespace) -> str:
    page, places = links_to(arguments.site, arguments.links)
    if arguments.format == "json":
        listed = [
            {"path": span.path, "line": span.line, "column": span.column, "text": text}
            for span, text in places
        ]
        return safe_json({"page": page, "links": listed})
    return _links_as_text(page, places)


def _around(text: str, span: Span) -> str:
    """Return a line of a text, or as much of a long one as shows the place in it."""
    first = 0 if len(text) <= _LONGEST else max(0, span.column - 1 - _LONGEST // 2)
    end = "…" if len(text) > first + _LONGEST else ""
    return f"{'…' if first else ''}{safe(text[first : first + _LONGEST])}{end}"


def _links_as_text(page: str, places: Sequence[tuple[Span, str]]) -> str:
    if not places:
        return f"Nothing links to {safe(page)}."
    lines = (f"  {safe(span.path)}:{span.line}: {_around(text, span)}" for span, text in places)
    times = "once" if len(places) == 1 else f"{len(places)} times"
    return "\n".join([f"{safe(page)} is named {times}:", *lines])
