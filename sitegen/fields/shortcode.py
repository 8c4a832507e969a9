"""What a shortcode looks like, and what somebody wrote who meant one."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Its kind, its id, and what stands after a bar.
PATTERN = r"\[\[([a-z]++):\s*+([^\[\]|\s]*+)\s*+(?:\|([^\[\]\n]*+))?\]\]"
WHOLE = re.compile(PATTERN)

FORMS = "write [[figure:ID]], [[chart:ID]], [[term:ID]] or [[site:NAME]]"

_KINDS = r"(?i:(?:figure|chart|term|site)s?+)"
_TO_END = r"[^\n\[\]{}]*+[\]}]{0,2}+"
#: What begins like a shortcode and is none. Behind one bracket it may be the words of a link.
HALF = rf"\[(?:\[?+\s*+{_KINDS}\s*+:|\[\s*+{_KINDS}\b){_TO_END}(?![(\[])"
#: A tag of a template, or of another site builder.
TAG = rf"\{{[{{%]{_TO_END}"
#: Each pattern begins with a sign of its own, from which Python finds it fast.
_MEANT = (re.compile(HALF), re.compile(TAG))


def half_written(text: str) -> Iterator[str]:
    """Yield what begins like a shortcode and is none: it would be printed as it stands."""
    rest = WHOLE.sub(lambda whole: " " * len(whole[0]), text)
    return (match[0].rstrip() for meant in _MEANT for match in meant.finditer(rest))


def not_whole(written: str) -> tuple[str, str, str]:
    """Return rule, message and help for what begins like a shortcode and is none."""
    if written.startswith("{"):
        message = f"{written} is a tag of a template, and would be printed as it stands"
        help_ = f"{FORMS}; to show braces write &#123;&#123;, or put them in code: `…`"
        return "half-shortcode", message, help_
    message = f"{written} is no whole shortcode, and would be printed as it stands"
    return "half-shortcode", message, FORMS
