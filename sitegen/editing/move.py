"""`move OLD NEW`: a page gets another address, and all that names it follows."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from sitegen.editing import mentions
from sitegen.editing.change import Change, Edit, EditRefusedError, Text
from sitegen.editing.mentions import CONTENT, ENDING, PageFile, find_page, is_page
from sitegen.editing.yaml_places import with_item, without_items
from sitegen.file_names import fault_of, too_long
from sitegen.render.addresses import split
from sitegen.render.markup.links import links
from sitegen.render.markup.reader import read as read_markdown
from sitegen.safe_text import safe
from sitegen.sources import list_inputs

#: Endings of files that are no pages.
_OF_OTHERS = (".txt", ".html", ".htm", ".markdown", ".mdx", ".docx", ".pdf", ".yaml")


def move(site: Path, old: str, new: str) -> Change:
    """Return what has to change for a page to move; EditRefusedError where it cannot."""
    page = find_page(site, old)
    goal = _goal(site, page, new)
    before: dict[str, Text | None] = dict(mentions.texts(site))
    after: dict[str, Text | None] = {}
    for path, text in before.items():
        assert text is not None, "all of these are files"
        edits = [*_edits(site, path, text, page, goal)]
        if path == page.path:
            after[goal.path] = _with_alias(text.with_edits(edits), page, goal)
        elif edits:
            after[path] = text.with_edits(edits)
    after[page.path] = None
    return Change(before, after, {page.path: goal.path})


def _goal(site: Path, page: PageFile, word: str) -> PageFile:
    """Return the page that a new name means, which has to be free and fit for a file."""
    goal = PageFile(_path_of(site, page, word))
    wrong = [fault for part in goal.path.split("/") if (fault := fault_of(part))]
    if message := (wrong[0].message if wrong else too_long(goal.path)):
        raise EditRefusedError(f"{safe(word)} can be no file: {message}")
    for other in (PageFile(one) for one in list_inputs(site)[0] if is_page(one)):
        if other.path == goal.path or (other.url == goal.url and other != page):
            raise EditRefusedError(f"there is a page at {goal.url} already: {other.path}")
    return goal


def _path_of(site: Path, page: PageFile, word: str) -> str:
    """Return the path of a page's file that a word means: a folder keeps the page's own name."""
    path = f"{CONTENT}{word.removeprefix('./').removeprefix(CONTENT).lstrip('/')}"
    if path.endswith("/") or (site / path).is_dir():
        path = f"{path.rstrip('/')}/{posixpath.basename(page.path)}"
    if path.lower().endswith(_OF_OTHERS):
        raise EditRefusedError(f"{safe(word)} would be no page: the names of pages end in .md")
    path = path if path.endswith(ENDING) else path + ENDING
    if not posixpath.normpath(path).startswith(CONTENT) or posixpath.normpath(path) != path:
        raise EditRefusedError(f"{safe(word)} is no place below content/")
    return path


def _edits(site: Path, path: str, text: Text, page: PageFile, goal: PageFile) -> Iterator[Edit]:
    def in_data(way: str) -> str:
        return {page.below: goal.below, page.path: goal.path, page.url: goal.url}[way]

    def in_text(path: str, written: str) -> str:
        rest = split(written)[1]
        is_address = written.startswith("/")
        return (goal.url if is_address else mentions.relative(goal.path, path)) + rest

    if path.startswith("data/"):
        yield from mentions.edits_in_data(text.text, page, in_data)
        return
    yield from mentions.front_matter_edits(path, text, page, in_data)
    if path == page.path:
        yield from _own_links(site, text, page, goal)
    else:
        yield from mentions.edits_in_page(path, text, page, in_text)


def _own_links(site: Path, text: Text, page: PageFile, goal: PageFile) -> Iterator[Edit]:
    """Yield the edits of the links of the page itself, which lead on from another folder now."""
    start = mentions.body_start(page.path, text)
    for link in links(read_markdown(text.text[start:])):
        words = _from_there(site, link.written, page, goal)
        if words != link.written:
            at = start + link.start
            yield Edit(at, at + len(link.written), words)


def _from_there(site: Path, written: str, page: PageFile, goal: PageFile) -> str:
    bare, rest = split(written)
    if bare == page.url:
        return goal.url + rest
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(bare)))
    if target == page.path and bare:
        return mentions.relative(goal.path, goal.path) + rest
    if not bare or bare.startswith("/") or not (site / target).is_file():
        return written
    return mentions.relative(target, goal.path) + rest


def _with_alias(text: Text, page: PageFile, goal: PageFile) -> Text:
    """Return the page's text with its old address among its aliases, and its new one not."""
    before, front = mentions.front_matter(page.path, text)
    text = text.with_edits([one.later(before) for one in without_items(front, goal.url)])
    if page.url == goal.url:
        return text
    before, front = mentions.front_matter(page.path, text)
    return text.with_edits([with_item(front, "aliases", page.url).later(before)])
