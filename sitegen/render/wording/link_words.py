"""The words of a link say where it leads: they are often read alone.

Source: WCAG 2.2, success criterion 2.4.9.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.render.wording.prose import Prose, Rule, Spot

_EMPTY = re.compile(
    r"\[(?<!!\[)(?:(?:click |see |read |press |go )?(?:here|this|this link|this page|link)|"
    r"(?:read |learn |see |find out )?more(?: here| info| information)?)[.!]?\]\([^()\n]+\)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\[(?<!!\[)(?:https?://|www\.)[^\[\]\s]*/[^\[\]\s]+\]\([^()\n]+\)", re.IGNORECASE
)
_HELP = "name the page: [our impact](the-page.md)"


def _look(prose: Prose) -> Iterator[Spot]:
    for link in _EMPTY.finditer(prose.text):
        message = "the words of this link do not say where it leads"
        yield Spot(link.start(), link.end(), message, _HELP)
    for link in _ADDRESS.finditer(prose.text):
        message = "an address is read out sign by sign, and says little of where it leads"
        yield Spot(link.start(), link.end(), message, _HELP)


RULE = Rule(
    "link-words",
    "The words of a link say where it leads: they are often read alone.",
    "To help, [click here](help.md).",
    "You can [help us](help.md).",
    _look,
)
