"""What a page folds away opens for those who are sent to it, and on paper, without scripts too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from promises.modes import NARROW, WIDE, Mode
from tests.browser.conftest import OpenPage
from tests.whole_site.publishing import data

pytestmark = pytest.mark.browser

LIST = "/figures-and-sources/"
SAVED = "figure-eval-gardens"
#: Another figure, to which the list itself leads.
COMPARED = "a[href^='#figure-']"
TIMELINE = "/about-us/timeline/"
#: The part of a phone's first screen in which a reader sees what a page is about.
FIRST_SCREEN = 640


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_link_to_a_figure_shows_all_that_is_told_about_it_and_about_no_other(
    width: int, scripts: bool, open_page: OpenPage
) -> None:
    page = open_page(f"{LIST}#{SAVED}", Mode(width, "light", scripts=scripts))
    expect(page.locator(f"#{SAVED}")).to_be_in_viewport()
    expect(page.locator(f"#{SAVED}").get_by_text("When you cite it")).to_be_visible()
    assert told(page) == [SAVED]


def test_a_link_within_the_list_opens_the_figure_that_it_names(open_page: OpenPage) -> None:
    page = open_page(LIST, Mode(NARROW, "light"))
    assert told(page) == []
    first = page.locator(".ledger > li").filter(has=page.locator(COMPARED)).first
    first.locator("summary").click()
    link = first.locator(COMPARED).first
    named = str(link.get_attribute("href")).removeprefix("#")
    link.click()
    expect(page.locator(f"#{named}")).to_be_in_viewport()
    expect(page.locator(f"#{named} > details")).to_have_attribute("open", "")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_every_figure_shows_its_number_and_what_it_measures_before_it_is_opened(
    scripts: bool, open_page: OpenPage
) -> None:
    page = open_page(LIST, Mode(NARROW, "light", scripts=scripts))
    figures = page.locator(".ledger > li").count()
    assert figures == len(data("figures"))
    assert page.locator(".ledger .value:visible").count() == figures
    assert page.locator(".ledger .says:visible").count() == figures


def test_paper_gets_what_is_folded_away(open_page: OpenPage) -> None:
    page = open_page(TIMELINE, Mode(WIDE, "light"))
    folded = ".how details > ul"
    assert page.locator(f"{folded}:visible").count() == 0
    page.emulate_media(media="print")
    assert page.locator(f"{folded}:visible").count() == page.locator(folded).count() > 0


def test_paper_gets_of_the_list_of_figures_the_whole_of_those_that_were_opened(
    open_page: OpenPage,
) -> None:
    page = open_page(f"{LIST}#{SAVED}", Mode(WIDE, "light"))
    page.emulate_media(media="print")
    assert told(page) == [SAVED]
    figures = page.locator(".ledger > li").count()
    assert page.locator(".ledger .value:visible").count() == figures


@pytest.mark.parametrize(
    "url", ["/about-us/our-organisation/", "/our-impact/the-data/", "/publications/", "/events/"]
)
def test_on_a_phone_the_text_of_a_page_begins_on_the_first_screen(
    url: str, open_page: OpenPage
) -> None:
    box = open_page(url, Mode(NARROW, "light")).locator(".article :is(p, summary)").first
    place = box.bounding_box()
    assert place is not None
    assert place["y"] + place["height"] < FIRST_SCREEN


def told(page: Page) -> list[str]:
    """Return the figures of the list of which all is shown."""
    shown = page.locator(".ledger > li").filter(has=page.locator(".about-figure:visible"))
    return [str(one.get_attribute("id")) for one in shown.all()]
