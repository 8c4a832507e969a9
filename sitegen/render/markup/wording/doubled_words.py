"""No word stands twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.render.markup.wording.prose import Prose, Rule, Spot

_TWICE = re.compile(r"\b([^\W\d_]+)\s+\1\b(?!['’-])", re.IGNORECASE)
#: Words that may follow themselves in a sound sentence.
_MAY = frozenset(("that", "had", "is", "her", "you", "no", "very", "so", "bye", "night"))


def _look(prose: Prose) -> Iterator[Spot]:
    for block in prose.blocks:
        for found in _TWICE.finditer(block.text):
            if found[1].lower() not in _MAY and found[1].islower():
                start = block.start + found.start()
                help_ = "delete one of the two"
                yield Spot(start, start + len(found[0]), f"{found[1]} stands twice here", help_)


RULE = Rule(
    "doubled-word",
    "A word that stands twice by mistake makes readers stumble.",
    "We work with the the school.",
    "We work with the school.",
    _look,
)
