"""A folder of built HTML: its pages, its other files, and what an address in a page means there."""

from __future__ import annotations

import gzip
import os
import posixpath
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitegen.errors import SitegenError
from sitegen.html_audit.page import HtmlPage
from sitegen.safe_text import safe

_PAGES = (".html", ".htm")
_PACKED = (".html", ".htm", ".css", ".js", ".mjs", ".svg", ".json", ".txt", ".xml")
_CANONICAL = re.compile(r"""<link\b(?=[^>]*\brel=["']?canonical\b)[^>]*\bhref=["']?([^"'\s>]+)""")
#: A larger page is none that anybody wrote for readers.
_LARGEST = 5_000_000


class NoPagesError(SitegenError):
    """A folder that is to be audited holds no HTML."""


class Folder:
    """The files below a folder, by their paths with ``/``; hidden ones are left out."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = dict(sorted(_files(root)))
        self.pages: Mapping[str, HtmlPage] = {
            path: HtmlPage(path, self.text(path))
            for path, size in self.files.items()
            if path.lower().endswith(_PAGES) and size <= _LARGEST
        }
        if not self.pages:
            raise NoPagesError(f"{safe(str(root))} holds no HTML: name a folder of a built site")

    def text(self, path: str) -> str:
        """Return the text of a file; what is no UTF-8 in it is marked."""
        return (self.root / path).read_bytes().decode("utf-8", errors="replace")

    def line(self, path: str, number: int) -> str:
        """Return a line of a page, from 1, "" if there is none."""
        page = self.pages.get(path)
        lines = page.lines if page else []
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def sent_size(self, path: str) -> int:
        """Return how many bytes of a file a host sends."""
        if path.lower().endswith(_PACKED):
            return len(gzip.compress((self.root / path).read_bytes(), mtime=0))
        return self.files[path]

    @cached_property
    def base(self) -> tuple[str, str]:
        """Return the host of the site and the path under which it lives, as its pages say."""
        front = self.pages.get("index.html")
        found = _CANONICAL.search(front.html) if front else None
        parts = urlsplit(found[1]) if found else None
        return (parts.netloc.lower(), parts.path.rstrip("/")) if parts else ("", "")

    def other_host(self, address: str) -> str:
        """Return the host that an address leads to if it is not the site's own, else ""."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return ""
        is_web = parts.scheme.lower() in ("http", "https", "")
        return parts.netloc if is_web and parts.netloc.lower() not in ("", self.base[0]) else ""

    def path_of(self, address: str, page: str) -> str | None:
        """Return the path that an address in a page has in the folder; None for other places."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return None
        host, below = self.base
        if parts.netloc.lower() not in ("", host) or (parts.scheme and not parts.netloc):
            return None
        path = unquote(parts.path)
        if not path and not parts.netloc:
            return page
        if path.startswith("/") or parts.netloc:
            return posixpath.normpath("/" + path.removeprefix(below)).lstrip("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))

    def find(self, path: str) -> str | None:
        """Return the file that hosts show for a path, None if there is none."""
        bare = path.strip("/")
        bare = "" if bare == "." else bare
        tries = [f"{bare}/index.html", bare, f"{bare}.html"] if bare else ["index.html"]
        return next((one for one in tries if one in self.files), None)


def _files(root: Path) -> list[tuple[str, int]]:
    """Return path and size of each file; links are not followed out of the folder."""
    found = []
    for place, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = Path(place, name)
            if not name.startswith(".") and file.is_file() and not file.is_symlink():
                found.append((file.relative_to(root).as_posix(), file.stat().st_size))
    return found
