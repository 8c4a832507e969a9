"""Whom the server answers: those who ask for it by its name, and no page of another site."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from tornado.web import HTTPError, RequestHandler

from sitegen.serve.addresses import is_known_host, is_own_origin
from sitegen.serve.preview import Preview


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
        """Say no in one line."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}: {self._reason}\n")
