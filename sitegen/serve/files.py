"""Sends what is published as the site's host will, with the preview's own parts added to pages."""

from __future__ import annotations

import re
from http import HTTPStatus
from pathlib import Path

from tornado.web import StaticFileHandler

from sitegen.content_types import content_type
from sitegen.serve.guard import Guarded
from sitegen.serve.host_headers import headers_for
from sitegen.serve.lookup import Found
from sitegen.serve.policy import widen, widen_in_page
from sitegen.serve.preview import RESERVED, SCRIPT, SOCKET, STYLE, Preview

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


class SiteHandler(Guarded, StaticFileHandler):
    """The published files: pages with the preview's parts in them, all else as it is."""

    def initialize(self, preview: Preview) -> None:  # type: ignore[override]  # the folder is in it
        """Keep what is served."""
        Guarded.initialize(self, preview)
        StaticFileHandler.initialize(self, str(preview.output))

    async def get(self, _: str, include_body: bool = True) -> None:
        """Send a file, a page, or another address to ask for."""
        found = self.preview.look_up(self.request.path)
        self._set_host_headers()
        if found.location:
            asked = "" if {"?", "#"} & set(found.location) else self.request.query
            self.redirect("?".join(filter(None, (found.location, asked))))
        elif found.status == HTTPStatus.NOT_FOUND or found.file.endswith(".html"):
            self._send_page(found)
        else:
            await super().get(found.file, include_body)

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

    def _send_page(self, found: Found) -> None:
        # What is added tells the build: it is made first, so that a page that is exchanged
        # meanwhile counts as out of date, never as newer than it is.
        added = self.preview.added_to(found.file)
        html = self._text(found.file) if found.file else None
        self.set_status(HTTPStatus.NOT_FOUND if html is None else found.status)
        self.set_header("Content-Type", content_type("page.html"))
        self.set_header("Cache-Control", "no-store")
        self.write(_with_added(widen_in_page(html or _NO_PAGE, self._own), added))

    def _set_host_headers(self) -> None:
        text = self._text("_headers") or ""
        path = self.request.path.removeprefix(self.preview.shown.base_path)
        for name, value in headers_for(text, path).items():
            is_policy = name.lower() == _POLICY.lower()
            self.set_header(name, widen(value, self._own) if is_policy else value)

    def _text(self, file: str) -> str | None:
        """Return a published text; None if a build has removed it since it was looked up."""
        try:
            return (self.preview.output / file).read_text("utf-8")
        except FileNotFoundError:
            return None

    @property
    def _own(self) -> dict[str, str]:
        host = self.request.host
        script, style = f"http://{host}{SCRIPT}", f"http://{host}{STYLE}"
        return {"script-src": script, "style-src": style, "connect-src": f"ws://{host}{SOCKET}"}


def _with_added(html: str, added: str) -> str:
    ends = [end.start() for end in _END_OF_BODY.finditer(html)]
    place = ends[-1] if ends else len(html)
    return html[:place] + added + html[place:]
