"""What the commands ``move`` and ``delete`` do: show what would change, ask, and change it."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.commands.reporting import say
from sitegen.program import COMMAND, NAME
from sitegen.safe_text import safe

if TYPE_CHECKING:
    from sitegen.editing.change import Change
    from sitegen.request import Options

_GONE = "nowhere"


def move(arguments: argparse.Namespace) -> int:
    """Move a page; return 0, or 1 if nothing was changed after all."""
    from sitegen.editing.move import move as moved
    from sitegen.input_files import require_site

    require_site(arguments.site)
    return _confirmed(arguments, moved(arguments.site, arguments.old, arguments.new))


def delete(arguments: argparse.Namespace) -> int:
    """Delete a page; return 0, or 1 if nothing was changed after all."""
    from sitegen.editing.delete import delete as deleted
    from sitegen.input_files import require_site

    require_site(arguments.site)
    to = arguments.to or ("" if arguments.gone else _asked())
    return _confirmed(arguments, deleted(arguments.site, arguments.page, to))


def fix(arguments: argparse.Namespace, options: Options) -> int:
    """Mend what has exactly one right answer; return 0, or 1 if nothing was changed after all."""
    from sitegen.commands.fixing import fix as fixed
    from sitegen.commands.selection import Selection
    from sitegen.diagnostics import count

    selection = Selection.of(arguments.site, arguments.paths)
    change, mended, left = fixed(options, selection.holds)
    if not change.altered:
        print(f"There is nothing with exactly one right answer to mend; {count(left, 'finding')}.")
        return 0
    say(f"{count(mended, 'finding')} mended by this; {left} left, which {NAME} check lists")
    return _confirmed(arguments, change)


def _asked() -> str:
    """Ask where a page's visitors shall go; raise EditRefusedError where nobody can be asked."""
    from sitegen.editing.change import EditRefusedError

    if not sys.stdin.isatty():
        help_ = "add --to PAGE, --to https://…, or --gone if there is nothing in its place"
        raise EditRefusedError(f"where shall its visitors go? {help_}")
    answer = input(f"Where shall its visitors go? A page, an address, or {_GONE}: ").strip()
    if not answer:
        raise EditRefusedError("nothing was changed")
    return "" if answer == _GONE else answer


def _confirmed(arguments: argparse.Namespace, change: Change) -> int:
    """Show a change, and carry it out if that is wanted."""
    from sitegen.editing.change import carry_out

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
    from sitegen.editing.change import uncommitted

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
