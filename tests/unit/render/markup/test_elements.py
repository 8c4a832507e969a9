"""What was written is found again in the Markdown source, as the element that it is."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Span
from sitegen.render.markup.elements import elements
from sitegen.render.markup.findings import What


@pytest.mark.parametrize(
    ("text", "what", "words", "nth", "place"),
    [
        # An address is no other one that begins alike, no word, and stands in no code.
        ("[a](b.md) [c](b)", What.ADDRESS, "b", 0, (5, 15, 1)),
        ("b [a](b)", What.ADDRESS, "b", 0, (5, 7, 1)),
        ("`[a](b)` [a](b) [a](b)", What.ADDRESS, "b", 1, (5, 21, 1)),
        ("[a](b) [a](b)", What.ADDRESS, "b", 7, (5, 12, 1)),
        ("[a]()", What.ADDRESS, "", 0, (5, 4, 2)),
        ("[a](b\\_c.md)", What.ADDRESS, "b_c.md", 0, (5, 5, 7)),
        # An attribute is no word of the text.
        ("onclick *a*{onclick=b}", What.ATTRIBUTE, "onclick", 0, (5, 13, 7)),
        ('## A {lang="wales"}', What.ATTRIBUTE, "lang=wales", 0, (5, 7, 12)),
        # What is no element is found in the prose.
        ("`<b>` <b>", What.TAG, "<b>", 0, (5, 7, 3)),
        ("`[[x:y]]` [[x:y]]", What.SHORTCODE, "[[x:y]]", 0, (5, 11, 7)),
        ("a[^1]\n\n[^1]: b", What.FOOTNOTE, "[^1]", 0, (5, 2, 4)),
        ("a[^1]\n\n[^1]: b", What.FOOTNOTE, "[^1]:", 0, (7, 1, 5)),
        ("> | a |\n> |---|\n> | é | b |", What.ROW, "| é | b |", 0, (7, 3, 9)),
        # What the two readers read otherwise is where its words stand first.
        ("<div>\n[a](b)", What.ADDRESS, "b", 0, (6, 5, 1)),
        ("`b` b", What.WORDS, "b", 0, (5, 5, 1)),
        # Columns are those that editors count: characters, each tab one of them.
        ("é🙂\t“a” [b](c)", What.ADDRESS, "c", 0, (5, 12, 1)),
        ("a\n\n1.\té [b](c)", What.ADDRESS, "c", 0, (7, 10, 1)),
    ],
)
def test_each_element_has_its_place(
    text: str, what: What, words: str, nth: int, place: tuple[int, int, int]
) -> None:
    assert elements(text).span(what, words, nth, "content/a.md", 5) == Span("content/a.md", *place)


def test_what_cannot_be_found_is_placed_at_the_start_of_the_text() -> None:
    place = elements("abc").span(What.ADDRESS, "x", 0, "content/a.md", 5)
    assert place == Span("content/a.md", 5)


def test_the_length_ends_with_the_line() -> None:
    assert elements("ab\ncd").span(What.WORDS, "b\nc", 0, "a", 1) == Span("a", 1, 2, 1)
