"""Charts in a real browser: text of full contrast that nothing covers, shapes that can be told."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.modes import NARROW, WIDE, Mode

pytestmark = pytest.mark.browser

#: Every kind of drawing is on this page.
WITH_CHARTS = "/our-impact/the-data/"
COLOURS = """() => [...document.querySelectorAll(".chart")].flatMap(chart => {
    const headline = getComputedStyle(chart.querySelector("figcaption")).color;
    return [...chart.querySelectorAll("svg text")].map(
        one => getComputedStyle(one).fill === headline);
})"""
SIZES = """() => [...document.querySelectorAll(".drawing text")].map(
    one => parseFloat(getComputedStyle(one).fontSize))"""
COVERED = """() => [...document.querySelectorAll(".drawing")].flatMap(drawing => {
    const texts = [...drawing.querySelectorAll("text")];
    const boxes = texts.map(one => [one, one.getBoundingClientRect()]);
    const meet = (a, b) => a.left < b.right && b.left < a.right
        && a.top < b.bottom && b.top < a.bottom;
    return boxes.flatMap(([one, a], n) => boxes.slice(n + 1)
        .filter(([, b]) => meet(a, b)).map(([two]) => [one.textContent, two.textContent]));
})"""
OUTSIDE = """() => [...document.querySelectorAll(".chart :is(text, rect, circle, path)")]
    .map(one => one.getBoundingClientRect())
    .filter(box => box.left < 0 || box.right > document.documentElement.clientWidth).length"""
MARKS = """() => [...document.querySelectorAll(".chart .mark")].map(one => {
    const style = getComputedStyle(one);
    return [style.fill, style.stroke, getComputedStyle(document.body).backgroundColor];
})"""


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
def test_text_in_a_drawing_has_the_colour_of_the_headline_and_covers_nothing(
    colours: str, width: int, open_page: OpenPage
) -> None:
    page = open_page(WITH_CHARTS, Mode(width, colours))
    told = page.evaluate(COLOURS)
    assert told
    assert all(told)
    assert min(page.evaluate(SIZES)) >= 14
    assert page.evaluate(COVERED) == []
    assert page.evaluate(OUTSIDE) == 0


@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
def test_every_mark_has_a_fill_and_an_outline_that_differ_from_the_paper(
    colours: str, open_page: OpenPage
) -> None:
    marks = open_page(WITH_CHARTS, Mode(WIDE, colours)).evaluate(MARKS)
    assert marks
    for fill, stroke, paper in marks:
        assert "none" not in (fill, stroke)
        assert paper not in (fill, stroke)


def test_a_chart_on_paper_shows_its_table(open_page: OpenPage) -> None:
    page = open_page(WITH_CHARTS, Mode(WIDE, "light"))
    table = page.locator("#chart-teams table")
    assert not table.is_visible()
    page.emulate_media(media="print")
    assert table.is_visible()
