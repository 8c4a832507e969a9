"""The one thing that changes while the server runs: what is shown, and the tabs that show it.

Only the thread of the event loop touches it, so nothing needs a lock; what others may ask for says
so.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from sitegen.serve.editing_program import EditingProgram
from sitegen.serve.listening import is_loopback
from sitegen.serve.lookup import Folder, Lookup, look_up
from sitegen.serve.pending_site import NotYetError
from sitegen.serve.state import ServeOptions, Shown, Step
from sitegen.serve.toolbar import RESERVED, added_html, bar_html, desk_html

SCRIPT, STYLE, SOCKET = f"{RESERVED}preview.js", f"{RESERVED}preview.css", f"{RESERVED}livereload"
DESK_STYLE = f"{RESERVED}desk.css"

Message = Mapping[str, Any]


class Tab(Protocol):
    """One open tab: where it is, and how it is told something."""

    url: str

    def send_message(self, message: Message) -> None:
        """Send a message of the LiveReload protocol."""

    def close(self) -> None:
        """End the connection."""


class Preview:
    """What is shown, in which folder, to which tabs. ``host`` is where the server listens."""

    def __init__(
        self,
        output: Path,
        options: ServeOptions,
        shown: Shown,
        noticed: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self.output = output
        self.folder = Folder(output)
        self.host = options.host
        self.shown = shown
        self._options = options
        address = options.editor if is_loopback(options.host) else ""
        self._editor = EditingProgram(options.build.site, address)
        self._tabs: set[Tab] = set()
        self._run = secrets.token_hex(4)
        self._noticed = noticed
        self._changed = asyncio.Event()

    @property
    def build(self) -> str:
        """Return the name of what is served now; a tab that holds another one is out of date."""
        return f"{self._run}-{self.shown.number}"

    async def settled(self) -> Shown:
        """Return what is shown once it is as new as the last change that was noticed by now."""
        noticed = self._noticed()
        while self.shown.as_of < noticed:
            await self._changed.wait()
        return self.shown

    async def after(self, shown: Shown) -> None:
        """Return once something else than this is shown."""
        while self.shown is shown:
            await self._changed.wait()

    def urls(self) -> tuple[str, ...]:
        """Return where open tabs are; in any thread."""
        return tuple({tab.url: None for tab in tuple(self._tabs)})

    def take(self, step: Step) -> None:
        """Show what a build made, or makes, or what was found wrong, and tell every tab."""
        before, self.shown = self.shown, self.shown.after(step)
        self._changed.set()
        self._changed = asyncio.Event()
        if self.shown == replace(before, as_of=self.shown.as_of):
            return
        told: Message = {"command": "bar"}
        if self.shown.number != before.number:
            styles = self.shown.changed_styles(before)
            path = next(iter(styles), "*")
            told = {"command": "reload", "path": path, "liveCSS": True, "stylesheets": styles}
        for tab in tuple(self._tabs):
            tab.send_message({**told, "build": self.build, "bar": self._bar(tab.url)})

    def join(self, tab: Tab, build: str) -> None:
        """Take in a tab that shows a build; if that is not the newest one, it has to reload."""
        self._tabs.add(tab)
        if build != self.build:
            tab.send_message({"command": "reload", "path": "*", "liveCSS": True})
        else:
            tab.send_message({"command": "bar", "build": build, "bar": self._bar(tab.url)})

    def close(self) -> None:
        """Close every tab."""
        for tab in tuple(self._tabs):
            tab.close()

    def leave(self, tab: Tab) -> None:
        """Forget a tab that was closed."""
        self._tabs.discard(tab)

    def look_up(self, url: str) -> Lookup:
        """Find what answers a request; NotYetError if that is not known yet."""
        return look_up(self.shown.coming or self.folder, self.shown.base_path, url)

    def added_to(self, file: str) -> str:
        """Return what is added to the page in an output file, "" for one that there is not."""
        own = {"script": SCRIPT, "style": STYLE, "socket": SOCKET, "build": self.build}
        return added_html(self.shown, file, self._editor, **own)

    def _bar(self, url: str) -> str:
        try:
            file = self.look_up(url).file
        except NotYetError:
            file = ""
        return bar_html(self.shown, file, self._editor)

    def desk(self) -> str:
        """Return the editor's desk as it is after the last build; in any thread."""
        wanted = self._options
        options = replace(wanted.build, output=self.output, day=wanted.day(), clock=wanted.clock())
        return desk_html(options, self.shown.found, self._editor, DESK_STYLE)
