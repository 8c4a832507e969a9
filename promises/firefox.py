"""A real Firefox, driven over WebDriver BiDi, which it speaks by itself: no driver is needed.

Source: W3C, "WebDriver BiDi", https://www.w3.org/TR/webdriver-bidi/.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tornado.websocket import WebSocketClientConnection, websocket_connect

NAMES = ("firefox", "firefox-esr")
ADVICE = "there is no Firefox to test with: install it (on Debian: apt-get install firefox-esr)"
#: Firefox asks its maker for nothing while it is tested.
QUIET = """
user_pref("app.normandy.enabled", false);
user_pref("app.update.disabledForTesting", true);
user_pref("browser.safebrowsing.downloads.remote.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "data:,");
"""
_LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


def find() -> str | None:
    """Return where a Firefox is on the PATH, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Window:
    """One window of a Firefox; what it refuses to do is raised as a RuntimeError."""

    def __init__(self, socket: WebSocketClientConnection, loop: asyncio.AbstractEventLoop) -> None:
        self._socket = socket
        self._loop = loop
        self._numbers = itertools.count(1)
        self._send("session.new", capabilities={})
        self._tab = self._send("browsingContext.getTree")["contexts"][0]["context"]

    def resize(self, width: int, height: int) -> None:
        """Make the page so many CSS pixels wide and high."""
        size = {"width": width, "height": height}
        self._send("browsingContext.setViewport", context=self._tab, viewport=size)

    def goto(self, url: str) -> None:
        """Open an address and wait for all of it."""
        self._send("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def back(self) -> None:
        """Go back one page, as the button does."""
        self._send("browsingContext.traverseHistory", context=self._tab, delta=-1)

    def wait_for(self, url: str) -> None:
        """Wait until the window shows an address and nothing follows it."""
        for _ in range(100):
            self._loop.run_until_complete(asyncio.sleep(0.1))
            tab = self._send("browsingContext.getTree", root=self._tab)["contexts"][0]
            if tab["url"] == url:
                return
        raise RuntimeError(f"the window shows {tab['url']}, not {url}")

    def ask(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, or of what it promises."""
        found = self._send(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self._tab},
            awaitPromise=True,
        )
        if found["type"] == "exception":
            raise RuntimeError(found["exceptionDetails"]["text"])
        value = found["result"].get("value")
        return None if value is None else json.loads(value)

    def click(self, selector: str) -> None:
        """Click in the middle of the first element that a CSS selector finds."""
        sought = {"type": "css", "value": selector}
        nodes = self._send("browsingContext.locateNodes", context=self._tab, locator=sought)
        element = {"sharedId": nodes["nodes"][0]["sharedId"]}
        found = f"document.querySelector({json.dumps(selector)})"
        self.ask(f"{found}.scrollIntoView({{block: 'nearest'}})")
        place = {"x": 0, "y": 0, "origin": {"type": "element", "element": element}}
        press = [{"type": name, "button": 0} for name in ("pointerDown", "pointerUp")]
        self._act({"type": "pointer", "id": "mouse"}, [{"type": "pointerMove", **place}, *press])

    def press(self, keys: str) -> None:
        """Press and release one key after the other."""
        pressed = [{"type": name, "value": key} for key in keys for name in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keyboard"}, pressed)

    def _act(self, source: dict[str, str], actions: list[dict[str, Any]]) -> None:
        acts = [{**source, "actions": actions}]
        self._send("input.performActions", context=self._tab, actions=acts)

    def _send(self, method: str, **params: Any) -> Any:
        return self._loop.run_until_complete(self._answer(method, params))

    async def _answer(self, method: str, params: dict[str, Any]) -> Any:
        number = next(self._numbers)
        command = {"id": number, "method": method, "params": params}
        await self._socket.write_message(json.dumps(command))
        answer: dict[str, Any] = {}
        while answer.get("id") != number:  # events that nobody asked for come in between
            answer = json.loads(str(await self._socket.read_message()))
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['message']}")
        return answer["result"]


@contextmanager
def window(program: str) -> Iterator[Window]:
    """Start a Firefox without a screen and with an empty profile, and end it afterwards."""
    loop = asyncio.new_event_loop()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        (Path(profile) / "user.js").write_text(QUIET, "utf-8")
        with _started(program, profile) as process:
            socket = loop.run_until_complete(_connected(process))
            try:
                yield Window(socket, loop)
            finally:
                socket.close()
                process.kill()
    loop.close()


def _started(program: str, profile: str) -> subprocess.Popen[str]:
    words = [program, "--headless", "--no-remote", "--remote-debugging-port", "0"]
    words += ["--profile", profile, "about:blank"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(words, stdout=quiet, stderr=subprocess.PIPE, text=True)


async def _connected(process: subprocess.Popen[str]) -> WebSocketClientConnection:
    assert process.stderr is not None
    for line in process.stderr:
        if found := _LISTENS.search(line):
            return await websocket_connect(f"{found[1]}/session")
    raise RuntimeError("Firefox ended before it could be driven")
