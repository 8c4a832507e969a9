"""Find in Markdown source what Python-Markdown, which keeps no positions, was given there."""

from __future__ import annotations

import re

from sitegen.diagnostics import Span

_FENCED = r"^(?P<fence>[ ]*(?:```+|~~~+))[^\n]*\n.*?(?:^(?P=fence)[ ]*$|\Z)"
_SPAN = r"`(?P<ticks>`*+)(?!`).+?(?<!`)`(?P=ticks)(?!`)"
_ANY_CODE = re.compile(f"{_FENCED}|{_SPAN}|<!--.*?-->", re.DOTALL | re.MULTILINE)
#: Enough for texts with none of the signs below; Python finds a single first sign much faster.
_CODE_SPAN = re.compile(_SPAN, re.DOTALL)
_BEYOND_SPANS = ("```", "~~~", "<!--")

#: What stands before the address of a link, of a picture or of a reference.
_BEFORE_ADDRESS = re.compile(r"(?:\]\(\s*<?|<|\]:\s*<?)\Z")


def without_code(body: str) -> str:
    """Return the text with code and comments blanked out, all else in its place."""
    pattern = _ANY_CODE if any(sign in body for sign in _BEYOND_SPANS) else _CODE_SPAN
    return pattern.sub(_blanked, body)


def _blanked(code: re.Match[str]) -> str:
    written = code.group()
    return re.sub(r"[^\n]", " ", written) if "\n" in written else " " * len(written)


def find(body: str, text: str, nth: int, path: str, first_line: int) -> Span:
    """Return the place of the nth occurrence (from 0) of a text, or of the last one there is.

    A text that was written otherwise than it was read is placed at the start of the body.
    """
    searched = without_code(body)
    places = _places(searched, text)
    if not places:
        return Span(path, first_line)
    offset = places[min(nth, len(places) - 1)]
    line = searched.count("\n", 0, offset)
    column = offset - searched.rfind("\n", 0, offset)
    return Span(path, first_line + line, column, len(text.partition("\n")[0]))


def _places(searched: str, text: str) -> list[int]:
    """Return where a text stands: as the address of a link if it is one somewhere, else as such."""
    before = r"(?<![\w/.-])" if re.match(r"[\w./#]", text) else ""
    after = r"(?![\w/#-]|\.\d)" if re.search(r"[\w/]$", text) else ""
    found = [match.start() for match in re.finditer(before + re.escape(text) + after, searched)]
    addresses = [
        place for place in found if _BEFORE_ADDRESS.search(searched[max(0, place - 9) : place])
    ]
    return addresses or found or [match.start() for match in re.finditer(re.escape(text), searched)]
