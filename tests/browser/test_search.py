"""The search finds pages while somebody types, by keyboard alone, and does without scripts."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from promises.modes import NARROW, WIDE, Mode
from sitegen.build_request import Options
from sitegen.model.search import Ranking, entries
from sitegen.model_stages import discover_load_and_model
from tests.frozen import frozen_site

pytestmark = pytest.mark.browser

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def address(folder_host: str) -> str:
    """The address of the frozen site, which has a search, in a folder of its host."""
    return folder_host


def opened(browser: Browser, address: str, mode: Mode) -> Page:
    page = browser.new_context(**mode.settings).new_page()
    page.goto(f"{address}/contact/")
    return page


def field(page: Page) -> Locator:
    return page.locator("form.search:visible input")


def results(page: Page) -> Locator:
    return page.locator("form.search:visible ol a")


def test_nothing_is_loaded_before_the_field_is_used_and_nothing_from_elsewhere(
    browser: Browser, address: str
) -> None:
    page = opened(browser, address, Mode(WIDE, "light"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_request("**/search/index.js"):
        field(page).focus()
    assert all(url.startswith(address) for url in asked)
    names = [url.rpartition("/")[2].partition(".")[0] for url in asked if "/icon" not in url]
    assert names == ["search", "index"]
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_pages_are_found_while_somebody_types_and_their_number_is_announced(
    browser: Browser, address: str
) -> None:
    page = opened(browser, address, Mode(WIDE, "light"))
    field(page).fill("near me")
    expect(results(page).first).to_be_visible()
    expect(page.locator("form.search:visible [role=status]")).to_have_text(re_pages())
    assert page.url == f"{address}/contact/"
    expect(results(page).first).to_have_attribute("href", f"{address}/what-we-do/where-we-work/")
    field(page).fill("contcat")
    expect(results(page).locator("mark").first).to_have_text("Contact")
    field(page).fill("zzzzzz")
    expect(page.locator("form.search:visible [role=status]")).to_contain_text("Nothing was found")


def test_the_keyboard_is_enough(browser: Browser, address: str) -> None:
    page = opened(browser, address, Mode(WIDE, "light"))
    field(page).fill("where we work")
    expect(results(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")
    expect(results(page)).to_have_count(0)
    field(page).fill("where we work")
    expect(results(page).first).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/what-we-do/where-we-work/")


def test_on_a_phone_it_stands_in_the_menu(browser: Browser, address: str) -> None:
    page = opened(browser, address, Mode(NARROW, "light"))
    expect(field(page)).to_have_count(0)
    page.locator("details.menu summary").click()
    field(page).fill("where we work")
    expect(results(page).first).to_be_visible()


def test_without_a_script_the_form_leads_to_all_pages(browser: Browser, address: str) -> None:
    page = opened(browser, address, Mode(WIDE, "light", scripts=False))
    field(page).fill("words that nobody else is to read")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url(f"{address}/search/?")
    expect(page.locator(".all-pages a", has_text="Contact").first).to_be_visible()


def test_the_browser_ranks_as_the_build_does(browser: Browser, address: str) -> None:
    site = discover_load_and_model(Options(frozen_site(), None, DAY))[0].site
    page = opened(browser, address, Mode(WIDE, "light"))
    headings = page.evaluate(
        """async () => Object.fromEntries((await import(new URL("../search/index.js", location)))
        .default.entries.map(([url, , , , headings]) => [url, [headings]]))"""
    )
    by_id = {id_: headings.get(one.url, [""]) for id_, one in site.pages.items()}
    ranking = Ranking(entries(site, by_id), site.search_words)
    for query in ("work", "near me", "pasue", "evaluation", "what we do", "the", "report 2020"):
        found = page.evaluate(
            """async (query) => {
                const { href } = document.querySelector("link[rel=search-script]");
                const { best } = await import(href);
                return best(query).slice(0, 10).map(({ url }) => url.pathname + url.hash);
            }""",
            query,
        )
        assert found == [f"/repo{one.url}" for one in ranking.best(query)], query


def re_pages() -> re.Pattern[str]:
    return re.compile(r"^\d+ pages?")
