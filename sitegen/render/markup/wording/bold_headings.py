"""What looks like a heading is one: screen readers list headings, and know no bold type."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.render.markup.wording.prose import Prose, Rule, Spot

_BOLD = re.compile(
    r"(?:(?<=\n\n)|(?<=\A))(\*\*|__)(?=\S)([^\n*_]{1,80}?)(?<![\s.!?,;])\1[ \t]*(?=\n\n)"
)


def _look(prose: Prose) -> Iterator[Spot]:
    for found in _BOLD.finditer(prose.text):
        message = "this looks like a heading, and is bold type: screen readers do not list it"
        yield Spot(found.start(), found.end(), message, f"write ## {found[2].rstrip(':')}")


RULE = Rule(
    "bold-heading",
    "What looks like a heading is one: screen readers list headings, and know no bold type.",
    "**How to reach us**\n\nRing us.",
    "## How to reach us\n\nRing us.",
    _look,
)
