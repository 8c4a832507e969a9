"""The command ``compare``: what visitors would see change between two builds."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from sitegen.commands.build_options import local_options
from sitegen.commands.reporting import FINE, say
from sitegen.compare import printed, sides
from sitegen.compare.difference import Comparison, compare
from sitegen.compare.pictures import NoPicturesError, Side, take
from sitegen.diagnostics import count


def compare_command(arguments: argparse.Namespace) -> int:
    """Print what has changed; return 0, whatever that is."""
    if arguments.against:
        options = replace(local_options(arguments), output=None, complete=True)
        old, new = sides.since_commit(arguments.against, options, _same_options(arguments))
    else:
        old, new = sides.of_folders(arguments.folders)
    found = compare(old.published, new.published)
    forms = {"text": printed.as_text, "json": printed.as_json, "markdown": printed.as_markdown}
    print(forms[arguments.format](found))
    if arguments.pictures:
        _take_pictures(arguments.pictures, found, old, new)
    return FINE


def _same_options(arguments: argparse.Namespace) -> list[str]:
    """Return the options of a build that is to be asked the same by another process."""
    as_of, base_url = arguments.as_of, arguments.base_url
    # Builders before this one know days only.
    moment = f"{as_of:%Y-%m-%d %H:%M}".removesuffix(" 00:00") if as_of else ""
    asked = {"--as-of": moment, "--base-url": base_url}
    return [f"{name}={value}" for name, value in asked.items() if value]


def _take_pictures(folder: Path, found: Comparison, old: Side, new: Side) -> None:
    """Take pictures, or say why there are none: the comparison itself has been printed then."""
    try:
        taken, left = take(found, old, new, folder)
    except NoPicturesError as error:
        say(str(error))
        return
    more = f"; {count(left, 'page')} could not be looked at" if left else ""
    say(f"pictures of {count(taken, 'page')} before and after: {folder / 'index.html'}{more}")
