"""The picture of the regions can be read in every colour scheme, which axe cannot tell of SVG."""

from __future__ import annotations

import re

import pytest

from promises.conftest import OpenPage
from promises.modes import NARROW, Mode
from promises.the_site import chosen

pytestmark = pytest.mark.browser

COLOURS = """() => [...document.querySelectorAll(".regions svg svg")].map(tile => [
    getComputedStyle(tile.querySelector("rect")).fill,
    ...[...tile.querySelectorAll("text")].map(text => getComputedStyle(text).fill),
])"""
OUTSIDE = """() => [...document.querySelectorAll(".regions svg svg")].flatMap(tile => {
    const edge = tile.querySelector("rect").getBoundingClientRect();
    return [...tile.querySelectorAll("text")].filter(text => {
        const box = text.getBoundingClientRect();
        return box.right > edge.right || box.bottom > edge.bottom + 1;
    }).map(text => text.textContent);
})"""


EVERY_PICTURE = pytest.mark.parametrize("url", chosen().of_layout("places"))


@EVERY_PICTURE
@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
def test_every_text_of_a_tile_stands_out_from_it(
    colours: str, url: str, open_page: OpenPage
) -> None:
    tiles = open_page(url, Mode(NARROW, colours)).evaluate(COLOURS)
    assert len(tiles) == len(chosen().data("regions"))
    contrasts = [contrast(text, tile) for tile, *texts in tiles for text in texts]
    assert min(contrasts) >= 7


@EVERY_PICTURE
def test_every_text_of_a_tile_stays_within_it(url: str, open_page: OpenPage) -> None:
    outside = open_page(url, Mode(NARROW, "light")).evaluate(OUTSIDE)
    assert outside == [], "write the label in shorter lines in data/regions.yaml"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours. Source: WCAG 2.2, definition of contrast ratio."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour. Source: WCAG 2.2, its definition."""
    red, green, blue = (linear(int(part) / 255) for part in re.findall(r"\d+", colour)[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
