"""Sentences have a length at which people still know at the end how they began."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.render.markup.wording.prose import Prose, Rule, Spot

_ASIDE = re.compile(r"\([^)]*\)")


def _look(prose: Prose) -> Iterator[Spot]:
    most = prose.limit(prose.limits.sentence_words)
    for start, sentence in prose.sentences:
        number = len(_ASIDE.sub("", sentence).split())
        if number > most > 0:
            message = f"this sentence has {number} words, and {most} are the most on this page"
            yield Spot(start, start + len(sentence), message, "make two of it")


RULE = Rule(
    "long-sentence",
    "At the end of a long sentence a tired reader has lost its beginning. Brackets do not count.",
    f"We help{' and we listen' * 14}.",
    f"We help. We listen. {'We wait. ' * 12}",
    _look,
)
