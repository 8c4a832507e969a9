"""Plain pages are what Python-Markdown makes of them, byte for byte; all else is left to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings

from sitegen.documents.front_matter import split_front_matter
from tests.frozen import FROZEN, PROJECT
from tests.unit.render.markup.borders import BORDERS, among_others
from tests.unit.render.markup.both_renderers import is_equal
from tests.unit.render.markup.random_texts import (
    ALPHABETS,
    common_text,
    of_signs,
    spliced,
    spoilt,
    thrown_together,
)

CONTENT = sorted(FROZEN.glob("content/**/*.md"))
PARAGRAPHS = [
    paragraph
    for path in CONTENT
    for paragraph in split_front_matter(path.read_text("utf-8"), "").body.split("\n\n")
]
DOCUMENTATION = sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/*.md")])


@pytest.mark.parametrize("path", [*CONTENT, *DOCUMENTATION], ids=lambda path: path.name)
def test_every_page_of_a_site_and_every_document_is_equal(path: Path) -> None:
    is_equal(split_front_matter(path.read_text(encoding="utf-8"), path.name).body)


def test_most_pages_of_a_site_are_plain() -> None:
    bodies = [split_front_matter(path.read_text("utf-8"), "").body for path in CONTENT]
    assert sum(map(is_equal, bodies)) > len(bodies) / 2


@pytest.mark.parametrize("section", BORDERS)
def test_a_text_at_the_border_is_equal_or_left_to_the_library(section: str) -> None:
    for text in BORDERS[section]:
        is_equal(text)
        is_equal(among_others(text))


@pytest.mark.parametrize("part", range(4))
def test_common_texts_are_equal(part: int) -> None:
    taken = sum(is_equal(common_text(seed)) for seed in range(part * 400, part * 400 + 400))
    assert taken > 40  # else nothing has been compared


@pytest.mark.long
@pytest.mark.parametrize("thousand", range(2, 52))
def test_many_common_texts_are_equal(thousand: int) -> None:
    taken = sum(
        is_equal(common_text(seed)) for seed in range(thousand * 1000, thousand * 1000 + 1000)
    )
    assert taken > 100


@given(spoilt())
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@example("a\n\n[r]: b")
@example("- a\n\n* b")
@example("a\n\n- b\n\n1. c")
@example("[a](b)[c](d) [a](b) [a](b)")
def test_built_text_is_equal(text: str) -> None:
    is_equal(text)


@pytest.mark.parametrize("hundred", range(10))
def test_texts_thrown_together_are_equal(hundred: int) -> None:
    for seed in range(hundred * 100, hundred * 100 + 100):
        is_equal(thrown_together(seed))


@pytest.mark.long
@pytest.mark.parametrize("thousand", range(1, 41))
def test_many_texts_thrown_together_are_equal(thousand: int) -> None:
    for seed in range(thousand * 1000, thousand * 1000 + 1000):
        is_equal(thrown_together(seed))


@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_every_sequence_of_signs_is_equal(alphabet: str) -> None:
    for seed in range(300):
        is_equal(of_signs(seed, alphabet))


@pytest.mark.long
@pytest.mark.parametrize("alphabet", ALPHABETS)
@pytest.mark.parametrize("thousand", range(1, 11))
def test_many_sequences_of_signs_are_equal(thousand: int, alphabet: str) -> None:
    for seed in range(thousand * 1000, thousand * 1000 + 1000):
        is_equal(of_signs(seed, alphabet))


def test_spliced_paragraphs_are_equal() -> None:
    assert sum(is_equal(spliced(seed, PARAGRAPHS)) for seed in range(1000)) > 60


@pytest.mark.long
@pytest.mark.parametrize("thousand", range(1, 201))
def test_many_spliced_paragraphs_are_equal(thousand: int) -> None:
    for seed in range(thousand * 1000, thousand * 1000 + 1000):
        is_equal(spliced(seed, PARAGRAPHS))
