"""A small host for the published site: files, index pages, and 404.html for lost addresses."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from promises.published import Published
from promises.the_site import LOST


@contextmanager
def served(site: Published) -> Iterator[str]:
    """Serve a site under its own path on a free port; give the address without a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{site.base_path}"
    finally:
        server.shutdown()
        server.server_close()


def handler_for(site: Published) -> type[SimpleHTTPRequestHandler]:
    """Return what answers requests for one site."""

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(site.root))

        def translate_path(self, path: str) -> str:
            if not path.startswith(f"{site.base_path}/"):
                return str(site.root / "outside the site")
            return super().translate_path(path.removeprefix(site.base_path))

        def list_directory(self, *_: object) -> None:
            self.send_error(HTTPStatus.NOT_FOUND)

        def send_error(self, code: int, *_: object) -> None:
            body = (site.root / LOST.removeprefix("/")).read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            """Say nothing: the tests do the talking."""

    return Handler
