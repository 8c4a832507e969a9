"""A real browser, and the frozen site on a host of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from promises.hosting import served
from promises.looking import Windows
from promises.modes import Mode
from promises.published import Published
from sitegen import browser as search
from tests.whole_site.conftest import site, site_in_a_folder

__all__ = ["site", "site_in_a_folder"]

OpenPage = Callable[..., Page]


# Of the module, not of the session: while Playwright lives, its event loop is the thread's, and
# tests elsewhere that need a loop of their own would fail.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser without a window. Without one the test fails; it is never left out."""
    program = search.find()
    if program is None:
        pytest.fail(search.advice(search.Computer()), pytrace=False)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Windows:
    """The windows in which visits are made, one for each mode."""
    return Windows(browser)


@pytest.fixture(scope="session")
def host(site: Published) -> Iterator[str]:
    """The address of a host that serves the site at its root."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def folder_host(site_in_a_folder: Published) -> Iterator[str]:
    """The address of the folder /repo of a host that serves the site there."""
    with served(site_in_a_folder) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, host: str) -> Iterator[OpenPage]:
    """Opens a page of the site in a mode, in a window that no other test has used."""

    contexts: list[BrowserContext] = []

    def opened(url: str, mode: Mode, **settings: Any) -> Page:
        contexts.append(browser.new_context(**mode.settings, **settings))
        page = contexts[-1].new_page()
        page.goto(url if url.startswith("http") else host + url)
        return page

    yield opened
    for context in contexts:
        context.close()
