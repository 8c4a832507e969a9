"""What holds on every page, however it is met."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from sitegen.orders import Options
from sitegen.pipeline import discover_load_and_model
from tests.browser.looking import Windows, look
from tests.browser.modes import MODES, NARROW, ONE_OF_EACH_KIND, Mode, visits
from tests.whole_site.publishing import DAY, SITE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("url", "mode"), visits())
def test_a_page_is_accessible_quiet_and_keeps_to_itself(
    url: str, mode: Mode, windows: Windows, host: str
) -> None:
    seen = look(windows, host, url, mode)
    assert (seen.status, seen.complaints, seen.failures) == (200, [], [])
    assert (seen.strangers, seen.stored) == ([], [])
    assert seen.hidden_width <= 0, "the page scrolls sideways"
    assert len(seen.page.find("h1")) == 1
    assert seen.page.marked_as_current == seen.page.to_be_marked_as_current
    assert seen.violations == []
    # On narrow screens axe cannot tell the colours of what a wide table has scrolled away.
    assert mode.width == NARROW or seen.undecided == []


@pytest.mark.parametrize("mode", MODES, ids=str)
def test_a_page_with_all_that_opens_opened_is_accessible_and_fits(
    mode: Mode, windows: Windows, host: str
) -> None:
    seen = look(windows, host, THIRD_LEVEL, mode, open_everything)
    opened = seen.page.find("details")
    assert opened
    assert [part for part in opened if "open" not in part.attrib] == []
    assert seen.hidden_width <= 0, "the page scrolls sideways"
    assert seen.violations == []
    assert mode.width == NARROW or seen.undecided == []


def test_one_page_of_each_kind_is_seen_in_all_pairs() -> None:
    inputs, _, _ = discover_load_and_model(Options(site=SITE, output=None, day=DAY, drafts=True))
    kinds = {page.url: page.kind for page in inputs.site.pages.values()}
    assert {kind: kinds[url] for kind, url in ONE_OF_EACH_KIND.items()} == {
        kind: kind for kind in kinds.values()
    }


def open_everything(page: Page) -> None:
    for summary in page.locator("summary").all():
        summary.click()


THIRD_LEVEL = "/our-impact/evaluation/"
