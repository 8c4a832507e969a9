"""What holds on every page, however it is met: narrow or wide, in any colours, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from promises.looking import Seen, Windows, glance, look
from promises.modes import (
    EVERY_TIME,
    NARROW,
    QUICK,
    Mode,
    one_of_each_layout,
    only_looked_at,
    visits,
)
from promises.the_site import LOST, chosen

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
    assert_readable(seen)
    # On narrow screens axe cannot tell the colours of what a wide table has scrolled away; where
    # the reader's own colours are forced, it still goes by those of the page.
    assert mode.width == NARROW or mode.colours == "forced" or seen.undecided == [], where


@pytest.mark.parametrize("url", only_looked_at())
def test_a_page_loads_without_complaint_from_its_own_host_and_fits_on_a_phone(
    url: str, windows: Windows, host: str
) -> None:
    seen = glance(windows, host, url, QUICK)
    where = f"{chosen().sources[url]} ({url})"
    assert (seen.status, seen.complaints, seen.failures) == (200, [], []), where
    assert seen.strangers == [], where
    assert seen.hidden_width <= 0, f"{where} scrolls sideways"


@pytest.mark.parametrize("url", one_of_each_layout())
@pytest.mark.parametrize("mode", EVERY_TIME, ids=str)
def test_a_page_with_all_that_opens_opened_is_accessible_and_fits(
    url: str, mode: Mode, windows: Windows, host: str
) -> None:
    seen = look(windows, host, url, mode, open_everything)
    opened = seen.page.find("details")
    assert [part for part in opened if "open" not in part.attrib] == []
    # The open menu lies over the page: of what it covers axe cannot tell the colours.
    assert_readable(seen)


def test_a_lost_address_is_answered_as_one(windows: Windows, host: str) -> None:
    seen = look(windows, host, "/no/such/page", Mode(NARROW, "light"))
    assert seen.status == 404
    assert seen.failures == [f"404 {host}/no/such/page"]
    assert seen.violations == [], LOST


def assert_readable(seen: Seen) -> None:
    """A page fits, and axe finds nothing on it."""
    where = seen.page.where
    assert seen.hidden_width <= 0, f"{where} scrolls sideways"
    assert seen.violations == [], where


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
