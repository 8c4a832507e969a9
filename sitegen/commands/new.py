"""The command ``new``: begins a page or a record, says the next step, opens the editor."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.commands.reporting import say
from sitegen.program import COMMAND
from sitegen.safe_text import safe

if TYPE_CHECKING:
    from sitegen.editing.change import Change
    from sitegen.json_schema.of_site import Described


def new(arguments: argparse.Namespace, today: date) -> int:
    """Begin what was asked for; return 0. EditRefusedError says why it cannot be."""
    from sitegen.commands.schema import describe
    from sitegen.editing.change import EditRefusedError
    from sitegen.starting.named import address_of, find

    site = describe(arguments.site)
    wanted = find(site, arguments.kind)
    title = (arguments.title or "").strip()
    if not title:
        raise EditRefusedError(f'say what it is called: {COMMAND} new {arguments.kind} "…"')
    name = address_of(title, arguments.name or "")
    if wanted.records:
        return _record(arguments, site, wanted.records, title, name, str(today))
    return _page(arguments, site, wanted.kind, title, name, str(today))


def _page(
    arguments: argparse.Namespace, site: Described, kind: str, title: str, name: str, today: str
) -> int:
    from sitegen.starting import page

    wanted = page.NewPage(kind, title, name, today, arguments.folder)
    change, path = page.begin(site, wanted)
    write(arguments.site, change)
    print(f"Wrote {safe(path)}, a draft: it is not published while the line draft: true is there.")
    print(f"Next: write its text. {COMMAND} serve --open shows it, and what is to be mended.")
    return _open(arguments.site / path)


def _record(
    arguments: argparse.Namespace, site: Described, records: str, title: str, id_: str, today: str
) -> int:
    from sitegen.editing.change import EditRefusedError
    from sitegen.starting import record

    if arguments.folder is not None:
        raise EditRefusedError("a record stands in its file of data/, and in no folder")
    change, path, line, keys = record.begin(site, records, title, id_, today)
    write(arguments.site, change)
    print(f"Added {id_} to {safe(path)}, line {line}.")
    fill_in = f"fill in {', '.join(keys)} there, then " if keys else ""
    print(f"Next: {fill_in}{COMMAND} check {safe(path)}, which says what is left to mend.")
    return _open(arguments.site / path)


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
