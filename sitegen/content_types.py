"""The Content-Type of a file by its name, the same on every computer."""

from __future__ import annotations

from mimetypes import MimeTypes

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


def content_type(name: str) -> str:
    """Return the type of a file; texts are UTF-8, as all that the builder writes."""
    found = _TYPES.guess_type(name)[0] or "application/octet-stream"
    is_text = found.startswith("text/") or found in _TEXT_TOO
    return f"{found}; charset=utf-8" if is_text else found


def _types() -> MimeTypes:
    """Return a table of its own: the module's one asks the system, which can hold anything."""
    types = MimeTypes()
    for ending, type_ in _NEWER.items():
        types.add_type(type_, ending)
    return types


_TYPES = _types()
