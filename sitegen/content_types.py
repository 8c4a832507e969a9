"""The Content-Type of a file by its name, the same on every computer."""

from __future__ import annotations

from mimetypes import MimeTypes
from pathlib import PurePosixPath

#: Types that older tables lack or have otherwise. Source: IANA, "Media Types".
_NEWER = {
    ".avif": "image/avif",
    ".ico": "image/vnd.microsoft.icon",
    ".js": "text/javascript",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_TEXT_TOO = ("application/json", "application/manifest+json", "application/xml", "image/svg+xml")

_SCRIPT = ("text/javascript", "application/javascript", "application/x-javascript")
#: The types as which browsers use a file for what it is. Source: WHATWG Fetch, "nosniff".
_USED_AS = {
    ".html": ("text/html",),
    ".css": ("text/css",),
    ".js": _SCRIPT,
    ".mjs": _SCRIPT,
    ".svg": ("image/svg+xml",),
    ".pdf": ("application/pdf",),
}


def content_type(name: str) -> str:
    """Return the type of a file; texts are UTF-8, as all that the builder writes."""
    found = _TYPES.guess_type(name)[0] or "application/octet-stream"
    is_text = found.startswith("text/") or found in _TEXT_TOO
    return f"{found}; charset=utf-8" if is_text else found


def is_used(name: str, sent: str) -> bool:
    """Whether browsers use a file for what it is, if it is sent with such a Content-Type."""
    usable = _USED_AS.get(PurePosixPath(name).suffix)
    return usable is None or sent.partition(";")[0].strip().lower() in usable


def _types() -> MimeTypes:
    """Return a table of its own: the module's one asks the system, which can hold anything."""
    types = MimeTypes()
    for ending, type_ in _NEWER.items():
        types.add_type(type_, ending)
    return types


_TYPES = _types()
