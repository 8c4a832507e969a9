"""The way out of pages for women: at once, with scripts or without, and Back does not undo it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from promises.modes import NARROW, WIDE, Mode
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

AWAY = "https://www.bbc.co.uk/weather"
WEATHER = "<!DOCTYPE html><title>Weather</title><h1>Rain later</h1>"
FOR_WOMEN = "/help/if-your-garden-is-in-trouble/"
LINK = "Leave this site"


@pytest.fixture
def visit(browser: Browser, host: str) -> Iterator[Page]:
    """A window in which somebody came from a page elsewhere, and has seen two pages of the site."""
    context = browser.new_context(**Mode(NARROW, "light").settings)
    for address in (AWAY, "https://elsewhere.example/"):
        context.route(address, lambda route: route.fulfill(body=WEATHER, content_type="text/html"))
    page = context.new_page()
    page.goto("https://elsewhere.example/")
    page.goto(f"{host}/")
    page.goto(host + FOR_WOMEN)
    yield page
    context.close()


def leave(page: Page) -> None:
    page.get_by_role("complementary", name=LINK).get_by_role("link").click()
    page.wait_for_url(AWAY)


def test_back_after_leaving_shows_no_page_of_the_site(visit: Page, host: str) -> None:
    leave(visit)
    shown: list[str] = []
    visit.on("framenavigated", lambda frame: shown.append(frame.url))
    with visit.expect_event("framenavigated", lambda frame: frame.url == AWAY):
        visit.evaluate("history.back()")
    expect(visit.get_by_role("heading", name="Rain later")).to_be_visible()
    assert visit.url == AWAY
    assert host + FOR_WOMEN not in shown


def empty_page(visit: Page, host: str) -> None:
    """Open a page of the site's host that runs none of its scripts."""
    visit.route(f"{host}/", lambda route: route.fulfill(body="<h1>", content_type="text/html"))
    visit.goto(f"{host}/")


def test_the_page_is_blank_before_the_next_one_has_come(visit: Page, host: str) -> None:
    # The page notes it where it can be read later: its own messages may be lost with it.
    visit.evaluate(
        """() => document.addEventListener("click", () => {
            const display = getComputedStyle(document.documentElement).display;
            sessionStorage.setItem("shown", `${display} ${document.title}`);
        })"""
    )
    leave(visit)
    empty_page(visit, host)
    assert visit.evaluate("sessionStorage.getItem('shown')") == "none \xa0"


def test_nothing_is_stored_before_somebody_leaves_and_one_mark_after(
    visit: Page, host: str
) -> None:
    stored = "() => [localStorage.length, document.cookie, JSON.stringify(sessionStorage)]"
    assert visit.evaluate(stored) == [0, "", "{}"]
    leave(visit)
    empty_page(visit, host)
    assert visit.evaluate(stored) == [0, "", f'{{"left":"{AWAY}"}}']


def test_whoever_comes_back_on_purpose_can_go_back_and_forth_again(visit: Page, host: str) -> None:
    leave(visit)
    visit.goto(f"{host}/")
    visit.goto(f"{host}/contact/")
    visit.go_back()
    expect(visit).to_have_url(f"{host}/")
    assert visit.evaluate("sessionStorage.length") == 0


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_link_is_always_in_sight_and_a_plain_link(
    width: int, scripts: bool, open_page: OpenPage
) -> None:
    page = open_page(FOR_WOMEN, Mode(width, "light", scripts=scripts))
    link = page.get_by_role("complementary", name=LINK).get_by_role("link")
    expect(link).to_have_attribute("href", AWAY)
    expect(link).to_have_attribute("rel", "nofollow noreferrer")
    place = link.bounding_box()
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(300)
    expect(link).to_be_in_viewport()
    assert place is not None
    assert place["height"] >= 44


def test_without_scripts_the_link_leads_away(open_page: OpenPage) -> None:
    page = open_page(FOR_WOMEN, Mode(NARROW, "light", scripts=False))
    page.route(AWAY, lambda route: route.fulfill(body=WEATHER, content_type="text/html"))
    leave(page)
    expect(page.get_by_role("heading", name="Rain later")).to_be_visible()
