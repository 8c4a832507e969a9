"""The command ``init``: a new site of a few files in a folder."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.program import COMMAND, IS_PROJECT
from sitegen.safe_text import safe

if TYPE_CHECKING:
    from sitegen.editing.change import Change


def init(arguments: argparse.Namespace) -> int:
    """Lay a new site and return 0; EditRefusedError says why it cannot be."""
    from sitegen.starting.site import begin

    folder: Path = arguments.folder
    commands = _commands(folder)
    change = begin(folder, commands)
    _write(folder, change)
    print(f"Wrote {safe(', '.join(change.altered))} in {safe(str(folder))}.")
    there = "" if IS_PROJECT else f"cd {shlex.quote(str(folder))}, then "
    print(f"Next: {safe(there + commands['serve'])}")
    return 0


def _commands(folder: Path) -> Mapping[str, str]:
    """Return the lines with which the site is worked on; a site elsewhere has to be named."""
    site = f" --site {shlex.quote(str(folder))}" if IS_PROJECT else ""
    names = {"build": "", "serve": " serve --open", "new": " new", "schema": " schema"}
    return {name: f"{COMMAND}{word}{site}" for name, word in names.items()}


def _write(folder: Path, change: Change) -> None:
    """Write all files, or none; a folder that was not there goes again if it cannot be filled."""
    from sitegen.commands.new import write

    is_new = not folder.exists()
    try:
        write(folder, change)
    except BaseException:
        if is_new:
            with suppress(OSError):
                folder.rmdir()
        raise
