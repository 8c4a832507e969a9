"""The command ``list``: what waits for an editor, or who links to a page."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace

from sitegen.commands.build_options import build_options
from sitegen.desk import as_json, as_text, desk
from sitegen.diagnostics import Span
from sitegen.editing.mentions import links_to
from sitegen.finished_site import made_now
from sitegen.safe_text import safe, safe_json

_LONGEST = 100


def list_command(arguments: argparse.Namespace) -> int:
    """Print what was asked for; return 0."""
    print(_links(arguments) if arguments.links else _desk(arguments))
    return 0


def _desk(arguments: argparse.Namespace) -> str:
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
        return safe_json(json.dumps({"page": page, "links": listed}, ensure_ascii=False, indent=2))
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
