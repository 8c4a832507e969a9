"""Links of a page with the same words lead to the same place."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.render.markup.wording.prose import Prose, Rule, Spot


def _look(prose: Prose) -> Iterator[Spot]:
    first: dict[str, str] = {}
    for words, link in prose.links:
        other = first.setdefault(words.casefold(), link.address)
        if other != link.address:
            message = f"these words lead to {other} further above, and to another place here"
            help_ = "give each link words of its own: many hear links one after the other"
            yield Spot(*link.whole, message, help_)


RULE = Rule(
    "same-link-words",
    "Links with the same words lead to the same place: many hear them one after the other.",
    "[Our report](a.md) of 2023, and [our report](b.md) of 2024.",
    "[Our report of 2023](a.md), and [our report of 2024](b.md).",
    _look,
)
