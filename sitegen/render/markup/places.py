"""Find in Markdown source what Python-Markdown, which keeps no positions, was given there."""

from __future__ import annotations

import re

from sitegen.diagnostics import Span

_CODE = re.compile(
    r"^(?P<fence>[ ]*(?:```+|~~~+))[^\n]*\n.*?(?:^(?P=fence)[ ]*$|\Z)"
    r"|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?-->",
    re.DOTALL | re.MULTILINE,
)


def without_code(body: str) -> str:
    """Return the text with code and comments blanked out, all else in its place."""
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), body)


def find(body: str, text: str, nth: int, path: str, first_line: int) -> Span:
    """Return the place of the nth occurrence (from 0) of a text, or of the last one there is.

    A text that was written otherwise than it was read is placed at the start of the body.
    """
    searched = without_code(body)
    offset = position = searched.find(text)
    for _ in range(nth):
        position = searched.find(text, position + 1)
        if position < 0:
            break
        offset = position
    if offset < 0:
        return Span(path, first_line)
    line = searched.count("\n", 0, offset)
    column = offset - searched.rfind("\n", 0, offset)
    return Span(path, first_line + line, column, len(text.partition("\n")[0]))
