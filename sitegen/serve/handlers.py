"""Which request is answered by what: pages and files, the preview's own files, the tabs' socket.

Only those are answered who ask for the server by its name, and no page of another site.

Files are sent as the site's host will, with the preview's own parts added to pages. Tabs are told
to reload by the LiveReload protocol. livereload keeps its tabs on the class, lets any page connect,
and drops a save that follows another within three seconds; so each tab joins the preview of its own
server here, foreign pages are refused as with every request, and only the protocol is livereload's.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from livereload.handlers import LiveReloadHandler
from tornado.log import access_log
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler

from sitegen.file_names import content_type
from sitegen.serve.listening import is_known_host, is_own_origin
from sitegen.serve.lookup import Lookup, headers_for, widen, widen_in_page
from sitegen.serve.pending_site import Coming, NotYetError
from sitegen.serve.preview import DESK_STYLE, SCRIPT, SOCKET, STYLE, Preview
from sitegen.serve.toolbar import DESK, DESK_POLICY, RESERVED


class Guarded(RequestHandler):
    """What all requests have in common."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def initialize(self, preview: Preview) -> None:
        """Keep what is served."""
        self.preview = preview

    def prepare(self) -> None:
        """Refuse what a browser asks for on behalf of a foreign page."""
        header = self.request.headers.get("Host", "")
        if not is_known_host(header, self.preview.host):
            raise HTTPError(HTTPStatus.MISDIRECTED_REQUEST)
        if not is_own_origin(self.request.headers.get("Origin"), header):
            raise HTTPError(HTTPStatus.FORBIDDEN)

    def set_default_headers(self) -> None:
        """Keep nothing, and name no server: the site's host will not be this one."""
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")

    def write_error(self, status_code: int, **_: Any) -> None:
        """Refuse in one line."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}: {self._reason}\n")


_POLICY = "Content-Security-Policy"
_OWN_FILES = Path(__file__).parent / "pages"
_END_OF_BODY = re.compile(r"</body\s*>", re.IGNORECASE)
_NO_PAGE = "<!DOCTYPE html>\n<title>No page</title>\n<h1>There is no page here</h1>\n"


class OwnFileHandler(Guarded):
    """The preview's own script and style sheet."""

    def get(self, url: str) -> None:
        """Send one of them."""
        self.set_header("Content-Type", content_type(url))
        self.write((_OWN_FILES / url.removeprefix(RESERVED)).read_bytes())

    head = get


class DeskHandler(Guarded):
    """The editor's desk, gathered anew for each request, beside the loop that serves."""

    async def get(self) -> None:
        """Send the page; before the first good build there is none."""
        html = await asyncio.to_thread(self.preview.desk)
        self.set_header("Content-Type", content_type("page.html"))
        self.set_header(_POLICY, DESK_POLICY)
        self.set_status(HTTPStatus.OK if html else HTTPStatus.NOT_FOUND)
        self.finish(html or _NO_PAGE)

    head = get


class SiteHandler(Guarded, StaticFileHandler):
    """The published files: pages with the preview's parts in them, all else as it is."""

    def initialize(self, preview: Preview) -> None:  # type: ignore[override]  # the folder is in it
        """Keep what is served."""
        Guarded.initialize(self, preview)
        StaticFileHandler.initialize(self, str(preview.output))

    async def get(self, _: str, include_body: bool = True) -> None:
        """Send a file, a page, or another address to ask for, once it is known which."""
        found, data = await self._found()
        self._set_host_headers()
        self.set_header("Cache-Control", "no-cache")
        if found.location:
            asked = "" if {"?", "#"} & set(found.location) else self.request.query
            self.redirect("?".join(filter(None, (found.location, asked))))
        elif found.status == HTTPStatus.NOT_FOUND or found.file.endswith(".html"):
            self._send_page(found, data)
        elif data is not None:
            self.set_header("Content-Type", content_type(found.file))
            self.write(data)
        else:
            await super().get(found.file, include_body)

    async def _found(self) -> tuple[Lookup, bytes | None]:
        """Return what answers, and its bytes where those in the folder are of an older site.

        Whatever is shown when this returns is what they belong to.
        """
        while True:
            shown = await self.preview.settled()
            try:
                found = self.preview.look_up(self.request.path)
                data = await _data(shown.coming, found.file) if shown.coming else None
            except NotYetError:
                await self.preview.after(shown)
                continue
            if self.preview.shown is shown:
                return found, data

    def compute_etag(self) -> str | None:
        """Name a file by time and size, so that a large one is not read for a small part of it."""
        if not self.absolute_path:
            return None
        stat = Path(self.absolute_path).stat()
        return f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'

    absolute_path: str | None = None

    def get_content_type(self) -> str:
        """Return the type as hosts send it."""
        return content_type(self.absolute_path or "")

    def get_cache_time(self, *_: object) -> int:
        """Keep nothing for longer because of words in an address."""
        return 0

    def _send_page(self, found: Lookup, data: bytes | None) -> None:
        # What is added tells the build: it is made first, so that a page that is exchanged
        # meanwhile counts as out of date, never as newer than it is.
        added = self.preview.added_to(found.file)
        html = self.preview.folder.text(found.file) if data is None else data.decode()
        html = html if found.file else None
        self.set_status(HTTPStatus.NOT_FOUND if html is None else found.status)
        self.set_header("Content-Type", content_type("page.html"))
        self.set_header("Cache-Control", "no-store")
        self.write(_with_added(widen_in_page(html or _NO_PAGE, self._own), added))

    def _set_host_headers(self) -> None:
        text = (self.preview.shown.coming or self.preview.folder).text("_headers") or ""
        path = self.request.path.removeprefix(self.preview.shown.base_path)
        for name, value in headers_for(text, path).items():
            is_policy = name.lower() == _POLICY.lower()
            self.set_header(name, widen(value, self._own) if is_policy else value)

    @property
    def _own(self) -> dict[str, str]:
        host = self.request.host
        script, style = f"http://{host}{SCRIPT}", f"http://{host}{STYLE}"
        return {"script-src": script, "style-src": style, "connect-src": f"ws://{host}{SOCKET}"}


async def _data(coming: Coming, file: str) -> bytes | None:
    """Return the bytes of a file of the site that is coming, None if the folder's are right."""
    id_ = coming.page(file)
    if id_ is None:
        return coming.asset(file)
    page = await asyncio.wrap_future(coming.wanted(id_))
    if page is None:
        return None
    if not page.html:  # there is a mistake in it: what is shown instead will be told
        raise NotYetError
    return page.html


def _with_added(html: str, added: str) -> str:
    ends = [end.start() for end in _END_OF_BODY.finditer(html)]
    place = ends[-1] if ends else len(html)
    return html[:place] + added + html[place:]


class TabHandler(Guarded, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """One open tab, from its greeting until it is closed."""

    url = "/"

    def on_message(self, message: str | bytes) -> None:
        """Answer a greeting, and take in a tab that says where it is; all else is ignored."""
        heard = _heard(message)
        if heard.get("command") == "hello":
            super().on_message(message)
        elif heard.get("command") == "info":
            self.url = str(heard.get("url"))
            self.preview.join(self, str(heard.get("build")))

    def on_close(self) -> None:
        """Forget the tab."""
        self.preview.leave(self)


def _heard(message: str | bytes) -> Mapping[str, Any]:
    try:
        heard = json.loads(message)
    except (ValueError, RecursionError):
        return {}
    return heard if isinstance(heard, dict) else {}


def application(preview: Preview) -> Application:
    """Return what answers the requests to one server."""
    shared = {"preview": preview}
    return Application(
        [
            (SOCKET, TabHandler, shared),
            (f"({SCRIPT}|{STYLE}|{DESK_STYLE})", OwnFileHandler, shared),
            (DESK, DeskHandler, shared),
            (r"(/.*)", SiteHandler, shared),
        ],
        log_function=_log_bugs,
    )


def _log_bugs(handler: RequestHandler) -> None:
    """Log nothing of requests that were answered, and nothing of those that were refused."""
    if handler.get_status() >= HTTPStatus.INTERNAL_SERVER_ERROR:
        access_log.error("%s %s", handler.get_status(), handler.request.uri)
