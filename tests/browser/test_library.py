"""The list of publications can be filtered with scripts, and does without them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from promises.looking import Windows, look
from promises.modes import NARROW, WIDE, Mode
from tests.browser.conftest import OpenPage
from tests.whole_site.publishing import data

pytestmark = pytest.mark.browser

LIBRARY = "/publications/"
REPORTS_ON_FAMILIES = "?theme=relationships+for+families&kind=policy+report"


def filter_opened(page: Page) -> Locator:
    """Open the filter and return it."""
    panel = page.locator("details.filter")
    panel.locator("summary").click()
    return panel


def shown(page: Page) -> list[str]:
    """Return the titles of the publications that can be seen."""
    return page.locator(".report:visible h3").all_inner_texts()


def years(page: Page) -> list[str]:
    return page.get_by_role("navigation", name="Years").get_by_role("link").all_inner_texts()


def test_theme_and_kind_together_filter_the_list(open_page: OpenPage) -> None:
    page = open_page(LIBRARY, Mode(WIDE, "light"))
    everything = shown(page)
    panel = filter_opened(page)
    panel.get_by_label("Relationships for families").check()
    panel.get_by_label("Policy report").check()
    assert shown(page) == ["Seeds to Share"]
    expect(page.locator(".filtered")).to_have_text("1 publication")
    assert years(page) == ["2020 (1)"]
    expect(page.locator(".year:visible h2")).to_have_text(["2020"])
    assert page.url.endswith(LIBRARY + REPORTS_ON_FAMILIES)
    panel.get_by_role("button", name="Show all").click()
    expect(page.locator(".filtered")).to_have_text(f"{len(everything)} publications")
    assert shown(page) == everything
    assert page.url.endswith(LIBRARY)


def test_year_and_words_filter_the_list(open_page: OpenPage) -> None:
    page = open_page(LIBRARY, Mode(NARROW, "dark"))
    panel = filter_opened(page)
    panel.get_by_label("Year").select_option("2023")
    panel.get_by_label("Words").fill("  LEGAL duty")
    assert shown(page) == ["Empty Ground"]
    expect(page.locator(".filtered")).to_have_text("1 publication")
    panel.get_by_label("Words").fill("legal duty nowhere")
    assert shown(page) == []
    expect(page.locator(".filtered")).to_have_text("0 publications")
    panel.get_by_label("Words").press("Enter")
    assert "/publications/?year=2023&words=legal+duty+nowhere" in page.url


def test_an_address_that_is_shared_shows_the_same_choice(open_page: OpenPage) -> None:
    page = open_page(LIBRARY + REPORTS_ON_FAMILIES, Mode(WIDE, "light"))
    assert shown(page) == ["Seeds to Share"]
    expect(page.get_by_label("Relationships for families")).to_be_checked()
    expect(page.get_by_label("Policy report")).to_be_checked()
    expect(page.get_by_label("Evaluation", exact=True)).not_to_be_checked()


def test_an_address_with_a_choice_that_does_not_exist_shows_everything(
    open_page: OpenPage,
) -> None:
    everything = shown(open_page(LIBRARY, Mode(WIDE, "light")))
    page = open_page(LIBRARY + "?theme=nothing&year=1066&other=1", Mode(WIDE, "light"))
    assert shown(page) == everything


def test_the_filter_can_be_used_with_a_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page(LIBRARY, Mode(NARROW, "light"))
    page.locator("details.filter summary").focus()
    for key in ("Enter", "Tab", "Space"):
        page.keyboard.press(key)
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("value", "children's social care system")
    expect(focused).to_be_checked()
    assert 0 < len(shown(page)) < page.locator(".report").count()


@pytest.mark.parametrize(
    "mode", [Mode(NARROW, "forced"), Mode(NARROW, "dark"), Mode(WIDE, "light")], ids=str
)
def test_the_filter_is_accessible_and_fits(mode: Mode, windows: Windows, host: str) -> None:
    seen = look(windows, host, LIBRARY, mode, lambda page: filter_opened(page).focus())
    assert seen.hidden_width <= 0, "the page scrolls sideways"
    assert (seen.violations, seen.complaints) == ([], [])


def test_without_scripts_there_is_no_filter_and_pages_by_theme_and_kind_lead_on(
    open_page: OpenPage,
) -> None:
    page = open_page(LIBRARY, Mode(WIDE, "light", scripts=False))
    expect(page.locator(".filter form")).to_be_hidden()
    assert len(shown(page)) == page.locator(".report").count()
    count = sum(report["theme"] == "relationships for families" for report in data("reports"))
    page.get_by_role("link", name=f"Relationships for families ({count})").click()
    page.wait_for_url("**/publications/theme/relationships-for-families/")
    assert len(shown(page)) == count
    current = page.locator("nav.side [aria-current=page]")
    expect(current).to_have_text(f"Relationships for families ({count})")


def test_on_a_narrow_screen_a_link_leads_down_to_the_pages_by_theme_and_kind(
    open_page: OpenPage,
) -> None:
    page = open_page(LIBRARY, Mode(NARROW, "light", scripts=False))
    page.get_by_role("link", name="Browse by theme or kind").click()
    expect(page.get_by_role("heading", name="Browse publications")).to_be_in_viewport()
