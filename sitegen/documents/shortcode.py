"""What a shortcode looks like, and what somebody wrote who meant one."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Its kind, its id, and what stands after a bar.
PATTERN = r"\[\[([a-z]+):\s*([^\]|\s]*)\s*(?:\|([^\]\n]*))?\]\]"
WHOLE = re.compile(PATTERN)

_KINDS = r"(?i:(?:figure|chart|term)s?)"
_TO_END = r"[^\n\[\]{}]*[\]}]{0,2}"
#: Each pattern begins with a sign of its own, from which Python finds it fast.
_MEANT = (
    re.compile(rf"\[(?:\[?\s*{_KINDS}\s*:|\[\s*{_KINDS}\b){_TO_END}"),
    re.compile(rf"\{{\{{{_TO_END}"),
)


def half_written(text: str) -> Iterator[str]:
    """Give what begins like a shortcode and is none: it would be printed as it stands."""
    rest = WHOLE.sub(lambda whole: " " * len(whole[0]), text)
    return (match[0].rstrip() for meant in _MEANT for match in meant.finditer(rest))


def not_whole(written: str) -> tuple[str, str, str]:
    """Return rule, message and help for what begins like a shortcode and is none."""
    message = f"{written} is no whole shortcode, and would be printed as it stands"
    return "half-shortcode", message, "write [[figure:ID]], [[chart:ID]] or [[term:ID]]"
