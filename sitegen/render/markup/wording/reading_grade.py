"""A page can be read by those whom it is for: long words in long sentences shut people out.

Source: J. P. Kincaid and others, "Derivation of new readability formulas", 1975: the grade is 0.39
words a sentence + 11.8 syllables a word - 15.59, in years at an American school.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.render.markup.wording.prose import Prose, Rule, Spot, words

#: With fewer words nothing can be said of a text.
_ENOUGH = 100
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^td]ed|[^l]e)$")


def grade(sentences: Sequence[str]) -> float:
    """Return the grade of an English text, given its sentences."""
    counted = [words(one) for one in sentences]
    number = sum(map(len, counted))
    syllables = sum(_syllables(word) for one in counted for word in one)
    if not number:
        return 0.0
    return 0.39 * number / len(counted) + 11.8 * syllables / number - 15.59


def _syllables(word: str) -> int:
    bare = word.lower()
    found = len(_VOWELS.findall(bare))
    return max(found - bool(found > 1 and _SILENT.search(bare)), 1)


def _look(prose: Prose) -> Iterator[Spot]:
    most = prose.limit(prose.limits.grade)
    sentences = [sentence for _, sentence in prose.sentences]
    enough = sum(len(words(one)) for one in sentences) >= _ENOUGH
    if not (prose.is_english and most and enough) or (found := grade(sentences)) <= most:
        return
    start, hardest = max(prose.sentences, key=lambda one: (len(words(one[1])), one))
    message = (
        f"this page asks for {found:.0f} years at school, and {most} are the most;"
        " this is its longest sentence"
    )
    yield Spot(start, start + len(hardest), message, "use shorter words and shorter sentences")


RULE = Rule(
    "reading-grade",
    "Long words in long sentences shut people out, and many readers left school early.",
    "Organisational accountability necessitates multidisciplinary collaboration. " * 30,
    "We work with you. We listen to what you say. " * 30,
    _look,
)
