"""Headings have capitals as sentences have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.render.markup.wording.prose import Prose, Rule, Spot

#: Words that stay small in titles.
_LONG = 4
_FEWEST = 4
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def _look(prose: Prose) -> Iterator[Spot]:
    for block in prose.blocks if prose.is_english else ():
        found = _WORD.findall(block.text) if block.level else []
        long = [word for word in found[1:] if len(word) >= _LONG]
        if len(found) >= _FEWEST and len(long) > 1 and all(word[0].isupper() for word in long):
            message = "each word of this heading has a capital, as if all were names"
            help_ = f"write {_as_sentence(block.text)}, with capitals for names only"
            yield Spot(block.start, block.start + len(block.text), message, help_)


def _as_sentence(heading: str) -> str:
    first, _, rest = heading.partition(" ")
    return f"{first} {rest.lower()}"


RULE = Rule(
    "title-case",
    "Headings have capitals as sentences have, so that names stand out.",
    "## How We Work With People",
    "## How we work with people",
    _look,
)
