"""All of the site can be read and found with scripts switched off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from promises.modes import NARROW, WIDE, Mode
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

PRACTICES = "/about-us/our-organisation/local-teams/"
SHARED = "/our-impact/evaluation/"


def test_scripts_are_really_off_in_these_tests(open_page: OpenPage) -> None:
    with_scripts = open_page(SHARED, Mode(WIDE, "light"))
    without = open_page(SHARED, Mode(WIDE, "light", scripts=False))
    expect(with_scripts.locator("button[data-copy]")).to_be_visible()
    expect(without.locator("button[data-copy]")).to_be_hidden()


def test_on_a_narrow_screen_the_keyboard_opens_the_menu_and_goes_to_the_third_level(
    open_page: OpenPage,
) -> None:
    page = open_page("/", Mode(NARROW, "light", scripts=False))
    menu = page.get_by_role("navigation", name="Primary").get_by_role("list")
    expect(menu).to_have_count(0)
    tab_to(page, "Menu")
    page.keyboard.press("Enter")
    expect(menu.first).to_be_visible()
    tab_to(page, "Local teams")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PRACTICES}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_on_a_wide_screen_clicks_open_the_menu_and_go_to_the_third_level(
    open_page: OpenPage,
) -> None:
    page = open_page("/", Mode(WIDE, "light", scripts=False))
    menu = page.get_by_role("navigation", name="Primary")
    link = menu.get_by_role("link", name="Local teams")
    expect(link).to_be_hidden()
    menu.locator("summary").click()
    link.click()
    page.wait_for_url(f"**{PRACTICES}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_after_following_a_link_the_menu_is_closed_and_marks_the_page(
    open_page: OpenPage,
) -> None:
    page = open_page(PRACTICES, Mode(WIDE, "light", scripts=False))
    menu = page.get_by_role("navigation", name="Primary")
    expect(menu.locator("details")).not_to_have_attribute("open", "")
    menu.locator("summary").click()
    current = menu.locator("details [aria-current=page]")
    expect(current).to_have_text("Local teams")


def tab_to(page: Page, text: str) -> None:
    """Press Tab until what has the focus says a text."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == text:
            return
    pytest.fail(f"60 times Tab never came to {text}")
