"""Everything on a page can be reached with a keyboard, and the eye can follow it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from promises.conftest import OpenPage
from promises.modes import NARROW, WIDE, Mode, one_of_each_layout

pytestmark = pytest.mark.browser

FOCUSED = """() => {
    const element = document.activeElement, style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
        name: element.innerText.trim() || element.tagName,
        outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        colour: style.outlineColor,
        onScreen: box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
        area: style.clipPath === "none" ? box.width * box.height : 0,
        body: element === document.body,
    };
}"""


#: Where Tab stops: a wide table too, which the arrow keys scroll.
STOPS = ", ".join(
    f"{one}:visible" for one in ("a[href]", "button", "summary", "input", "select", ".table")
)


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
def test_the_first_30_stops_can_all_be_seen(width: int, colours: str, open_page: OpenPage) -> None:
    page = open_page("/", Mode(width, colours))
    seen = stops(page, 30)
    assert [stop["name"] for stop in seen if stop["body"]] == []
    assert [stop["name"] for stop in seen if stop["outline"] < 2] == []
    assert [stop["name"] for stop in seen if stop["colour"].endswith(", 0)")] == []
    assert [stop["name"] for stop in seen if not stop["onScreen"] or not stop["area"]] == []


@pytest.mark.parametrize("url", one_of_each_layout())
def test_tab_comes_to_every_link_button_and_summary_and_out_again(
    url: str, look_at: OpenPage
) -> None:
    page = look_at(url, Mode(WIDE, "light"))  # which no other test here looks at
    there = page.locator(STOPS).count()
    page.evaluate("document.addEventListener('focusin', event => event.target.dataset.seen = 1)")
    for _ in range(there):
        page.keyboard.press("Tab")
    missed = page.locator("a[href]:visible, button:visible, summary:visible")
    assert (
        missed.filter(visible=True).and_(page.locator(":not([data-seen])")).all_inner_texts() == []
    )


def stops(page: Page, count: int) -> list[dict[str, Any]]:
    """Press Tab again and again; describe what has the focus each time."""
    found = []
    for _ in range(count):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUSED))
    return found
