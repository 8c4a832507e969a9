"""Load a page in a mode and write down everything about it that must hold on every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from promises.modes import Mode
from promises.published import HtmlFile
from promises.the_site import chosen

#: The rule that axe leaves off by default and that is wanted here.
TARGETS = "target-size"
#: The rule for contrast. Unlike color-contrast-enhanced it also tells where it cannot tell. So it
#: gets the numbers of that one (WCAG 2.2, 1.4.6), which would compute all contrasts once more.
CONTRAST = "color-contrast"
ENHANCED = {"normal": {"expected": 7}, "large": {"expected": 4.5}}
OPTIONS = {
    "rules": {TARGETS: {"enabled": True}},
    "checks": {CONTRAST: {"options": {"contrastRatio": ENHANCED}}},
    "resultTypes": ["violations", "incomplete"],
}
#: Text in a drawing, of which axe cannot tell the colours: test_charts.py looks at it instead.
DRAWN = "<text "
RESULTS = ("passes", "violations", "incomplete", "inapplicable")
SITE_SCRIPT = re.compile(r'<script [^>]*\bsrc="[^>]*></script>')
STORES = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(database => database.name), ...await caches.keys(),
]"""
HIDDEN_WIDTH = "() => document.documentElement.scrollWidth - window.innerWidth"

Act = Callable[[Page], None]


@dataclass(frozen=True)
class Glance:
    """What a page shows as soon as it is loaded."""

    status: int
    complaints: list[str]
    failures: list[str]
    strangers: list[str]
    hidden_width: int


@dataclass(frozen=True)
class Seen(Glance):
    """What a visit showed."""

    page: HtmlFile
    stored: list[str]
    violations: list[str]
    undecided: list[str]


def nothing(page: Page) -> None:
    """Do nothing on a page before it is looked at."""


class Windows:
    """The windows of a browser that visits share: a new one for each visit takes twice as long."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.open: dict[Mode, Window] = {}

    def of(self, mode: Mode) -> Window:
        """Return the window of a mode."""
        if mode not in self.open:
            self.open[mode] = Window(self.browser, mode)
        return self.open[mode]

    def close(self, mode: Mode) -> None:
        """Close the window of a mode, so that the next visit gets one without a past."""
        self.open.pop(mode).close()


class Window:
    """A window for visits in a mode, and a second one with scripts for axe, which is a script."""

    def __init__(self, browser: Browser, mode: Mode) -> None:
        self.mode = mode
        self.page = browser.new_context(**mode.settings).new_page()
        self.log = Log(self.page.context)
        with_scripts = {**mode.settings, "java_script_enabled": True}
        self.for_axe = self.page if mode.scripts else browser.new_context(**with_scripts).new_page()

    def examined(self, html: str) -> dict[str, Any]:
        """Return what axe finds on the page that was loaded.

        A page without scripts is opened once more, the site's own scripts taken out: what axe sees
        is what people without scripts see.
        """
        if not self.mode.scripts:
            without, count = SITE_SCRIPT.subn("", html)
            assert count, "the page does not have the script that is to be taken out"
            answer = {"body": without, "content_type": "text/html; charset=utf-8"}
            self.for_axe.route(self.page.url, lambda route: route.fulfill(**answer))
            self.for_axe.goto(self.page.url)
            self.for_axe.unroute_all()
        return axe_results(self.for_axe)

    def close(self) -> None:
        """Close both windows."""
        self.page.context.close()
        if self.for_axe is not self.page:
            self.for_axe.context.close()


def look(windows: Windows, host: str, url: str, mode: Mode, act: Act = nothing) -> Seen:
    """Load a page of a host, act on it, and return what there is to see."""
    window = windows.of(mode)
    page, log = window.page, window.log
    log.begin(host)
    answer = page.goto(host + url)
    assert answer is not None
    act(page)
    shown = HtmlFile(urlsplit(host).path + url, page.content(), chosen().sources.get(url, ""))
    results = window.examined(shown.text)
    seen = Seen(
        answer.status,
        log.complaints,
        log.failures,
        log.strangers,
        page.evaluate(HIDDEN_WIDTH),
        shown,
        stored(page, mode),
        [described(one) for one in results["violations"]],
        [described(one) for one in doubts(results)],
    )
    if seen.stored:
        windows.close(mode)
    return seen


def glance(windows: Windows, host: str, url: str, mode: Mode) -> Glance:
    """Load a page of a host, and return what shows without an examination."""
    window = windows.of(mode)
    window.log.begin(host)
    answer = window.page.goto(host + url)
    assert answer is not None
    log = window.log
    width = window.page.evaluate(HIDDEN_WIDTH)
    return Glance(answer.status, log.complaints, log.failures, log.strangers, width)


class Log:
    """Writes down what a browser reports while a page is loaded."""

    def __init__(self, context: BrowserContext) -> None:
        self.begin("")
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("request", lambda request: self.on_request(request.url))
        context.on("response", self.on_response)

    def begin(self, host: str) -> None:
        """Begin anew, for a page of a host."""
        self.host = urlsplit(host).netloc
        self.complaints: list[str] = []
        self.failures: list[str] = []
        self.strangers: list[str] = []

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def on_request(self, url: str) -> None:
        if urlsplit(url).netloc != self.host:
            self.strangers.append(url)

    def on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.failures.append(f"{response.status} {response.url}")


def stored(page: Page, mode: Mode) -> list[str]:
    """Name every cookie, and every entry of the other stores that scripts could fill."""
    cookies = [str(cookie.get("name")) for cookie in page.context.cookies()]
    return [*cookies, *page.evaluate(STORES)] if mode.scripts else cookies


def axe_results(page: Page) -> dict[str, Any]:
    """Return what axe finds on a page."""
    results: dict[str, Any] = Axe().run(page, options=OPTIONS).response
    ran = {one["id"] for kind in RESULTS for one in results[kind]}
    assert {TARGETS, CONTRAST} <= ran, "axe did not follow the rules that are asked for"
    return results


def doubts(results: dict[str, Any]) -> list[dict[str, Any]]:
    """Return where axe cannot tell the contrast, drawings aside, of which it never can."""
    found = []
    for one in results["incomplete"]:
        nodes = [node for node in one["nodes"] if not node["html"].startswith(DRAWN)]
        if one["id"] == CONTRAST and nodes:
            found.append({**one, "nodes": nodes})
    return found


def described(finding: dict[str, Any]) -> str:
    """Say in one line what axe found and where."""
    places = ", ".join(str(node["target"][-1]) for node in finding["nodes"])
    return f"{finding['id']}: {finding['help']}: {places}"
