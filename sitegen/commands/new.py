"""The commands ``new`` and ``init``: begin a page, a record or a site, and say the next step."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from sitegen import COMMAND, IS_PROJECT, ROOT
from sitegen.commands.build import now
from sitegen.commands.reporting import say
from sitegen.commands.schema import describe
from sitegen.editing.change import Change, EditRefusedError, carry_out
from sitegen.json_schema.of_site import Described
from sitegen.safe_text import safe
from sitegen.scaffold import page, record, site
from sitegen.scaffold.named import address_of, find
from sitegen.scaffold.page import NewPage
from sitegen.scaffold.word import Converted, convert

_ID = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")


def new_command(arguments: argparse.Namespace) -> int:
    """Begin a page or a record; return 0. EditRefusedError says why it cannot be."""
    today = str(now().date())
    described = describe(arguments.site)
    wanted = find(described, arguments.kind)
    words = _converted(arguments, wanted.records)
    if wanted.records:
        return _record(arguments, described, wanted.records, today)
    code = _page(arguments, described, _asked(arguments, wanted.kind, today, words))
    _tell(words)
    return code


def _asked(
    arguments: argparse.Namespace, kind: str, today: str, words: Converted | None
) -> NewPage:
    title, name = _named(arguments, words.title if words else "")
    return NewPage(kind, title, name, today, arguments.folder, words.text if words else "")


def _named(arguments: argparse.Namespace, otherwise: str = "") -> tuple[str, str]:
    """Return the title, and the name of the file or record; EditRefusedError without a title."""
    title = (arguments.title or otherwise).strip()
    if not title:
        raise EditRefusedError(f'say what it is called: {COMMAND} new {arguments.kind} "…"')
    return title, address_of(title, arguments.name or "")


def _converted(arguments: argparse.Namespace, records: str) -> Converted | None:
    """Return the Word file that a page is made of, if one is named."""
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


def _page(arguments: argparse.Namespace, described: Described, wanted: NewPage) -> int:
    change, path = page.begin(described, wanted)
    _write(arguments.site, change)
    print(f"Wrote {safe(path)}, a draft: it is not published while the line draft: true is there.")
    serve = f"{COMMAND} serve --open{_site(arguments)}"
    print(f"Next: write its text. {serve} shows it, and what is to be mended.")
    return _open(arguments.site / path)


def _record(arguments: argparse.Namespace, described: Described, records: str, today: str) -> int:
    if arguments.folder is not None:
        raise EditRefusedError("a record stands in its file of data/, and in no folder")
    title, id_ = _named(arguments)
    if arguments.name and _ID.fullmatch(arguments.name):
        id_ = arguments.name  # ids may have capitals
    change, path, line, keys = record.begin(described, records, title, id_, today)
    _write(arguments.site, change)
    print(f"Added {id_} to {safe(path)}, line {line}.")
    fill_in = f"fill in {', '.join(keys)} there, then " if keys else ""
    check = f"{COMMAND} check {safe(path)}{_site(arguments)}"
    print(f"Next: {fill_in}{check}, which says what is left to mend.")
    return _open(arguments.site / path)


def _site(arguments: argparse.Namespace) -> str:
    return "" if arguments.site == ROOT else f" --site {shlex.quote(str(arguments.site))}"


def _write(site: Path, change: Change) -> None:
    """Write all files, or none; raise EditRefusedError where that cannot be done."""
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


def init_command(arguments: argparse.Namespace) -> int:
    """Lay a new site of a few files; return 0. EditRefusedError says why it cannot be."""
    folder: Path = arguments.folder
    commands = _commands(folder)
    change = site.begin(folder, commands)
    _lay(folder, change)
    print(f"Wrote {safe(', '.join(change.altered))} in {safe(str(folder))}.")
    there = "" if IS_PROJECT else f"cd {shlex.quote(str(folder))}, then "
    print(f"Next: {safe(there + commands['serve'])}")
    return 0


def _commands(folder: Path) -> Mapping[str, str]:
    """Return the lines with which the site is worked on; a site elsewhere has to be named."""
    named = f" --site {shlex.quote(str(folder))}" if IS_PROJECT else ""
    names = {"build": "", "serve": " serve --open", "new": " new", "schema": " schema"}
    return {name: f"{COMMAND}{word}{named}" for name, word in names.items()}


def _lay(folder: Path, change: Change) -> None:
    """Write all files, or none; a folder that was not there goes again if it cannot be filled."""
    is_new = not folder.exists()
    try:
        _write(folder, change)
    except BaseException:
        if is_new:
            with suppress(OSError):
                folder.rmdir()
        raise
