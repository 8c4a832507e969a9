"""Dates and numbers are written in one style."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.render.markup.wording.prose import Prose, Rule, Spot

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_IN_DIGITS = re.compile(r"(?<![\w/.-])\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})(?![\w/-])")
_WITH_ENDING = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)(?: of)? ((?:{_MONTHS})\b(?: \d{{4}})?)")
_MONTH_FIRST = re.compile(rf"\b({_MONTHS}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b")
#: A number of things; one that nothing follows may be that of a company.
_LONG_NUMBER = re.compile(
    r"(?<![\w.,/:#+-])[1-9]\d{4,}(?= (?!(?:is|was|and|or|in|of|to|on|at|for|with)\b)[a-z])"
)


def _look(prose: Prose) -> Iterator[Spot]:
    for block in prose.blocks if prose.is_english else ():
        for start, old, better in _spots(block.text):
            message = f"{old} is written in another style than elsewhere on the site"
            at = block.start + start
            yield Spot(at, at + len(old), message, f"write {better}")


def _spots(text: str) -> Iterator[tuple[int, str, str]]:
    for found in _IN_DIGITS.finditer(text):
        yield found.start(), found[0], "the month as a word: 4 December 2026"
    for found in _WITH_ENDING.finditer(text):
        yield found.start(), found[0], f"{found[1]} {found[2]}"
    for found in _MONTH_FIRST.finditer(text):
        yield found.start(), found[0], f"{found[2]} {found[1]} {found[3]}"
    for found in _LONG_NUMBER.finditer(text):
        yield found.start(), found[0], f"{int(found[0]):,}"


RULE = Rule(
    "number-style",
    "Dates and numbers in one style are compared at a glance: 4 December 2026, 12,500.",
    "On 04/12/2026 there were 12500 people.",
    "On 4 December 2026 there were 12,500 people.",
    _look,
)
