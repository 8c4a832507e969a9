"""Fingers find what they aim at, and paper gets what is worth printing."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from promises.conftest import OpenPage
from promises.looking import HIDDEN_WIDTH
from promises.modes import NARROW, WIDE, Mode, one_of_each_layout
from promises.the_site import chosen
from sitegen.compare.browser import find

pytestmark = pytest.mark.browser


def short_pages() -> list[str]:
    """Return the pages of help that are made to be printed: those with `meta: {short: true}`."""
    pages = [chosen().pages[url] for url in chosen().of_layout("help")]
    return [page.url for page in pages if "short" in (page.front.meta or {})]


# A link is in a sentence when it flows with text that is not its own.
# All that can be opened is open meanwhile, and afterwards the page is as it was before.
SMALL_TARGETS = """() => {
    const folded = [...document.querySelectorAll("details")].map(one => [one, one.open]);
    folded.forEach(([one]) => one.open = true);
    const all = document.querySelectorAll(
        "nav a, header a, footer a, summary, button");
    const inSentence = link => getComputedStyle(link).display === "inline"
        && link.parentElement.innerText.trim() !== link.innerText.trim();
    const isClipped = one => getComputedStyle(one).clipPath !== "none";
    const small = [...all]
        .filter(one => one.checkVisibility() && !inSentence(one) && !isClipped(one))
        .map(one => [one.innerText.trim(), one.getBoundingClientRect().height])
        .filter(([, height]) => height < 44);
    folded.forEach(([one, open]) => one.open = open);
    return small;
}"""
# What readers may set so that text is easier to read: WCAG 2.2, success criterion 1.4.12.
WIDE_SPACING = """
    * { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important; }
    p { margin-block-end: 2em !important; }"""
# What is cut off, and how much of the width is out of sight; folded parts as above.
OUT_OF_SIGHT = f"""() => {{
    const folded = [...document.querySelectorAll("details")].map(one => [one, one.open]);
    folded.forEach(([one]) => one.open = true);
    const cuts = overflow => ["hidden", "clip"].includes(overflow);
    const cut = [...document.querySelectorAll("body *")].filter(one => {{
        const style = getComputedStyle(one);
        return one.checkVisibility() && style.clipPath === "none" && (
            cuts(style.overflowX) && one.scrollWidth > one.clientWidth + 1
            || cuts(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
    }});
    const told = [cut.map(one => one.outerHTML.slice(0, 80)), ({HIDDEN_WIDTH})()];
    folded.forEach(([one, open]) => one.open = open);
    return told;
}}"""
# A sheet that a script has made is not of the page, and its policy does not stop it.
SPACED_OUT = f"""spacing => {{
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(spacing);
    document.adoptedStyleSheets = [sheet];
    const h1 = getComputedStyle(document.querySelector("h1"));
    const told = [parseFloat(h1.letterSpacing), ...({OUT_OF_SIGHT})()];
    document.adoptedStyleSheets = [];
    return told;
}}"""
#: Twice what browsers use for text unless a reader asks for another size: WCAG 2.2, 1.4.4.
TWICE = "--blink-settings=defaultFontSize=32"


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("url", one_of_each_layout())
def test_links_and_buttons_outside_sentences_are_at_least_44_pixels_high(
    url: str, width: int, look_at: OpenPage
) -> None:
    assert look_at(url, Mode(width, "light")).evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("url", one_of_each_layout())
def test_text_that_a_reader_has_spaced_out_is_neither_cut_off_nor_too_wide(
    url: str, width: int, look_at: OpenPage
) -> None:
    page = look_at(url, Mode(width, "light"))
    spacing, cut_off, hidden_width = page.evaluate(SPACED_OUT, WIDE_SPACING)
    assert spacing > 0, "the spacing was not applied"
    assert cut_off == []
    assert hidden_width <= 0, "the page scrolls sideways"


@pytest.fixture(scope="module")
def large_text(browser: Browser) -> Iterator[Page]:
    """A window of a browser whose reader has set letters of twice the size."""
    launched = browser.browser_type.launch(executable_path=find(), args=[TWICE])
    yield launched.new_context(**Mode(NARROW, "light").settings).new_page()
    launched.close()


@pytest.mark.parametrize("url", one_of_each_layout())
def test_text_of_twice_the_size_fits_on_a_phone(url: str, large_text: Page, host: str) -> None:
    large_text.goto(host + url)
    assert large_text.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    cut_off, hidden_width = large_text.evaluate(OUT_OF_SIGHT)
    assert cut_off == []
    assert hidden_width <= 0, "the page scrolls sideways"


@pytest.mark.parametrize("url", one_of_each_layout())
def test_paper_gets_the_text_and_no_navigation(url: str, look_at: OpenPage) -> None:
    page = look_at(url, Mode(WIDE, "light"))
    expect(page.locator("nav:visible")).not_to_have_count(0)
    page.emulate_media(media="print")
    expect(page.locator("nav:visible")).to_have_count(0)
    expect(page.locator(".share:visible, .skip:visible, button:visible")).to_have_count(0)
    expect(page.locator("main")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Printed from ")).to_be_visible()


@pytest.mark.parametrize("url", short_pages())
def test_a_short_page_of_help_fits_on_the_two_sides_of_a_sheet(url: str, look_at: OpenPage) -> None:
    sheets = PdfReader(io.BytesIO(look_at(url, Mode(WIDE, "light")).pdf(format="A4"))).pages
    assert len(sheets) <= 2, chosen().sources[url]
