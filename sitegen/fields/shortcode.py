"""What a shortcode looks like, and what somebody wrote who meant one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

#: Its kind, its id, and what stands after a bar.
PATTERN = r"\[\[([a-z]++):\s*+([^\[\]|\s]*+)\s*+(?:\|([^\[\]\n]*+))?\]\]"
WHOLE = re.compile(PATTERN)
#: The kind that puts in a fact of data/site.yaml. All others name records.
FACT = "site"

_TO_END = r"[^\n\[\]{}]*+[\]}]{0,2}+"
#: A tag of a template, or of another site builder.
TAG = rf"\{{[{{%]{_TO_END}"


def forms(kinds: Iterable[str]) -> str:
    """Return what can be written, given the kinds of shortcodes that name records."""
    of_records = ", ".join(f"[[{kind}:ID]]" for kind in kinds)
    return f"write {of_records} or [[{FACT}:NAME]]" if of_records else f"write [[{FACT}:NAME]]"


@cache
def half(kinds: tuple[str, ...]) -> str:
    """Return the pattern of what begins like a shortcode and is none.

    Behind one bracket it may be the words of a link.
    """
    known = rf"(?i:(?:{'|'.join((*kinds, FACT))})s?+)"
    return rf"\[(?:\[?+\s*+{known}\s*+:|\[\s*+{known}\b){_TO_END}(?![(\[])"


@cache
def _meant(kinds: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return the patterns: each begins with a sign of its own, from which Python finds it fast."""
    return re.compile(half(kinds)), re.compile(TAG)


def half_written(text: str, kinds: Sequence[str]) -> Iterator[str]:
    """Yield what begins like a shortcode and is none: it would be printed as it stands."""
    rest = WHOLE.sub(lambda whole: " " * len(whole[0]), text)
    meant = _meant(tuple(kinds))
    return (match[0].rstrip() for one in meant for match in one.finditer(rest))


def not_whole(written: str, kinds: Iterable[str]) -> tuple[str, str, str]:
    """Return rule, message and help for what begins like a shortcode and is none."""
    if written.startswith("{"):
        message = f"{written} is a tag of a template, and would be printed as it stands"
        help_ = f"{forms(kinds)}; to show braces write &#123;&#123;, or put them in code: `…`"
        return "half-shortcode", message, help_
    message = f"{written} is no whole shortcode, and would be printed as it stands"
    return "half-shortcode", message, forms(kinds)
