"""Pages in order: the lists that layouts ask for."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from sitegen.documents.page import FrontMatter
from sitegen.fields.local_time import LocalTime
from sitegen.model.types import Page, Site
from sitegen.user_models.declared import Models

SortKey = tuple[bool, int, float, str]


def order_key(front: FrontMatter) -> SortKey:
    """Return the key that sorts pages: their order, then newest first, then by title."""
    newest = -int(front.date.first.timestamp()) if front.date else math.inf
    return (front.order is None, front.order or 0, newest, front.title.casefold())


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
