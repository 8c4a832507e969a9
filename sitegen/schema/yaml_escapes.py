"""Characters that no text holds, hidden in double quotes behind YAML's escapes."""

from __future__ import annotations

import re

#: Source: YAML 1.2.2, section 5.7, escaped characters.
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
#: Short escapes of control characters and of line ends that only machines know.
_SHORT = "0abvferNLP"
#: Control characters (tab and line feed aside), separators of lines, what is no character, and what
#: turns the direction of reading.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")


def hidden_character(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first such escape between two indexes of a text, if there is one."""
    for match in _ESCAPE.finditer(text, start, end):
        code, short = match[1] or match[2] or match[3], match[4]
        if _HIDDEN.match(chr(int(code, 16))) if code else short in _SHORT:
            return match
    return None
