"""What an editor sees: each save in every open tab, each mistake until it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from promises.looking import axe_results, described
from tests.serve.serving import FILES, Serving, serving, until

pytestmark = pytest.mark.browser

TALL = "\n\n".join(f"Paragraph {number}." for number in range(200))
BROKEN = "Who we are. [Lost](/abut/)"
SAYS = (
    "To mend: 1 error, 0 warnings in 1 file. Below is the last good page.\n\n"
    "error content/about.md:5:20\n\nno page has the URL /abut/\n\n"
    "    5 | Who we are. [Lost](/abut/)\n      |                    ^^^^^^\n"
    "Help: did you mean /about/ ? (content/about.md)"
)

#: In milliseconds.
_UNTIL_JOINED = 500

#: A script in the page itself, which the policy of published pages refuses.
INLINE = """() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'Run'";
    document.head.append(script);
}"""


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Serving]:
    with serving(tmp_path / "site") as running:
        yield running


@pytest.fixture
def tabs(browser: Browser) -> Iterator[list[Page]]:
    """Tabs that are closed at the end, and that must have had nothing to complain of."""
    opened: list[Page] = []
    yield opened
    for page in opened:
        page.context.close()


def open_tab(browser: Browser, tabs: list[Page], url: str, **settings: object) -> Page:
    """Open a page, and mark it, so that it shows whether it was loaded again."""
    page = browser.new_context(**settings).new_page()  # type: ignore[arg-type]  # of any kind
    tabs.append(page)
    with page.expect_websocket(lambda socket: bool(socket.wait_for_event("framereceived"))):
        page.goto(url)
    page.wait_for_timeout(_UNTIL_JOINED)  # a tab that came in the midst of a build loads once more
    page.evaluate("document.documentElement.dataset.marked = ''")
    return page


def expect_reload(page: Page) -> None:
    expect(page.locator("html")).not_to_have_attribute("data-marked", "")


def expect_no_reload(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("data-marked", "")


def test_a_save_reloads_every_open_tab(
    preview: Serving, browser: Browser, tabs: list[Page]
) -> None:
    about = open_tab(browser, tabs, f"{preview.url}/about/")
    news = open_tab(browser, tabs, f"{preview.url}/news/")
    preview.site.write({"content/about.md": "Who we are now."})
    expect(about.locator("main")).to_have_text("Who we are now.")
    expect_reload(news)


def test_two_saves_within_a_second_are_both_shown(
    preview: Serving, browser: Browser, tabs: list[Page]
) -> None:
    about = open_tab(browser, tabs, f"{preview.url}/about/")
    for text in ("First.", "Second.", "Third."):
        preview.site.write({"content/about.md": text})
        expect(about.locator("main")).to_have_text(text)


def test_a_reload_keeps_the_place(preview: Serving, browser: Browser, tabs: list[Page]) -> None:
    preview.site.write({"content/about.md": TALL})
    preview.wait_for("Paragraph 199.", "/about/")
    about = open_tab(browser, tabs, f"{preview.url}/about/")
    about.evaluate("window.scrollTo(0, 1234)")
    preview.site.write({"content/about.md": f"{TALL}\n\nThe end."})
    expect(about.get_by_text("The end.")).to_be_visible()
    until(lambda: about.evaluate("window.scrollY") == 1234, "place kept")
    expect_reload(about)


def test_a_style_sheet_is_exchanged_without_a_reload(
    tmp_path: Path, browser: Browser, tabs: list[Page]
) -> None:
    with serving(tmp_path / "site", {**FILES, "content/about.md": TALL}) as preview:
        about = open_tab(browser, tabs, f"{preview.url}/about/")
        about.evaluate("window.scrollTo(0, 1234)")
        for colour in ("rgb(9, 8, 7)", "rgb(6, 5, 4)"):
            preview.site.write({"assets/css/site.css": f"main {{ color: {colour} }}"})
            expect(about.locator("main")).to_have_css("color", colour)
        expect(about.locator("head link")).to_have_count(1)
        assert about.evaluate("window.scrollY") == 1234
        expect_no_reload(about)


def test_a_mistake_is_shown_on_every_page_until_it_is_mended(
    preview: Serving, browser: Browser, tabs: list[Page]
) -> None:
    about = open_tab(browser, tabs, f"{preview.url}/about/")
    lost = open_tab(browser, tabs, f"{preview.url}/abut/")
    preview.site.write({"content/about.md": BROKEN})
    for page in (about, lost):
        expect(page.get_by_role("alert")).to_have_text(SAYS, use_inner_text=True)
        expect_no_reload(page)
    expect(about.locator("main")).to_have_text("Who we are.")
    late = open_tab(browser, tabs, f"{preview.url}/news/")
    expect(late.get_by_role("alert")).to_have_text(SAYS, use_inner_text=True)
    preview.site.write({"content/about.md": "Who we are."})
    for page in (about, lost, late):
        expect(page.get_by_role("alert")).to_have_count(0)
        expect_no_reload(page)


def test_a_mistake_is_shown_without_scripts_too(
    preview: Serving, browser: Browser, tabs: list[Page]
) -> None:
    preview.site.write({"content/about.md": BROKEN})
    preview.wait_for("no page has the URL /abut/")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    tabs.append(page)
    page.goto(f"{preview.url}/about/")
    expect(page.get_by_role("alert")).to_have_text(SAYS, use_inner_text=True)
    preview.site.write(FILES)
    preview.wait_for('class="bar"')


def test_a_site_that_cannot_be_built_at_first(
    tmp_path: Path, browser: Browser, tabs: list[Page]
) -> None:
    with serving(tmp_path / "site", {**FILES, "content/about.md": BROKEN}, broken=True) as preview:
        page = open_tab(browser, tabs, f"{preview.url}/about/")
        expect(page.get_by_role("alert")).to_contain_text("Nothing was built yet.")
        expect(page.get_by_role("heading", level=1)).to_have_text("There is no page here")
        preview.site.write({"content/about.md": "Mended."})
        expect(page.locator("main")).to_have_text("Mended.")
        expect(page.get_by_role("alert")).to_have_count(0)


def test_a_lost_page_comes_and_goes(preview: Serving, browser: Browser, tabs: list[Page]) -> None:
    page = open_tab(browser, tabs, f"{preview.url}/team/")
    expect(page.locator("main")).to_have_text("Nothing is here.")
    expect(page.get_by_text("This address has no page")).to_be_visible()
    preview.site.write({"content/team.md": "All of us."})
    expect(page.locator("main")).to_have_text("All of us.")
    (preview.site.root / "content/team.md").unlink()
    expect(page.locator("main")).to_have_text("Nothing is here.")


def test_an_old_address_leads_on(preview: Serving, browser: Browser, tabs: list[Page]) -> None:
    front = "---\ntitle: About\ndescription: All about About.\naliases: [/who/]\n---\nWho we are."
    preview.site.write({"content/about.md": front})
    preview.wait_for("This page has moved", "/who/")
    page = open_tab(browser, tabs, f"{preview.url}/about")
    page.goto(f"{preview.url}/who/")
    page.wait_for_url(f"{preview.url}/about/")


def test_a_draft_is_shown_and_marked(preview: Serving, browser: Browser, tabs: list[Page]) -> None:
    page = open_tab(browser, tabs, f"{preview.url}/about/")
    expect(page.get_by_text("Draft: not published")).to_have_count(0)
    front = "---\ntitle: About\ndescription: All about About.\ndraft: true\n---\nWho we are?"
    preview.site.write({"content/about.md": front})
    expect(page.locator("main")).to_have_text("Who we are?")
    expect(page.get_by_text("Draft: not published")).to_be_visible()


def test_the_bar_follows_what_was_built(
    preview: Serving, browser: Browser, tabs: list[Page]
) -> None:
    page = open_tab(browser, tabs, f"{preview.url}/about/")
    preview.site.write({"content/lonely.md": "Nothing leads here."})
    expect(page.get_by_text("1 warning")).to_be_visible()
    page.locator(".bar summary").click()
    bar = page.get_by_role("complementary", name="Preview")
    expect(bar).to_contain_text("nothing leads to the page /lonely/")
    expect(bar).to_contain_text("not rendered: no need")
    expect(bar).to_contain_text("content/lonely.md")
    preview.site.write({"content/about.md": "[Lonely](lonely.md)"})
    expect(page.get_by_text("1 warning")).to_have_count(0)
    page.locator(".bar summary").click()
    expect(bar).to_contain_text("rendered, because file content/about.md changed")


def test_what_will_break_in_production_breaks_here(
    preview: Serving, browser: Browser, tabs: list[Page]
) -> None:
    page = open_tab(browser, tabs, f"{preview.url}/about/")
    refused: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if "violates the following Content Security Policy" in message.text:
            refused.append(message.text)

    page.on("console", hear)
    page.reload()
    expect(page.get_by_text("content/about.md")).to_be_visible()
    assert refused == []
    page.evaluate(INLINE)
    expect(page).to_have_title("About")
    assert refused


def test_a_tab_finds_the_next_server(tmp_path: Path, browser: Browser, tabs: list[Page]) -> None:
    with serving(tmp_path / "site") as first:
        page = open_tab(browser, tabs, f"{first.url}/about/")
        port = int(first.url.rpartition(":")[2])
    changed = {**FILES, "content/about.md": "Since then."}
    with serving(tmp_path / "site", changed, port=port):
        expect(page.locator("main")).to_have_text("Since then.")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_bar_and_the_overlay_can_be_used_by_all(
    preview: Serving, browser: Browser, tabs: list[Page], width: int
) -> None:
    preview.site.write({"content/lonely.md": "Nothing leads here."})
    preview.wait_for("1 warning")
    size = {"width": width, "height": 640}
    page = open_tab(browser, tabs, f"{preview.url}/about/", viewport=size)
    page.locator(".bar summary").click()
    assert_usable(page)
    preview.site.write({"content/about.md": BROKEN})
    expect(page.get_by_role("alert")).to_be_visible()
    assert_usable(page)
    page.get_by_role("alert").locator("summary").click()
    expect(page.get_by_role("alert").locator("ol")).to_be_hidden()
    preview.site.write({"content/about.md": "Who we are."})
    expect(page.get_by_role("alert")).to_have_count(0)


def assert_usable(page: Page) -> None:
    """Nothing sticks out to the side, and axe finds no fault with what the preview adds."""
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") == 0
    found = [described(one) for one in axe_results(page)["violations"]]
    assert [one for one in found if "sitegen-preview" in one] == []
