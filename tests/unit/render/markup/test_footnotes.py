"""Abbreviations are marked as the library marks them, in a time that grows with the text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from xml.etree.ElementTree import Element, SubElement, tostring

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.util import AtomicString

from sitegen.render.markup.footnotes import Abbreviations
from tests.growth import times_as_long

KNOWN = {"A": "Alpha", "AB": "Alpha and beta", "C": ""}
WORDS = st.lists(st.sampled_from(["A", "AB", "C", "x", " ", "-"]), max_size=6).map("".join)
PIECES = st.lists(st.tuples(st.booleans(), WORDS, WORDS, st.booleans()), max_size=6)


def tree(pieces: list[tuple[bool, str, str, bool]]) -> Element:
    root = at = Element("div")
    for goes_down, text, tail, is_code in pieces:
        child = SubElement(at, "p")
        child.text, child.tail = AtomicString(text) if is_code else text, tail
        at = child if goes_down else at
    return root


@given(WORDS, PIECES)
def test_the_library_marks_the_same(text: str, pieces: list[tuple[bool, str, str, bool]]) -> None:
    ours, theirs = tree(pieces), tree(pieces)
    ours.text = theirs.text = text
    Abbreviations(Markdown(), KNOWN).run(ours)
    AbbrTreeprocessor(Markdown(), KNOWN).run(theirs)
    assert tostring(ours) == tostring(theirs)


def test_sixteen_times_as_many_uses_take_no_hundred_times_as_long() -> None:
    def marking(uses: int) -> Callable[[], object]:
        root = Element("p")
        root.text = "A " * uses
        return partial(Abbreviations(Markdown(), KNOWN).run, root)

    assert times_as_long(marking, 10_000, 160_000, below=100) < 100
