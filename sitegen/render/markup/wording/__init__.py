"""Plain words, checked: one rule a module, with why, a bad and a good example; all of them here."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.render.markup.findings import InText, warning_at
from sitegen.render.markup.wording import (
    abbreviations,
    bold_headings,
    capitals,
    dates_and_numbers,
    doubled_words,
    link_words,
    long_paragraphs,
    long_sentences,
    reading_grade,
    same_words,
    title_case,
)
from sitegen.render.markup.wording.prose import Prose, Rule

RULES: tuple[Rule, ...] = (
    long_sentences.RULE,
    long_paragraphs.RULE,
    reading_grade.RULE,
    link_words.RULE,
    same_words.RULE,
    capitals.RULE,
    title_case.RULE,
    bold_headings.RULE,
    doubled_words.RULE,
    abbreviations.RULE,
    dates_and_numbers.RULE,
)


def in_words(prose: Prose) -> Iterator[InText]:
    """Yield a warning for each place that a rule is not content with, marked in its first line."""
    for rule in RULES:
        for spot in rule.look(prose):
            marked = prose.text[spot.start : spot.end].rstrip().partition("\n")[0]
            yield warning_at(rule.id, spot.message, spot.help, marked, spot.start)
