"""What holds on every page, however it is met: narrow or wide, in any colours, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from promises.looking import Windows, glance, look, nothing
from promises.modes import (
    NARROW,
    QUICK,
    Mode,
    only_looked_at,
    visits,
)
from promises.the_site import LOST, chosen

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("url", "mode", "is_opened"), visits())
def test_a_page_is_accessible_quiet_and_keeps_to_itself(
    url: str, mode: Mode, is_opened: bool, windows: Windows, host: str
) -> None:
    seen = look(windows, host, url, mode, open_everything if is_opened else nothing)
    where = seen.page.where
    assert (seen.status, seen.complaints, seen.failures) == (200, [], []), where
    assert (seen.strangers, seen.stored) == ([], []), where
    assert len(seen.page.find("h1")) == 1, where
    assert seen.page.marked_as_current == seen.page.to_be_marked_as_current, where
    assert seen.hidden_width <= 0, f"{where} scrolls sideways"
    assert seen.violations == [], where
    closed = [part for part in seen.page.find("details") if "open" not in part.attrib]
    assert not is_opened or closed == [], where
    # Axe cannot tell the colours of what a wide table has scrolled away on narrow screens, nor of
    # what the open menu covers; where the reader's own are forced, it still goes by the page's.
    can_tell = mode.width != NARROW and mode.colours != "forced" and not is_opened
    assert not can_tell or seen.undecided == [], where


@pytest.mark.parametrize("url", only_looked_at())
def test_a_page_loads_without_complaint_from_its_own_host_and_fits_on_a_phone(
    url: str, windows: Windows, host: str
) -> None:
    seen = glance(windows, host, url, QUICK)
    where = f"{chosen().sources[url]} ({url})"
    assert (seen.status, seen.complaints, seen.failures) == (200, [], []), where
    assert seen.strangers == [], where
    assert seen.hidden_width <= 0, f"{where} scrolls sideways"


def test_a_lost_address_is_answered_as_one(windows: Windows, host: str) -> None:
    seen = look(windows, host, "/no/such/page", Mode(NARROW, "light"))
    assert seen.status == 404
    assert seen.failures == [f"404 {host}/no/such/page"]
    assert seen.violations == [], LOST


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
