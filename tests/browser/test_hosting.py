"""The site works where hosts put it: at the root, in a folder, at old and at lost addresses."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from promises.looking import Windows, look
from promises.modes import APART, WIDE, Mode
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

EVALUATION = "/our-impact/evaluation/"
TINTED = "rgb(251, 246, 239)"
COLOUR = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize("mode", APART, ids=str)
def test_an_old_address_leads_on_to_the_new_one(mode: Mode, open_page: OpenPage) -> None:
    page = open_page("/evaluation/", mode)
    page.wait_for_url(f"**{EVALUATION}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("evaluation")


def test_an_old_address_leads_on_in_a_folder_too(open_page: OpenPage, folder_host: str) -> None:
    old = f"{folder_host}/evaluation/"
    page = open_page(old, Mode(WIDE, "light"))
    page.wait_for_url(f"{folder_host}{EVALUATION}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("evaluation")


@pytest.mark.parametrize("mode", APART, ids=str)
def test_a_site_in_a_folder_is_as_sound_as_at_the_root(
    mode: Mode, windows: Windows, folder_host: str
) -> None:
    seen = look(windows, folder_host, "/about-us/our-organisation/local-teams/", mode)
    assert (seen.status, seen.complaints, seen.failures, seen.strangers) == (200, [], [], [])
    assert seen.page.marked_as_current == seen.page.to_be_marked_as_current
    assert (seen.hidden_width, seen.violations) == (0, [])


def test_in_a_folder_the_menu_leads_from_page_to_page(
    open_page: OpenPage, folder_host: str
) -> None:
    page = open_page(f"{folder_host}/", Mode(WIDE, "light"))
    assert page.evaluate(COLOUR) == TINTED
    menu = page.get_by_role("navigation", name="Primary")
    menu.locator("summary").click()
    menu.get_by_role("link", name="Office posts").click()
    page.wait_for_url(f"{folder_host}/about-us/our-organisation/opportunities/office-posts/")
    page.locator("a.wordmark").click()
    page.wait_for_url(f"{folder_host}/")


@pytest.mark.parametrize("place", ["host", "folder_host"])
def test_a_lost_address_gets_a_page_that_looks_right_and_leads_back(
    place: str, request: pytest.FixtureRequest, browser: Browser, open_page: OpenPage
) -> None:
    address = request.getfixturevalue(place)
    page = open_page(f"{address}/no/such/page", Mode(WIDE, "light"))
    assert page.evaluate(COLOUR) == TINTED
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    page.get_by_role("link", name="Home page").click()
    page.wait_for_url(f"{address}/")


def test_a_lost_address_is_answered_as_one(windows: Windows, host: str) -> None:
    seen = look(windows, host, "/no/such/page", Mode(WIDE, "light"))
    assert seen.status == 404
    assert seen.failures == [f"404 {host}/no/such/page"]
    assert seen.violations == []
