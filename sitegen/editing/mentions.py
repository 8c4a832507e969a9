"""Every place in texts, menus and data that names a page, and how it names another instead.

A page is meant by its path, with content/ or without, or by its address.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from sitegen.diagnostics import Span
from sitegen.documents.address_list import PATH as ADDRESSES
from sitegen.documents.front_matter import split_front_matter
from sitegen.editing.change import Edit, EditRefusedError, Text, read
from sitegen.editing.yaml_places import compose, replaced, scalars
from sitegen.model.routes import page_route
from sitegen.render.link_targets import split
from sitegen.render.markup.links import Link, links
from sitegen.render.markup.reader import read as read_markdown
from sitegen.safe_text import safe
from sitegen.schema.did_you_mean import nearest_path
from sitegen.sources import list_inputs

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
CONTENT, ENDING = "content/", ".md"
#: What an address may hold as it is in Markdown and in a plain value of YAML.
_KEPT = "/-_.~"


@dataclass(frozen=True)
class PageFile:
    """A page as texts name it: ``path`` is its file's from the site's folder."""

    path: str

    @property
    def url(self) -> str:
        """Return its address from the root of the site."""
        return page_route(self.path).url

    @property
    def below(self) -> str:
        """Return its path below content/, as menus and data write it."""
        return self.path.removeprefix(CONTENT)


def find_page(site: Path, word: str) -> PageFile:
    """Return the page that a word names: its path, with content/ or without, or its address."""
    pages = [path for path in list_inputs(site)[0] if is_page(path)]
    bare = word.split("#", maxsplit=1)[0].removeprefix("./")
    for path in pages:
        page = PageFile(path)
        if bare in (path, page.below, page.url, page.url.rstrip("/")):
            return page
    if (site / CONTENT / bare.removeprefix(CONTENT)).is_dir():
        message = f"{safe(word)} is a folder: name its pages one by one, index.md last"
        raise EditRefusedError(message)
    near = nearest_path(bare.removeprefix(CONTENT), frozenset(PageFile(one).below for one in pages))
    meant = f" Did you mean {near}?" if near else ""
    raise EditRefusedError(f"there is no page {safe(word)}.{meant}")


def is_page(path: str) -> bool:
    """Whether a file of the site is a page."""
    return path.startswith(CONTENT) and path.endswith(ENDING)


#: Returns what is written for an address that names the page, given the file it stands in; None
#: leaves the link as it is.
Naming = Callable[[str, str], str | None]


def texts(site: Path) -> Iterator[tuple[str, Text]]:
    """Yield every page and data file of the site with its text, but for the list of addresses.

    What was published once stays in that, whatever it is called now.
    """
    for path in list_inputs(site)[0]:
        is_data = path.startswith("data/") and path.endswith(".yaml") and path != ADDRESSES
        if (is_page(path) or is_data) and (text := read(site, path)) is not None:
            yield path, text


def edits_in_page(path: str, text: Text, page: PageFile, naming: Naming) -> Iterator[Edit]:
    """Yield the edits of the links in a page's text that lead to another page."""
    start = body_start(path, text)
    for link in links(read_markdown(text.text[start:])):
        if is_link_to(link, path, page):
            words = naming(path, link.written)
            if words is not None and words != link.written:
                at = start + link.start
                yield Edit(at, at + len(link.written), words)


def is_link_to(link: Link, path: str, page: PageFile) -> bool:
    """Whether a link in a page's file leads to a page, by its file or by its address."""
    bare = unquote(split(link.written)[0])
    if not bare or _SCHEME.match(link.written):
        return False
    if bare.startswith("/"):
        return bare == page.url
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), bare)) == page.path


def body_start(path: str, text: Text) -> int:
    """Return where the Markdown of a page begins in its file."""
    line = split_front_matter(text.text, path).body_line
    return len("".join(text.text.splitlines(keepends=True)[: line - 1]))


def edits_in_data(text: str, page: PageFile, other: Callable[[str], str | None]) -> Iterator[Edit]:
    """Yield the edits of the values in YAML that name a page, in any of the ways to do so.

    ``other`` returns what is written instead, for a value without its anchor.
    """
    ways = (page.below, page.path, page.url)
    if not any(way in text for way in ways):
        return  # reading it with its places takes long
    for node in scalars(compose(text)):
        bare, rest = split(node.value)
        words = other(bare) if bare in ways else None
        if words is not None and words != bare:
            yield replaced(node, words + rest)


def front_matter_edits(
    path: str, text: Text, page: PageFile, other: Callable[[str], str | None]
) -> Iterator[Edit]:
    """Yield the same for the front matter of a page."""
    before, front = front_matter(path, text)
    for edit in edits_in_data(front, page, other):
        yield edit.later(before)


def relative(target: str, path: str) -> str:
    """Return how a page's file names another file of the site."""
    return quote(posixpath.relpath(target, posixpath.dirname(path)), safe=_KEPT)


def front_matter(path: str, text: Text) -> tuple[int, str]:
    """Return where the front matter of a page begins in its file, and its text."""
    before = len("---\n")
    return before, text.text[before : body_start(path, text)].rpartition("---")[0]


def links_to(site: Path, word: str) -> tuple[str, tuple[tuple[Span, str], ...]]:
    """Return who links to the page that a word names: its path, each place with its line's text.

    Raises EditRefusedError if there is no such page.
    """
    page = find_page(site, word)
    return page.path, tuple(_places(site, page))


def _places(site: Path, page: PageFile) -> Iterator[tuple[Span, str]]:
    for path, text in texts(site):
        if path == page.path:
            continue
        if path.startswith("data/"):
            edits = [*edits_in_data(text.text, page, lambda _: "")]
        else:
            edits = [*front_matter_edits(path, text, page, lambda _: "")]
            edits += edits_in_page(path, text, page, lambda _, __: "")
        for edit in sorted(edits, key=lambda one: one.start):
            before = text.text[: edit.start]
            start = before.rfind("\n") + 1
            line = text.text[start:].partition("\n")[0].strip()
            column = edit.start - start + 1
            yield Span(path, before.count("\n") + 1, column, edit.end - edit.start), line
