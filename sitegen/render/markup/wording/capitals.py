"""Words are not shouted: capitals are hard to read, and some screen readers spell them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.render.markup.wording.prose import Prose, Rule, Spot

_SHOUTED = re.compile(r"\b[^\W\d_a-z]{2,}(?:[ ,]+[^\W\d_a-z]{2,})+\b|\b[^\W\d_a-z]{7,}\b")


def _look(prose: Prose) -> Iterator[Spot]:
    for block in prose.blocks:
        for found in _SHOUTED.finditer(block.text):
            parts = re.split(r"[ ,]+", found[0])
            is_shouted = found[0].isupper() and max(map(len, parts)) > 3  # noqa: PLR2004 - a word
            if is_shouted and not all(part in prose.known for part in parts):
                message = f"{found[0]} is in capitals, which are hard to read and sound shouted"
                help_ = "write small letters, and **bold** where it has to stand out"
                start = block.start + found.start()
                yield Spot(start, start + len(found[0]), message, help_)


RULE = Rule(
    "capitals",
    "Words in capitals are hard to read, and some screen readers spell them.",
    "Please RING FIRST before you come.",
    "Please **ring first** before you come.",
    _look,
)
