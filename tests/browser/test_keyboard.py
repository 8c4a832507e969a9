"""Everything can be done with a keyboard, and the eye can follow it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from promises.modes import NARROW, WIDE, Mode
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

BOTH_WIDTHS = pytest.mark.parametrize("width", [NARROW, WIDE])
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


@BOTH_WIDTHS
def test_the_first_stop_is_a_link_that_appears_and_skips_to_the_main_part(
    width: int, open_page: OpenPage
) -> None:
    page = open_page("/about-us/", Mode(width, "light"))
    skip = page.get_by_role("link", name="Skip to main content")
    assert is_clipped(page)
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    assert not is_clipped(page)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@BOTH_WIDTHS
def test_tab_goes_through_the_head_of_a_page_in_the_order_of_reading(
    width: int, open_page: OpenPage
) -> None:
    page = open_page("/about-us/", Mode(width, "light"))
    names = [stop["name"].replace("\n", " ") for stop in stops(page, 16)]
    sections = [] if width == NARROW else ["About Us", "What we do", "Our impact"]
    assert names[: 7 + len(sections)] == [
        "Skip to main content",
        "Skip to primary navigation",
        "Skip to footer",
        "Greenhand",
        *sections,
        "Get help",
        "Menu",
        "greenhand.example",
    ]


@BOTH_WIDTHS
def test_escape_closes_the_open_menu_and_the_focus_stays_with_it(
    width: int, open_page: OpenPage
) -> None:
    page = open_page("/", Mode(width, "light"))
    menu = page.get_by_role("navigation", name="Primary").locator("details")
    menu.locator("summary").click()
    page.keyboard.press("Tab")
    expect(menu).to_have_attribute("open", "")
    assert menu.evaluate("menu => menu.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


def test_escape_leaves_the_focus_alone_where_it_is_not_in_the_menu(open_page: OpenPage) -> None:
    page = open_page("/", Mode(WIDE, "light"))
    menu = page.get_by_role("navigation", name="Primary").locator("details")
    menu.locator("summary").click()
    elsewhere = page.get_by_role("link", name="Get help now")
    elsewhere.focus()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(elsewhere).to_be_focused()


def stops(page: Page, count: int) -> list[dict[str, Any]]:
    """Press Tab again and again; describe what has the focus each time."""
    found = []
    for _ in range(count):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUSED))
    return found


def is_clipped(page: Page) -> bool:
    """Tell whether the first skip link is kept out of sight."""
    clip = "getComputedStyle(document.querySelector('a[href=\"#main\"]')).clipPath"
    return bool(page.evaluate(clip) != "none")
