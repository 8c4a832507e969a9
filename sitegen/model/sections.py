"""Folders as sections: landing pages, the order of pages, breadcrumbs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import PurePosixPath

from sitegen.documents.page import Document, FrontMatter
from sitegen.model.routes import Route
from sitegen.model.types import Crumb, Section

HOME = "content/index.md"

SortKey = tuple[bool, int, float, str]


def order_key(front: FrontMatter) -> SortKey:
    """Return the key that sorts pages: their order, then newest first, then by title."""
    newest = -int(front.date.first.timestamp()) if front.date else math.inf
    return (front.order is None, front.order or 0, newest, front.title.casefold())


def sections(documents: Iterable[Document], routes: Mapping[str, Route]) -> Mapping[str, Section]:
    """Return the section of each folder below content/ that holds pages at any depth."""
    by_path = {document.path: document for document in documents}
    folders = {above for path in by_path for above in _folders_above(path)} - {"content"}
    return {folder: _section(folder, by_path, routes) for folder in sorted(folders)}


def _section(folder: str, by_path: Mapping[str, Document], routes: Mapping[str, Route]) -> Section:
    landing = f"{folder}/index.md"
    if landing in by_path:
        front = by_path[landing].front
        return Section(folder, front.menu_title or front.title, routes[landing].url, landing)
    words = PurePosixPath(folder).name.replace("-", " ").replace("_", " ")
    return Section(folder, words[:1].upper() + words[1:], None, None)


def children(
    documents: Sequence[Document], known: Mapping[str, Section]
) -> Mapping[str, Sequence[str]]:
    """Return, for each landing page, the pages right below it, in order.

    Pages of a folder without a landing page count as pages of the folder above it.
    """
    below: dict[str, list[str]] = {}
    for document in sorted(documents, key=lambda one: order_key(one.front)):
        below.setdefault(_landing_above(document.path, known), []).append(document.path)
    below.pop("", None)
    return below


def _landing_above(path: str, known: Mapping[str, Section]) -> str:
    above = _folders_above(path)
    for folder in above[1:] if path.endswith("/index.md") else above:
        section = known.get(folder)
        if section is not None and section.landing:
            return section.landing
    return "" if path in (HOME, "content/404.md") else HOME


def trail(
    document: Document, route: Route, known: Mapping[str, Section], *, has_home: bool
) -> tuple[Crumb, ...]:
    """Return the breadcrumbs of a page: home, its sections, itself; none on home and 404."""
    if document.path in (HOME, "content/404.md"):
        return ()
    home = (Crumb("Home", "/"),) if has_home else ()
    above = tuple(
        Crumb(known[folder].title, known[folder].url)
        for folder in reversed(_folders_above(document.path))
        if folder in known and known[folder].landing != document.path
    )
    own = document.front.menu_title or document.front.title
    return (*home, *above, Crumb(own, route.url, current=True))


def _folders_above(path: str) -> tuple[str, ...]:
    """Return the folders that a page lies in, up to content/, the nearest first."""
    return _with_parents(path.rpartition("/")[0])


@cache
def _with_parents(folder: str) -> tuple[str, ...]:
    return (folder, *_with_parents(folder.rpartition("/")[0])) if folder else ()
