"""Each clause of the decision of what is plain keeps out a text that would be printed otherwise."""

from __future__ import annotations

from functools import cache, partial

import pytest

from sitegen.render.markup.plain.common_language import tidied
from sitegen.render.markup.plain.page import PlainPage
from tests.unit.render.markup.borders import BORDERS, among_others
from tests.unit.render.markup.both_renderers import KINDS, as_plain, is_equal
from tests.unit.render.markup.mutants import Mutant, loaded, mutants
from tests.unit.render.markup.random_texts import ALPHABETS, of_signs


@cache
def texts() -> tuple[tuple[str, object], ...]:
    """Return texts at the borders and sequences of signs, with what is made of each."""
    at_borders = [text for texts in BORDERS.values() for text in texts]
    others = [of_signs(seed, alphabet) for alphabet in ALPHABETS for seed in range(400)]
    tidy = map(tidied, [*at_borders, *map(among_others, at_borders), *others])
    return tuple((text, seen(as_plain(text))) for text in tidy)


def seen(page: PlainPage | None) -> object:
    """Return what a page shows, so that two can be compared."""
    asked = [(one.at, one.shortcode, one.in_link) for one in page.asked] if page else ()
    return page and (page.parts, page.headings, page.code, asked)


def is_noticed(mutant: Mutant) -> bool:
    """Whether some text is printed otherwise, or not at all, with one clause less."""
    plain = partial(loaded(mutant).plain_page, inline=KINDS[:-1])
    for text, decided in texts():
        try:
            if seen(plain(text)) != decided:
                is_equal(text, plain)
        except (AssertionError, IndexError, ValueError):
            return True
    return False


@pytest.mark.long
def test_each_clause_keeps_out_a_text_that_would_be_printed_otherwise() -> None:
    found = list(mutants())
    assert len(found) > 90
    assert [one.name for one in found if not is_noticed(one)] == []
