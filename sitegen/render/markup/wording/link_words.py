"""The words of a link say where it leads: they are often read alone.

Source: WCAG 2.2, success criterion 2.4.9.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.render.markup.wording.prose import Prose, Rule, Spot

_EMPTY = re.compile(
    r"(?:(?:click |see |read |press |go )?(?:here|this|this link|this page|link)|"
    r"(?:read |learn |see |find out )?more(?: here| info| information)?)[.!]?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s/]*/\S+", re.IGNORECASE)
_HELP = "name what it leads to, for example: [our impact](the-page.md)"


def _look(prose: Prose) -> Iterator[Spot]:
    for words, link in prose.links:
        if _EMPTY.fullmatch(words):
            message = "the words of this link do not say where it leads"
            yield Spot(*link.whole, message, _HELP)
        elif _ADDRESS.fullmatch(words):
            message = "an address is read out sign by sign, and says little of where it leads"
            yield Spot(*link.whole, message, _HELP)


RULE = Rule(
    "link-words",
    "The words of a link say where it leads: they are often read alone.",
    "To help, [click here](help.md).",
    "You can [help us](help.md).",
    _look,
)
