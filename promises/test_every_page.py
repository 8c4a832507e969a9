"""What holds on every page, however it is met: narrow or wide, in any colours, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from promises.looking import Seen, Windows, look
from promises.modes import EVERY_TIME, NARROW, Mode, one_of_each_layout, visits
from promises.the_site import LOST

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("url", "mode"), visits())
def test_a_page_is_accessible_quiet_and_keeps_to_itself(
    url: str, mode: Mode, windows: Windows, host: str
) -> None:
    seen = look(windows, host, url, mode)
    where = seen.page.where
    assert (seen.status, seen.complaints, seen.failures) == (200, [], []), where
    assert (seen.strangers, seen.stored) == ([], []), where
    assert len(seen.page.find("h1")) == 1, where
    assert seen.page.marked_as_current == seen.page.to_be_marked_as_current, where
    assert_readable(seen, mode)


@pytest.mark.parametrize("url", one_of_each_layout())
@pytest.mark.parametrize("mode", EVERY_TIME, ids=str)
def test_a_page_with_all_that_opens_opened_is_accessible_and_fits(
    url: str, mode: Mode, windows: Windows, host: str
) -> None:
    seen = look(windows, host, url, mode, open_everything)
    opened = seen.page.find("details")
    assert [part for part in opened if "open" not in part.attrib] == []
    assert_readable(seen, mode)


def test_a_lost_address_is_answered_as_one(windows: Windows, host: str) -> None:
    seen = look(windows, host, "/no/such/page", Mode(NARROW, "light"))
    assert seen.status == 404
    assert seen.failures == [f"404 {host}/no/such/page"]
    assert seen.violations == [], LOST


def assert_readable(seen: Seen, mode: Mode) -> None:
    """A page fits, and axe finds nothing on it."""
    where = seen.page.where
    assert seen.hidden_width <= 0, f"{where} scrolls sideways"
    assert seen.violations == [], where
    # On narrow screens axe cannot tell the colours of what a wide table has scrolled away.
    assert mode.width == NARROW or seen.undecided == [], where


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
