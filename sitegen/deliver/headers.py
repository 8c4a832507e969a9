"""What storage on the web is to send with each file: its type, and how long browsers keep it."""

from __future__ import annotations

from sitegen.content_types import content_type

#: Files below assets/ have their digest in their names, as the published _headers says too.
_FOR_EVER = "public, max-age=31536000, immutable"
#: Pages are asked for anew each time: one from yesterday might lead to assets that are gone.
_PAGE = "public, max-age=0, must-revalidate"
_FILE = "public, max-age=3600"


def headers(path: str) -> tuple[tuple[str, str], ...]:
    """Return the headers of a file by its path. Source: RFC 9111 (caching), RFC 8246, 2."""
    return (("Content-Type", content_type(path)), ("Cache-Control", _kept_for(path)))


def _kept_for(path: str) -> str:
    if path.startswith("assets/"):
        return _FOR_EVER
    return _PAGE if path.endswith((".html", ".xml", ".json", ".js")) else _FILE
