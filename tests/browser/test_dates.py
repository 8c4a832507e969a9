"""A page that was built before something ended says so afterwards, by a few lines of script."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, expect

from promises.hosting import served
from promises.looking import Windows, look
from promises.modes import APART, WIDE, Mode
from promises.published import Published
from tests.whole_site.conftest import dated_site

__all__ = ["dated_site"]

pytestmark = pytest.mark.browser

OPPORTUNITIES = "/about-us/our-organisation/opportunities/"
PAGES = (
    "/events/",
    "/events/open-evening/",
    "/events/spring-forum/",
    OPPORTUNITIES,
    f"{OPPORTUNITIES}example-lead/",
    f"{OPPORTUNITIES}example-officer/",
    "/our-impact/stories/example/",
    "/our-impact/stories/withheld/",
    "/what-we-do/influencing/podcast/",
)


@pytest.fixture(scope="session")
def dated_host(dated_site: Published) -> Iterator[str]:
    """The address of a host that serves the site with events and vacancies."""
    with served(dated_site) as address:
        yield address


@pytest.mark.parametrize(
    ("url", "last_minute", "over", "text"),
    [
        (OPPORTUNITIES, "16:59", "17:00", "This vacancy has closed."),
        (f"{OPPORTUNITIES}example-lead/", "16:59", "17:00", "Closed. Nobody can apply"),
        ("/events/", "20:29", "20:30", "This event is over."),
        ("/events/open-evening/", "20:29", "20:30", "This event is over."),
    ],
)
def test_what_has_ended_since_the_build_is_called_so_and_stays(
    url: str, last_minute: str, over: str, text: str, browser: Browser, dated_host: str
) -> None:
    for clock, shown in ((last_minute, False), (over, True)):
        page = browser.new_context(**Mode(WIDE, "light").settings).new_page()
        page.clock.set_fixed_time(datetime.fromisoformat(f"2026-12-04T{clock}+00:00"))
        page.goto(dated_host + url)
        expect(page.get_by_text(text)).to_be_visible(visible=shown)
        expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()
        page.context.close()


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("mode", APART, ids=str)
def test_pages_with_dates_are_accessible_quiet_and_fit(
    url: str, mode: Mode, windows: Windows, dated_host: str
) -> None:
    seen = look(windows, dated_host, url, mode)
    assert (seen.status, seen.complaints, seen.failures, seen.strangers) == (200, [], [], [])
    assert seen.hidden_width <= 0, "the page scrolls sideways"
    assert seen.violations == []
