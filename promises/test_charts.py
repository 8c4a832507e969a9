"""Charts in a real browser: text of full contrast that nothing covers, shapes that can be told."""

from __future__ import annotations

import re
from functools import cache

import pytest

from promises.conftest import OpenPage
from promises.modes import NARROW, WIDE, Mode
from promises.the_site import chosen

pytestmark = pytest.mark.browser

CHART = re.compile(r"^\[\[chart:([\w-]+)\]\]", re.MULTILINE)
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


@cache
def pages_with_charts() -> list[str]:
    """Return the first page with each chart: together they show every one that is in use."""
    first: dict[str, str] = {}
    for url, page in chosen().pages.items():
        for chart in CHART.findall(chosen().text(page.source)):
            first.setdefault(chart, url)
    return sorted(set(first.values()))


@pytest.mark.parametrize("url", pages_with_charts())
@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
def test_text_in_a_drawing_has_the_colour_of_the_headline_and_covers_nothing(
    colours: str, width: int, url: str, look_at: OpenPage
) -> None:
    page = look_at(url, Mode(width, colours))
    assert page.locator(".chart").count() > 0
    assert all(page.evaluate(COLOURS))
    assert [size for size in page.evaluate(SIZES) if size < 14] == []
    assert page.evaluate(COVERED) == [], "make labels shorter in data/charts.yaml"
    assert page.evaluate(OUTSIDE) == 0


@pytest.mark.parametrize("url", pages_with_charts())
@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
def test_every_mark_has_a_fill_and_an_outline_that_differ_from_the_paper(
    colours: str, url: str, look_at: OpenPage
) -> None:
    marks = look_at(url, Mode(WIDE, colours)).evaluate(MARKS)
    for fill, stroke, paper in marks:
        assert "none" not in (fill, stroke)
        assert paper not in (fill, stroke)


@pytest.mark.parametrize("url", pages_with_charts())
def test_a_chart_on_paper_shows_its_table(url: str, look_at: OpenPage) -> None:
    page = look_at(url, Mode(WIDE, "light"))
    page.emulate_media(media="print")
    for table in page.locator(".chart table").all():
        assert table.is_visible()
