"""One browser for all tests of a process: to start one takes as long as many tests together."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from sitegen.compare.browser import find
from tests.run import Computer, advice


class KeptBrowser:
    """A browser that is started when it is first wanted, and lent to one module after the other."""

    def __init__(self) -> None:
        self.playwright: Playwright | None = None
        self.launched: Browser | None = None
        self.loop: asyncio.AbstractEventLoop | None = None

    @contextmanager
    def lent(self) -> Iterator[Browser]:
        """Yield the browser, with no window open; close those that are open at the end."""
        browser = self.launched = self.launched or self.launch()
        # While Playwright lives, its event loop runs, and is the only one that its thread may have:
        # it is taken away from tests elsewhere, which need loops of their own.
        asyncio._set_running_loop(self.loop)
        yield browser
        for context in browser.contexts:
            context.close()
        asyncio._set_running_loop(None)

    def launch(self) -> Browser:
        """Start the browser. Without one the test fails; it is never left out."""
        program = find()
        if program is None:
            pytest.fail(advice(Computer()), pytrace=False)
        self.playwright = sync_playwright().start()
        self.loop = asyncio.get_running_loop()
        return self.playwright.chromium.launch(executable_path=program)

    def close(self) -> None:
        """End the browser, and what drives it."""
        asyncio._set_running_loop(self.loop)
        if self.launched:
            self.launched.close()
        if self.playwright:
            self.playwright.stop()
