"""A text as the second reader is given it: what it does not know is put in words that it knows.

Every mask has the lines of what it stands for, and their length, so that no place changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitegen.fields.shortcodes import WHOLE

#: The first line of a note. What its text is indented by makes it a list's item to the reader, and
#: its title a heading: no line below it goes on with that.
_NOTE = re.compile(r"^(?P<before>[ \t>]*+)(?:!!!|\?\?\?\+?) ?(?P<rest>[\w-][^\n]*)$", re.MULTILINE)
_ABBREVIATION = re.compile(r"^( {0,3})\*(?=\[[^\]\n]++\]:)", re.MULTILINE)
_NO_LINE_END = re.compile(r"[^\n]")
_BUT_CODE = re.compile(r"`[^`\n]++`|[^\n]")


def masked(text: str) -> str:
    """Return a text with masks for shortcodes, notes and abbreviations."""
    if "[[" in text:
        text = WHOLE.sub(_as_words, text)
    if "!!!" in text or "???" in text:
        text = _NOTE.sub(_as_item, text)
    if "*[" in text:
        text = _ABBREVIATION.sub(r"\1x", text)
    return text


def _as_words(shortcode: re.Match[str]) -> str:
    is_parted = shortcode[0].count("`") % 2  # code begins or ends in it, which comes first
    return shortcode[0] if is_parted else _BUT_CODE.sub(_as_sign, shortcode[0])


def _as_sign(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("`") else "x"


def _as_item(note: re.Match[str]) -> str:
    before = note["before"]
    room = len(note[0]) - len(before)
    return f"{before}{'-   # '[:room]}{note[0][len(before) + 6 :]}"


def blanked(text: str, ranges: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with a sign in the place of each character from start up to end; in order."""
    parts, at = [], 0
    for start, end, sign in sorted(ranges):
        parts += [text[at:start], _NO_LINE_END.sub(sign, text[max(at, start) : end])]
        at = max(at, end)
    return "".join((*parts, text[at:]))
