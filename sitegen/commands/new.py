"""The command ``new``: begins a page or a record, says the next step, opens the editor."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.commands.asked import now
from sitegen.commands.reporting import say
from sitegen.program import COMMAND, ROOT
from sitegen.safe_text import safe

_ID = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")

if TYPE_CHECKING:
    from sitegen.editing.change import Change
    from sitegen.json_schema.of_site import Described
    from sitegen.starting.page import NewPage
    from sitegen.starting.word import Converted


def new(arguments: argparse.Namespace) -> int:
    """Begin what was asked for; return 0. EditRefusedError says why it cannot be."""
    from sitegen.commands.schema import describe
    from sitegen.starting.named import find

    today = str(now().date())
    site = describe(arguments.site)
    wanted = find(site, arguments.kind)
    words = _converted(arguments, wanted.records)
    if wanted.records:
        return _record(arguments, site, wanted.records, today)
    code = _page(arguments, site, _asked(arguments, wanted.kind, today, words))
    _tell(words)
    return code


def _asked(
    arguments: argparse.Namespace, kind: str, today: str, words: Converted | None
) -> NewPage:
    from sitegen.starting.page import NewPage

    title, name = _named(arguments, words.title if words else "")
    return NewPage(kind, title, name, today, arguments.folder, words.text if words else "")


def _named(arguments: argparse.Namespace, otherwise: str = "") -> tuple[str, str]:
    """Return the title, and the name of the file or record; EditRefusedError without a title."""
    from sitegen.editing.change import EditRefusedError
    from sitegen.starting.named import address_of

    title = (arguments.title or otherwise).strip()
    if not title:
        raise EditRefusedError(f'say what it is called: {COMMAND} new {arguments.kind} "…"')
    return title, address_of(title, arguments.name or "")


def _converted(arguments: argparse.Namespace, records: str) -> Converted | None:
    """Return the Word file that a page is made of, if one is named."""
    from sitegen.editing.change import EditRefusedError
    from sitegen.starting.word import convert

    if arguments.file is None:
        return None
    if records:
        raise EditRefusedError("a record is made of its keys: --from is for pages")
    return convert(arguments.file)


def _tell(words: Converted | None) -> None:
    """Say what of a Word file is lost."""
    if words and words.lost:
        print("Lost, or to be looked at:")
        print("\n".join(f"  - {safe(one)}" for one in words.lost))


def _page(arguments: argparse.Namespace, site: Described, wanted: NewPage) -> int:
    from sitegen.starting import page

    change, path = page.begin(site, wanted)
    write(arguments.site, change)
    print(f"Wrote {safe(path)}, a draft: it is not published while the line draft: true is there.")
    serve = f"{COMMAND} serve --open{_site(arguments)}"
    print(f"Next: write its text. {serve} shows it, and what is to be mended.")
    return _open(arguments.site / path)


def _record(arguments: argparse.Namespace, site: Described, records: str, today: str) -> int:
    from sitegen.editing.change import EditRefusedError
    from sitegen.starting import record

    if arguments.folder is not None:
        raise EditRefusedError("a record stands in its file of data/, and in no folder")
    title, id_ = _named(arguments)
    if arguments.name and _ID.fullmatch(arguments.name):
        id_ = arguments.name  # ids may have capitals
    change, path, line, keys = record.begin(site, records, title, id_, today)
    write(arguments.site, change)
    print(f"Added {id_} to {safe(path)}, line {line}.")
    fill_in = f"fill in {', '.join(keys)} there, then " if keys else ""
    check = f"{COMMAND} check {safe(path)}{_site(arguments)}"
    print(f"Next: {fill_in}{check}, which says what is left to mend.")
    return _open(arguments.site / path)


def _site(arguments: argparse.Namespace) -> str:
    return "" if arguments.site == ROOT else f" --site {shlex.quote(str(arguments.site))}"


def write(site: Path, change: Change) -> None:
    """Write all files, or none; raise EditRefusedError where that cannot be done."""
    from sitegen.editing.change import EditRefusedError, carry_out

    try:
        site.mkdir(parents=True, exist_ok=True)
        carry_out(site, change)
    except OSError as error:
        path = safe(", ".join(change.altered))
        reason = (error.strerror or str(error)).lower()
        raise EditRefusedError(f"{path} cannot be written ({reason}): nothing was") from error


def _open(file: Path) -> int:
    """Open a file in the program that $EDITOR names, if it names one."""
    editor = os.environ.get("EDITOR", "").strip()
    if editor:
        try:
            subprocess.run([*shlex.split(editor), str(file)], check=False)
        except (OSError, ValueError) as error:
            say(f"$EDITOR, {safe(editor)}, cannot be started: {safe(str(error))}")
    return 0
