"""Where a page's addresses lead, and whom it asks for what it loads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.html_audit.folder import Folder
from sitegen.html_audit.page import Element, HtmlPage

#: What a link element says of an address that the browser opens by itself.
_LOADED = frozenset(
    (
        *("stylesheet", "preload", "modulepreload", "preconnect", "dns-prefetch", "prefetch"),
        *("icon", "apple-touch-icon", "mask-icon", "manifest"),
    )
)
_WITH_SRC = ("script", "img", "source", "video", "audio", "track", "iframe", "embed", "input")
_SOURCES = {**dict.fromkeys(_WITH_SRC, "src"), "object": "data"}
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,])(?:\s+[\d.]+[wx])?\s*(?:,|$)")
#: What a style loads. Source: CSS Values 4, url(), and CSS Cascade 4, @import.
_IN_CSS = re.compile(
    r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)|/\*.*?\*/""", re.IGNORECASE | re.DOTALL
)
#: In bytes: so much of a page and what it loads takes 10 seconds on a slow mobile line.
HEAVY = 500_000
_SHOWN = 3


def links(page: HtmlPage, folder: Folder) -> Iterator[Diagnostic]:
    """Yield links within the site that lead to no file, or to no place in it."""
    for node in page.of("a", "area"):
        address = node.get("href").strip()
        if message := _broken(address, page, folder):
            yield page.mistake(node, "broken-link", message, "correct the address")


def _broken(address: str, page: HtmlPage, folder: Folder) -> str:
    """Return what is wrong with an address, "" for nothing or one that leads elsewhere."""
    path = folder.path_of(address, page.path)
    if path is None or not address:
        return ""
    found = folder.find(path)
    if found is None:
        return f"{address} leads to no file"
    fragment = unquote(urlsplit(address).fragment)
    if not fragment or fragment.lower() == "top" or fragment.startswith(":~:"):
        return ""
    other = folder.pages.get(found)
    return "" if other is None or fragment in other.anchors else f"{address} leads to no such place"


@lru_cache(maxsize=2)  # several rules ask for that of a page
def loaded(page: HtmlPage) -> tuple[tuple[Element, str], ...]:
    """Return each address that a browser opens by itself when it shows a page, with its element."""
    return tuple(
        (node, address) for node in page.elements for address in _loaded_by(node) if address
    )


def _loaded_by(node: Element) -> Iterator[str]:
    if node.tag in _SOURCES:
        yield node.get(_SOURCES[node.tag])
    elif node.tag == "link" and not _LOADED.isdisjoint(node.get("rel").lower().split()):
        yield node.get("href")
    elif node.tag == "style":
        yield from in_css(node.text())
    for name in ("srcset", "imagesrcset"):
        yield from (one[1] for one in _CANDIDATE.finditer(node.get(name)))
    yield from (node.get("poster"), node.get("background"), *in_css(node.get("style")))


def in_css(css: str) -> Iterator[str]:
    """Yield what a style sheet loads, comments aside."""
    for match in _IN_CSS.finditer(css):
        if address := (match[1] or match[2] or "").strip():
            yield address


def third_parties(page: HtmlPage, folder: Folder) -> Iterator[Diagnostic]:
    """Yield what a page loads from other hosts, each of which learns who reads it."""
    seen: set[tuple[str, str]] = set()
    for node, address in loaded(page):
        host = folder.other_host(address)
        if host and (host, node.tag) not in seen:
            seen.add((host, node.tag))
            message = f"the page asks {host} for <{node.tag}>, and so tells it who reads"
            yield page.mistake(node, "third-party", message, "keep a copy in the site")
    for node, address in loaded(page):
        sheet = folder.find(folder.path_of(address, page.path) or "")
        if sheet and sheet.endswith(".css"):
            for inner in in_css(folder.text(sheet)):
                host = folder.other_host(inner)
                if host and (host, sheet) not in seen:
                    seen.add((host, sheet))
                    message = f"its style sheet {sheet} asks {host} for something"
                    yield page.mistake(node, "third-party", message, "keep a copy in the site")


def missing_files(page: HtmlPage, folder: Folder) -> Iterator[Diagnostic]:
    """Yield what a page loads from its own site and that is not there."""
    for node, address in loaded(page):
        path = folder.path_of(address, page.path)
        if path is not None and folder.find(path) is None:
            message = f"{address} is not there"
            yield page.mistake(node, "missing-file", message, "correct the address")


def weight(page: HtmlPage, folder: Folder) -> Iterator[Diagnostic]:
    """Yield that a page is heavy, with what makes it so. Texts count as they are sent: packed."""
    parts = {page.path: folder.sent_size(page.path)}
    for _, address in loaded(page):
        path = folder.find(folder.path_of(address, page.path) or "")
        if path:
            parts[path] = folder.sent_size(path)
            if path.endswith(".css"):
                parts.update(_of_sheet(path, folder))
    total = sum(parts.values())
    if total > HEAVY:
        heaviest = sorted(parts.items(), key=lambda part: (-part[1], part[0]))[:_SHOWN]
        made = ", ".join(f"{path} {_kilobytes(size)}" for path, size in heaviest)
        message = f"the page weighs {_kilobytes(total)} with all that it loads: {made}"
        help_ = f"{_kilobytes(HEAVY)} take 10 seconds on a slow line: make the largest smaller"
        yield page.mistake(page.elements[0], "weight", message, help_, Severity.WARNING)


def _of_sheet(path: str, folder: Folder) -> Iterator[tuple[str, int]]:
    for address in in_css(folder.text(path)):
        inner = folder.find(folder.path_of(address, path) or "")
        if inner:
            yield inner, folder.sent_size(inner)


def _kilobytes(size: int) -> str:
    return f"{size / 1000:,.0f} KB"
