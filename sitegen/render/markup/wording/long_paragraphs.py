"""Paragraphs are short enough to be begun."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.render.markup.wording.prose import Prose, Rule, Spot, words


def _look(prose: Prose) -> Iterator[Spot]:
    most = prose.limit(prose.limits.paragraph_words)
    for block in prose.blocks:
        number = 0 if block.level else len(words(block.text))
        if number > most > 0:
            message = f"this paragraph has {number} words, and {most} are the most on this page"
            help_ = "put an empty line where a new thought begins, or make a list of it"
            yield Spot(block.start, block.start + len(block.text), message, help_)


RULE = Rule(
    "long-paragraph",
    "A wall of text is not begun, least of all on a telephone.",
    "We listen to you. " * 60,
    "We listen to you.\n\n" * 60,
    _look,
)
