"""Which requests are answered by what."""

from __future__ import annotations

from http import HTTPStatus

from tornado.log import access_log
from tornado.web import Application, RequestHandler

from sitegen.serve.files import OwnFileHandler, SiteHandler
from sitegen.serve.preview import SCRIPT, SOCKET, STYLE, Preview
from sitegen.serve.tabs import TabHandler


def application(preview: Preview) -> Application:
    """Return what answers the requests to one server."""
    shared = {"preview": preview}
    return Application(
        [
            (SOCKET, TabHandler, shared),
            (f"({SCRIPT}|{STYLE})", OwnFileHandler, shared),
            (r"(/.*)", SiteHandler, shared),
        ],
        log_function=_log_bugs,
    )


def _log_bugs(handler: RequestHandler) -> None:
    """Say nothing of requests that were answered, and nothing of those that were refused."""
    if handler.get_status() >= HTTPStatus.INTERNAL_SERVER_ERROR:
        access_log.error("%s %s", handler.get_status(), handler.request.uri)
