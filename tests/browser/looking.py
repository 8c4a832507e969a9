"""Load a page in a mode and write down everything about it that must hold on every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, Route

from tests.browser.modes import Mode
from tests.real_site.publishing import HtmlFile

#: The rules that axe leaves off by default and that are wanted here.
WANTED = ("target-size", "color-contrast-enhanced")
#: The rule for contrast that also tells where it cannot tell; the stricter one keeps quiet.
TELLS_DOUBTS = "color-contrast"
OPTIONS = {
    "rules": {rule: {"enabled": True} for rule in WANTED},
    "resultTypes": ["violations", "incomplete"],
}
#: Text in a drawing, of which axe cannot tell the colours: test_charts.py looks at it instead.
DRAWN = "<text "
RESULTS = ("passes", "violations", "incomplete", "inapplicable")
SITE_SCRIPT = re.compile(r'<script type="module"[^>]*></script>')
STORES = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(database => database.name), ...await caches.keys(),
]"""
HIDDEN_WIDTH = "() => document.documentElement.scrollWidth - window.innerWidth"

Act = Callable[[Page], None]


@dataclass(frozen=True)
class Seen:
    """What a visit showed."""

    status: int
    page: HtmlFile
    complaints: list[str]
    failures: list[str]
    strangers: list[str]
    stored: list[str]
    hidden_width: int
    violations: list[str]
    undecided: list[str]


def nothing(page: Page) -> None:
    """Do nothing on a page before it is looked at."""


def look(browser: Browser, host: str, url: str, mode: Mode, act: Act = nothing) -> Seen:
    """Load a page of a host, act on it, and return what there is to see."""
    context = browser.new_context(**mode.settings)
    try:
        log = Log(context, host)
        page = context.new_page()
        answer = page.goto(host + url)
        assert answer is not None
        act(page)
        path = urlsplit(host).path + url
        shown = HtmlFile(path, page.content())
        results = axe_results(page if mode.scripts else scripted(browser, mode, page, shown.text))
        return Seen(
            answer.status,
            shown,
            log.complaints,
            log.failures,
            log.strangers,
            stored(context, page, mode),
            page.evaluate(HIDDEN_WIDTH),
            [described(one) for one in results["violations"]],
            [described(one) for one in doubts(results)],
        )
    finally:
        for opened in browser.contexts:
            opened.close()


class Log:
    """Writes down what a browser reports while pages are loaded."""

    def __init__(self, context: BrowserContext, host: str) -> None:
        self.host = urlsplit(host).netloc
        self.complaints: list[str] = []
        self.failures: list[str] = []
        self.strangers: list[str] = []
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("request", lambda request: self.on_request(request.url))
        context.on("response", self.on_response)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def on_request(self, url: str) -> None:
        if urlsplit(url).netloc != self.host:
            self.strangers.append(url)

    def on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.failures.append(f"{response.status} {response.url}")


def stored(context: BrowserContext, page: Page, mode: Mode) -> list[str]:
    """Name every cookie, and every entry of the other stores that scripts could fill."""
    cookies = [str(cookie.get("name")) for cookie in context.cookies()]
    return [*cookies, *page.evaluate(STORES)] if mode.scripts else cookies


def scripted(browser: Browser, mode: Mode, page: Page, html: str) -> Page:
    """Open a page that was loaded without scripts once more, so that axe, a script, can run.

    The site's own scripts are taken out: what axe sees is what people without scripts see.
    """
    without, count = SITE_SCRIPT.subn("", html)
    assert count, "the page does not have the script that is to be taken out"

    def answer(route: Route) -> None:
        route.fulfill(body=without, content_type="text/html; charset=utf-8")

    context = browser.new_context(**{**mode.settings, "java_script_enabled": True})
    again = context.new_page()
    again.route(page.url, answer)
    again.goto(page.url)
    return again


def axe_results(page: Page) -> dict[str, Any]:
    """Return what axe finds on a page."""
    results: dict[str, Any] = Axe().run(page, options=OPTIONS).response
    ran = {one["id"] for kind in RESULTS for one in results[kind]}
    assert {*WANTED, TELLS_DOUBTS} <= ran, "axe did not follow the rules that are asked for"
    return results


def doubts(results: dict[str, Any]) -> list[dict[str, Any]]:
    """Return where axe cannot tell the contrast, drawings aside, of which it never can."""
    found = []
    for one in results["incomplete"]:
        nodes = [node for node in one["nodes"] if not node["html"].startswith(DRAWN)]
        if one["id"] == TELLS_DOUBTS and nodes:
            found.append({**one, "nodes": nodes})
    return found


def described(finding: dict[str, Any]) -> str:
    """Say in one line what axe found and where."""
    places = ", ".join(str(node["target"][-1]) for node in finding["nodes"])
    return f"{finding['id']}: {finding['help']}: {places}"
