"""Fingers find what they aim at, and paper gets what is worth printing."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from sitegen import browser as search
from tests.browser.conftest import OpenPage
from tests.browser.looking import HIDDEN_WIDTH
from tests.browser.modes import IN_PAIRS, NARROW, WIDE, Mode

pytestmark = pytest.mark.browser

# A link is in a sentence when it flows with text that is not its own.
SMALL_TARGETS = """() => {
    document.querySelectorAll("details").forEach(details => details.open = true);
    const all = document.querySelectorAll(
        "nav a, header a, footer a, summary, button");
    const inSentence = link => getComputedStyle(link).display === "inline"
        && link.parentElement.innerText.trim() !== link.innerText.trim();
    return [...all]
        .filter(one => one.checkVisibility() && !inSentence(one))
        .map(one => [one.innerText.trim(), one.getBoundingClientRect().height])
        .filter(([, height]) => height < 44);
}"""
# What readers may set so that text is easier to read: WCAG 2.2, success criterion 1.4.12.
WIDE_SPACING = """
    * { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important; }
    p { margin-block-end: 2em !important; }"""
SPACING = "parseFloat(getComputedStyle(document.querySelector('h1')).letterSpacing)"
CUT_OFF = """() => {
    document.querySelectorAll("details").forEach(details => details.open = true);
    const cuts = overflow => ["hidden", "clip"].includes(overflow);
    const cut = [...document.querySelectorAll("body *")].filter(one => {
        const style = getComputedStyle(one);
        return one.checkVisibility() && style.clipPath === "none" && (
            cuts(style.overflowX) && one.scrollWidth > one.clientWidth + 1
            || cuts(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
    });
    return cut.map(one => one.outerHTML.slice(0, 80));
}"""
#: Twice what browsers use for text unless a reader asks for another size: WCAG 2.2, 1.4.4.
TWICE = "--blink-settings=defaultFontSize=32"
PRINTED = "/our-impact/evaluation/"


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("url", [*IN_PAIRS, PRINTED])
def test_links_and_buttons_outside_sentences_are_at_least_44_pixels_high(
    url: str, width: int, open_page: OpenPage
) -> None:
    assert open_page(url, Mode(width, "light")).evaluate(SMALL_TARGETS) == []


def test_the_skip_links_are_at_least_44_pixels_high_once_they_show(open_page: OpenPage) -> None:
    page = open_page("/", Mode(NARROW, "light"))
    for name in ("main content", "primary navigation", "footer"):
        link = page.get_by_role("link", name=f"Skip to {name}")
        link.focus()
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 44


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("url", [*IN_PAIRS, PRINTED])
def test_text_that_a_reader_has_spaced_out_is_neither_cut_off_nor_too_wide(
    url: str, width: int, open_page: OpenPage
) -> None:
    page = open_page(url, Mode(width, "light"), bypass_csp=True)
    page.add_style_tag(content=WIDE_SPACING)
    assert page.evaluate(SPACING) > 0, "the spacing was not applied"
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(HIDDEN_WIDTH) <= 0, "the page scrolls sideways"


@pytest.fixture(scope="module")
def large_text(browser: Browser) -> Iterator[Browser]:
    """A browser whose reader has set letters of twice the size."""
    launched = browser.browser_type.launch(executable_path=search.find(), args=[TWICE])
    yield launched
    launched.close()


@pytest.mark.parametrize("url", [*IN_PAIRS, PRINTED])
def test_text_of_twice_the_size_fits_on_a_phone(url: str, large_text: Browser, host: str) -> None:
    page = large_text.new_context(**Mode(NARROW, "light").settings).new_page()
    page.goto(host + url)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(HIDDEN_WIDTH) <= 0, "the page scrolls sideways"
    page.context.close()


@pytest.mark.parametrize("url", [*IN_PAIRS, PRINTED])
def test_paper_gets_the_text_and_no_navigation(url: str, open_page: OpenPage) -> None:
    page = open_page(url, Mode(WIDE, "light"))
    expect(page.locator("nav:visible")).not_to_have_count(0)
    page.emulate_media(media="print")
    expect(page.locator("nav:visible")).to_have_count(0)
    expect(page.locator(".share:visible, .skip:visible, button:visible")).to_have_count(0)
    expect(page.locator("main")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Printed from https://greenhand.example")).to_be_visible()


def test_paper_says_where_a_link_to_another_site_leads(open_page: OpenPage) -> None:
    page = open_page(PRINTED, Mode(WIDE, "light"))
    link = "document.querySelector('main a[href^=\"https://doi.org/\"]')"
    shown = f"getComputedStyle({link}, '::after').content"
    assert page.evaluate(shown) == "none"
    page.emulate_media(media="print")
    assert "https://doi.org/10.5555/12345678" in page.evaluate(shown)


def test_the_page_for_a_woman_in_distress_fits_on_the_two_sides_of_a_sheet(
    open_page: OpenPage,
) -> None:
    page = open_page("/help/if-your-garden-is-in-trouble/", Mode(WIDE, "light"))
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    assert len(sheets) <= 2
    assert "08081 570 111" in sheets[0].extract_text()


def test_the_address_of_a_page_can_be_copied(open_page: OpenPage) -> None:
    page = open_page(PRINTED, Mode(NARROW, "light"), permissions=["clipboard-write"])
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_role("status")).to_have_text("The address is copied.")


def test_where_copying_is_refused_the_page_says_what_to_do_instead(open_page: OpenPage) -> None:
    page = open_page(PRINTED, Mode(NARROW, "light"))
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_role("status")).to_contain_text("Select the address and copy it yourself.")
