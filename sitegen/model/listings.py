"""The queries that layouts ask of a site: which pages, in which order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sitegen.fields.local_time import LocalTime
from sitegen.model.sections import order_key
from sitegen.model.types import Page, Site


def _changed(page: Page) -> datetime | None:
    front = page.front
    changed = LocalTime(front.updated) if front.updated else front.date
    return changed.first if changed else None


SORTS: dict[str, Callable[[Page], Any]] = {
    "date": lambda page: page.front.date and page.front.date.first,
    "updated": _changed,
    "title": lambda page: page.front.title.casefold(),
    "order": lambda page: order_key(page.front),
    "url": lambda page: page.url,
    "starts": lambda page: page.front.event and page.front.event.starts.first,
    "closes": lambda page: page.front.vacancy and page.front.vacancy.closes.first,
}


def list_pages(
    site: Site,
    kind: str | None = None,
    section: str | None = None,
    sort: str = "-date",
    limit: int | None = None,
) -> tuple[Page, ...]:
    """Return pages of a kind and of a section (a folder such as "news"), sorted.

    ``sort`` is one of the names in SORTS, with "-" before it for the other direction; pages that
    lack the value come last, by title. A section's own landing page and 404 are not listed.
    """
    check_arguments(kind, section, sort, limit)
    name = sort.removeprefix("-")
    folder = f"content/{section.strip('/')}/" if section else "content/"
    chosen = [
        page
        for page in sorted(site.pages.values(), key=SORTS["title"])
        if page.id.startswith(folder)
        and (page.id != f"{folder}index.md" or not section)
        and page.kind == (kind or page.kind)
        and page.kind != "error"
    ]
    having = [page for page in chosen if SORTS[name](page) is not None]
    having.sort(key=SORTS[name], reverse=sort.startswith("-"))
    lacking = [page for page in chosen if SORTS[name](page) is None]
    return tuple((having + lacking)[:limit])


def check_arguments(kind: object, section: object, sort: object, limit: object) -> None:
    """Raise ValueError for arguments that list_pages cannot use."""
    for name, value in (("kind", kind), ("section", section)):
        if not isinstance(value, str | None):
            raise ValueError(f"pages() wants {name} as text, not {value!r}")
    if str(sort).removeprefix("-") not in SORTS:
        raise ValueError(f"pages() cannot sort by {sort}; known are {', '.join(SORTS)}")
    if limit is not None and (not isinstance(limit, int) or limit < 0):
        raise ValueError(f"pages() wants limit as a whole number, not {limit!r}")
