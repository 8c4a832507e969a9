"""An abbreviation is explained where it is used first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.render.markup.wording.prose import Prose, Rule, Spot

_SHORT = re.compile(r"(?<![\w/.@-])(?<![A-Z]{2} )[A-Z]{2,6}s?(?![\w/@-]|\.\w| [A-Z]{2})")


def _look(prose: Prose) -> Iterator[Spot]:
    explained = set(prose.known)
    for block in prose.blocks:
        for found in _SHORT.finditer(block.text):
            name = found[0].removesuffix("s")
            before, after = block.text[: found.start()][-1:], block.text[found.end() :][:2]
            if name not in explained and before != "(" and after != " (":
                message = f"{name} is not explained on this page"
                help_ = (
                    f"write it out, with ({name}) behind it at its first use, or add it to "
                    "abbreviations below wording: in data/site.yaml if everybody knows it"
                )
                start = block.start + found.start()
                yield Spot(start, start + len(found[0]), message, help_)
            explained.add(name)


RULE = Rule(
    "abbreviation",
    "An abbreviation is explained where it is used first: it shuts out whoever does not know it.",
    "The FAO meets weekly.",
    "The Food and Agriculture Organization (FAO) meets weekly.",
    _look,
)
