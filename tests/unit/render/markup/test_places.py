"""What was written is found again in the Markdown source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics import Span
from sitegen.render.markup.code import blanked
from sitegen.render.markup.places import find


@pytest.mark.parametrize(
    ("body", "nth", "place"),
    [
        ("x", 0, (5, 1)),
        ("a x x", 0, (5, 3)),
        ("a x x", 1, (5, 5)),
        ("a x x", 7, (5, 5)),
        ("a\n\n  x", 0, (7, 3)),
        ("`x` x", 0, (5, 5)),
        ("``x ` x`` x", 0, (5, 11)),
        ("```\nx\n```\nx", 0, (8, 1)),
        ("~~~ lang\nx\n~~~\n x", 0, (8, 2)),
        ("<!-- x -->\nx", 0, (6, 1)),
        ("<!--\nx\n-->\nx", 0, (8, 1)),
    ],
)
def test_the_nth_occurrence_outside_code_and_comments(
    body: str, nth: int, place: tuple[int, int]
) -> None:
    assert find(body, "x", nth, "content/a.md", 5) == Span("content/a.md", *place, 1)


def test_what_cannot_be_found_is_placed_at_the_start_of_the_text() -> None:
    assert find("abc", "x", 0, "content/a.md", 5) == Span("content/a.md", 5)
    assert find("`x`", "x", 0, "content/a.md", 5) == Span("content/a.md", 5)


def test_the_length_ends_with_the_line() -> None:
    assert find("ab\ncd", "b\nc", 0, "a", 1) == Span("a", 1, 2, 1)


@given(st.text(alphabet="ab`~\n <!->"), st.text(alphabet="ab<", min_size=1, max_size=3))
def test_a_place_is_always_inside_the_text(body: str, text: str) -> None:
    lines = body.split("\n")
    for nth in range(3):
        span = find(body, text, nth, "a", 1)
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert blanked(body).find(text) < 0 or lines[span.line - 1][span.column - 1 :].startswith(
            text
        )


@given(st.text(alphabet="ab`~\n <!->"))
def test_every_character_outside_code_stays_in_its_place(body: str) -> None:
    without = blanked(body)
    assert len(without) == len(body)
    assert all(new in (old, " ") for new, old in zip(without, body, strict=True))
    assert without.count("\n") == body.count("\n")
