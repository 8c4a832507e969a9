"""What visitors do most works in Firefox too: reading, the menu, help, leaving. Long run only."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from promises import firefox
from promises.firefox import Window
from promises.modes import NARROW, WIDE, one_of_each_layout
from promises.the_site import chosen

pytestmark = [pytest.mark.browser, pytest.mark.long]

#: The link that always is in sight, not the one for keyboards.
LEAVE = ".leave [data-leave]"
ENTER, TAB = "\ue007", "\ue004"
STORED = "[document.cookie, localStorage.length, sessionStorage.length]"
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    """A Firefox. Without one the test fails; it is never left out."""
    program = firefox.find()
    if program is None:
        pytest.fail(firefox.ADVICE, pytrace=False)
    with firefox.window(program) as opened:
        yield opened


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("url", one_of_each_layout())
def test_a_page_of_each_layout_fits_asks_only_its_host_and_stores_nothing(
    url: str, width: int, window: Window, host: str
) -> None:
    window.resize(width, 800)
    window.goto(host + url)
    asked = window.ask("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert {urlsplit(name).netloc for name in asked} <= {urlsplit(host).netloc}
    assert window.ask("document.querySelector('h1').checkVisibility()")
    assert window.ask(STORED) == ["", 0, 0]
    assert window.ask(TOO_WIDE) <= 0


def test_the_first_key_leads_to_the_text(window: Window, host: str) -> None:
    window.goto(f"{host}/")
    window.press(TAB + ENTER)
    assert window.ask("document.activeElement.id || location.hash.slice(1)") == "main"


def test_the_menu_opens_and_shows_every_page_in_it(window: Window, host: str) -> None:
    window.resize(NARROW, 800)
    window.goto(f"{host}/")
    window.click("summary")
    hidden = "[...document.querySelectorAll('nav .panel a')].filter(one => !one.checkVisibility())"
    assert window.ask("document.querySelectorAll('nav .panel a').length") > 1
    assert window.ask(f"{hidden}.map(one => one.innerText)") == []


@pytest.mark.parametrize("url", chosen().of_layout("help"))
def test_every_number_of_help_can_be_tapped(url: str, window: Window, host: str) -> None:
    window.goto(host + url)
    small = "[...document.querySelectorAll('main a[href^=tel].button, main a[href^=sms].button')]"
    small += ".filter(one => one.getBoundingClientRect().height < 44).map(one => one.href)"
    assert window.ask(small) == []


def test_back_after_leaving_shows_no_page_of_the_site(window: Window, host: str) -> None:
    page = next(iter(chosen().of_layout("help")))
    for url in ("/", page):
        window.goto(host + url)
    away = f"{host}/robots.txt"  # stands for the page of somebody else, which cannot be asked here
    window.ask(f"void (document.querySelector('{LEAVE}').href = '{away}')")
    window.click(LEAVE)
    window.wait_for(away)
    window.back()
    window.wait_for(away)
    assert window.ask("location.pathname") == "/robots.txt"
