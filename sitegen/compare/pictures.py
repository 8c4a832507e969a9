"""Pictures of changed pages before and after, side by side in one page, taken in Chromium.

The browser gets all it asks for from the two outputs in memory, and nothing from anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from sitegen.compare import browser
from sitegen.compare.difference import Comparison
from sitegen.compare.published import Published
from sitegen.errors import SitegenError
from sitegen.file_names import content_type
from sitegen.sources import digest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Route

#: In pixels: a small phone, and a screen on a desk.
WIDTHS = (360, 1280)
#: Of so many pages pictures are taken; a change of the style sheet is seen on fewer.
AT_MOST = 30
_HOST = "http://site.invalid"
_HEIGHT = 800
#: In milliseconds: a busy computer takes long for a long page.
_PATIENCE = 90_000
_NO_PLAYWRIGHT = (
    "there are no pictures without Playwright, which the tests install:\n"
    "python3 build.py test tests/tools/test_requirements.py"
)
_PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Before and after</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 1rem; }}
div {{ display: flex; flex-wrap: wrap; gap: 1rem; align-items: start; }}
figure {{ margin: 0; }}
img {{ border: 1px solid; max-width: min(44rem, 45vw); }}
</style>
<h1>Before and after</h1>
{parts}
</html>
"""


class NoPicturesError(SitegenError):
    """No pictures can be taken; the message says what is missing."""


@dataclass(frozen=True)
class Side:
    """One of the two sites: the bytes of its files by their paths, and what was read of them."""

    outputs: Mapping[str, bytes]
    published: Published


@dataclass(frozen=True)
class Pair:
    """A page before and after; an address is "" where there was, or is, no such page."""

    old: str
    new: str


def candidates(found: Comparison, old: Side, new: Side) -> list[Pair]:
    """Return the pages to look at: those that read differently first, then all that may look so."""
    told = [
        *(Pair(one.address, one.address) for one in found.changed),
        *(Pair(one.old, one.new) for one in found.moved),
        *(Pair("", one.address) for one in found.added),
        *(Pair(one.address, "") for one in found.removed),
    ]
    known = {address for pair in told for address in (pair.old, pair.new)}
    both = old.published.pages.keys() & new.published.pages.keys() - known
    return [*told, *(Pair(one, one) for one in sorted(both) if _differs(one, old, new))]


def _differs(address: str, old: Side, new: Side) -> bool:
    """Whether the HTML is another, in which the names of style sheets follow their content."""
    path = _path(address)
    return old.outputs.get(path) != new.outputs.get(path)


def take(found: Comparison, old: Side, new: Side, folder: Path) -> tuple[int, int]:
    """Write pictures of pages that look different, and a page that shows them.

    Return of how many pages there are pictures, and of how many it is not known whether they look
    different: they were not looked at any more, or the browser took too long.
    """
    pairs = candidates(found, old, new)
    folder.mkdir(parents=True, exist_ok=True)
    with _windows(old, new) as windows:
        taken = [(pair, _taken(pair, windows, folder)) for pair in pairs[:AT_MOST]]
    shown = [(pair, names) for pair, names in taken if names]
    (folder / "index.html").write_text(_page(shown), encoding="utf-8")
    return len(shown), len(pairs[AT_MOST:]) + sum(names is None for _, names in taken)


def _program() -> Path:
    try:
        found = browser.find()
    except browser.NoBrowserError as error:
        raise NoPicturesError(str(error)) from None
    if found is None:
        raise NoPicturesError("there are no pictures without Chromium, Chrome or Edge")
    return found


@contextmanager
def _windows(old: Side, new: Side) -> Iterator[list[tuple[int, str, BrowserContext]]]:
    """Open a window of each width for each of the two sites."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise NoPicturesError(_NO_PLAYWRIGHT) from None
    program = _program()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program)
        yield [
            (width, when, _window(launched, width, side))
            for width in WIDTHS
            for when, side in (("before", old), ("after", new))
        ]
        launched.close()


def _window(launched: Browser, width: int, side: Side) -> BrowserContext:
    window = launched.new_context(
        viewport={"width": width, "height": _HEIGHT},
        reduced_motion="reduce",
        service_workers="block",
    )
    window.set_default_timeout(_PATIENCE)
    window.route("**/*", partial(_answer, side))
    return window


def _answer(side: Side, route: Route) -> None:
    """Answer a request from the outputs, as a host would; what is on another host is not there."""
    url = urlsplit(route.request.url)
    path = _path(unquote(url.path).removeprefix(side.published.base_path))
    if f"{url.scheme}://{url.netloc}" != _HOST or path not in side.outputs:
        route.abort()
        return
    route.fulfill(body=side.outputs[path], content_type=content_type(path))


def _taken(
    pair: Pair, windows: Sequence[tuple[int, str, BrowserContext]], folder: Path
) -> list[str] | None:
    """Take a page's pictures; return their names, or None if the browser could not take them."""
    from playwright.sync_api import Error

    try:
        return list(_pictures(pair, windows, folder))
    except Error:
        return None


def _pictures(
    pair: Pair, windows: Sequence[tuple[int, str, BrowserContext]], folder: Path
) -> Iterator[str]:
    """Take a page's pictures and yield their names, two of each width, if they are not the same."""
    for width in WIDTHS:
        taken = {
            f"{_slug(pair)}-{width}-{when}.png": _picture(address, window)
            for of, when, window in windows
            if of == width and (address := pair.old if when == "before" else pair.new)
        }
        if len({*taken.values()}) == len(taken):
            for name, data in taken.items():
                (folder / name).write_bytes(data)
                yield name


def _picture(address: str, window: BrowserContext) -> bytes:
    page = window.new_page()
    try:
        page.goto(f"{_HOST}{quote(address)}")
        return page.screenshot(full_page=True)
    finally:
        page.close()


def _page(shown: Sequence[tuple[Pair, Sequence[str]]]) -> str:
    """Return the page that shows all pictures."""
    parts = "".join(_part(pair, names) for pair, names in shown)
    return _PAGE.format(parts=parts or "<p>No page looks different.</p>")


def _part(pair: Pair, names: Sequence[str]) -> str:
    title = " → ".join(dict.fromkeys(filter(None, (pair.old, pair.new))))
    figures = "".join(
        f"<figure><figcaption>{escape(name.removesuffix('.png').rpartition('-')[2])}</figcaption>"
        f'<a href="{quote(name)}"><img src="{quote(name)}" alt="" loading="lazy"></a></figure>'
        for name in names
    )
    return f"<h2>{escape(title)}</h2><div>{figures}</div>"


def _slug(pair: Pair) -> str:
    """Return a name for files that every system takes, and that no other page has."""
    address = pair.new or pair.old
    words = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-")[:80] or "home"
    return f"{words}-{digest(address.encode())[:6]}"


def _path(address: str) -> str:
    return address.removeprefix("/") + ("index.html" if address.endswith("/") else "")
