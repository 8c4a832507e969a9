"""The site that is held to its promises, built at the root of a host and in a folder of one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Generator, Iterator
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from promises import the_site
from promises.building import IN_A_FOLDER, as_built, published
from promises.hosting import served
from promises.kept_browser import KeptBrowser
from promises.looking import Windows
from promises.modes import WIDE, Mode
from promises.published import Published
from promises.the_site import TheSite
from tests.leftovers import new_folder

#: In milliseconds: how long a browser may take for anything on a busy computer.
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)

PROJECT = Path(__file__).resolve().parents[1]
#: The day on which the frozen site is built: its dates do not move.
FROZEN_DAY = date(2026, 11, 21)

#: Lines of pytest that tell of the code of a promise, not of the page.
WHERE_A_VALUE_CAME_FROM = re.compile(r"\s*\+ +(where|and) ")

OpenPage = Callable[..., Page]
#: The folder of the built site, and what its name is sent to workers under.
BUILT = pytest.StashKey[str]()
SENT = "built"


def pytest_configure(config: pytest.Config) -> None:
    """Choose the site before the promises are collected: some are held for each page of it."""
    if config.getoption("--frozen"):
        from tests.frozen import frozen_site

        the_site.choose(TheSite(frozen_site(), FROZEN_DAY, is_frozen=True))
    else:
        today = datetime.now(ZoneInfo("Europe/London")).date()
        the_site.choose(TheSite(config.getoption("--of") or PROJECT, today))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Build the site once for all workers, before anything else: its mistakes come first."""
    config = session.config
    if hasattr(config, "workerinput"):
        config.stash[BUILT] = config.workerinput[SENT]
    elif not config.option.collectonly:
        config.stash[BUILT] = str(new_folder("promises-"))
        config.add_cleanup(partial(shutil.rmtree, config.stash[BUILT]))
        published(the_site.chosen(), Path(config.stash[BUILT]))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker where the site is."""
    node.workerinput[SENT] = node.config.stash[BUILT]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first what needs no browser, so that one worker reads all pages and no other does.

    What looks at one page in one mode stands together: the page is loaded once.
    """
    modules = list(dict.fromkeys(item.path for item in items))

    def place(item: pytest.Item) -> tuple[object, ...]:
        own = getattr(item, "callspec", None)
        looks = own is not None and "look_at" in getattr(item, "fixturenames", ())
        given = own.params if looks and own else {}
        ways = (given.get("url", ""), given.get("width", WIDE), given.get("colours", "light"))
        is_browsed = item.get_closest_marker("browser") is not None
        return (is_browsed, modules.index(item.path), looks, *ways)

    items.sort(key=place)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say which promise is broken and where: whoever mends the site need not read a traceback."""
    report = yield
    if call.excinfo is not None and call.excinfo.errisinstance(AssertionError):
        promise = item.name.partition("[")[0].removeprefix("test_").replace("_", " ")
        told = str(call.excinfo.value).splitlines()
        lines = [line for line in told if not WHERE_A_VALUE_CAME_FROM.match(line)]
        report.longrepr = "\n".join([f"Broken promise: {promise}.", *lines])
    return report


@pytest.fixture(scope="session")
def site(pytestconfig: pytest.Config) -> Published:
    """The site at its own address."""
    return as_built(the_site.chosen(), Path(pytestconfig.stash[BUILT]))


@pytest.fixture(scope="session")
def site_in_a_folder(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The site under the path /repo/ of its host."""
    return published(the_site.chosen(), tmp_path_factory.mktemp("repo"), IN_A_FOLDER)


@pytest.fixture(scope="module")
def browser(kept_browser: KeptBrowser) -> Iterator[Browser]:
    """A browser without a window, and without what other modules did in it."""
    with kept_browser.lent() as browser:
        yield browser


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Windows:
    """The windows in which visits are made, one for each mode."""
    return Windows(browser)


@pytest.fixture(scope="session")
def host(site: Published) -> Iterator[str]:
    """The address of a host that serves the site at its root."""
    with served(site) as address:
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


@pytest.fixture(scope="module")
def look_at(browser: Browser, host: str) -> OpenPage:
    """Opens a page of the site in the window of a mode, which later tests look at theirs in.

    That takes half the time of a window of its own, and is for tests that leave a page as it was:
    one that is there already is not loaded again.
    """

    @cache
    def window(mode: Mode) -> Page:
        return browser.new_context(**mode.settings).new_page()

    def opened(url: str, mode: Mode) -> Page:
        page = window(mode)
        page.emulate_media(media="null")  # the test before may have looked at paper
        if page.url != host + url:
            page.goto(host + url)
        return page

    return opened
