"""Pages in order: folders as sections, with breadcrumbs, and the lists that layouts ask for."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from pathlib import PurePosixPath
from typing import Any

from sitegen.documents.page import Document, FrontMatter
from sitegen.fields.local_time import LocalTime
from sitegen.model.routes import Route
from sitegen.model.types import Crumb, Page, Section, Site
from sitegen.user_models.declared import Models

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
        known[folder].crumb
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


def _changed(page: Page) -> datetime | None:
    changed = page.front.changed
    return changed.first if changed else None


SORTS: dict[str, Callable[[Page], Any]] = {
    "date": lambda page: page.front.date and page.front.date.first,
    "updated": _changed,
    "title": lambda page: page.front.title.casefold(),
    "order": lambda page: order_key(page.front),
    "url": lambda page: page.url,
}


def sorts(models: Models) -> Mapping[str, Callable[[Page], Any]]:
    """Return all ways to sort: the engine's own, and by what types of pages say."""
    own = {
        field: partial(_value, one.page_type, field)
        for one in models.page_types.values()
        for field in one.sorts
    }
    return {**SORTS, **own}


def _value(page_type: str, field: str, page: Page) -> Any:
    own = page.front.own.get(page_type)
    value = None if own is None else getattr(own, field)
    return value.first if isinstance(value, LocalTime) else value


def list_pages(
    site: Site,
    kind: str | None = None,
    section: str | None = None,
    sort: str = "-date",
    limit: int | None = None,
) -> tuple[Page, ...]:
    """Return pages of a kind and of a section (a folder such as "walks"), sorted.

    ``sort`` is one of the names that ``sorts`` returns, with "-" before it for the other
    direction; pages that lack the value come last, by title. A section's own landing page and 404
    are not listed.
    """
    check_arguments(site.models, kind, section, sort, limit)
    key = sorts(site.models)[sort.removeprefix("-")]
    folder = f"content/{section.strip('/')}/" if section else "content/"
    chosen = [
        page
        for page in sorted(site.pages.values(), key=SORTS["title"])
        if page.id.startswith(folder)
        and (page.id != f"{folder}index.md" or not section)
        and page.kind == (kind or page.kind)
        and page.kind != "error"
    ]
    having = [page for page in chosen if key(page) is not None]
    having.sort(key=key, reverse=sort.startswith("-"))
    lacking = [page for page in chosen if key(page) is None]
    return tuple((having + lacking)[:limit])


def check_arguments(
    models: Models, kind: object, section: object, sort: object, limit: object
) -> None:
    """Raise ValueError for arguments that list_pages cannot use."""
    for name, value in (("kind", kind), ("section", section)):
        if not isinstance(value, str | None):
            raise ValueError(f"pages() wants {name} as text, not {value!r}")
    known = sorts(models)
    if str(sort).removeprefix("-") not in known:
        raise ValueError(f"pages() cannot sort by {sort}; known are {', '.join(known)}")
    if limit is not None and (not isinstance(limit, int) or limit < 0):
        raise ValueError(f"pages() wants limit as a whole number, not {limit!r}")
