"""What layouts see of the site: pages and menu entries that record what is read of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from markupsafe import Markup

from sitegen.incremental.reads import Reads
from sitegen.model.menus import Place
from sitegen.model.types import MenuItem, Page, Site
from sitegen.render.formats.structured_data import structured_data
from sitegen.render.markup.converter import Body


class Asked(Protocol):
    """What a page's view asks of the context that it is seen in."""

    site: Site
    reads: Reads

    def view(self, page_id: str) -> PageView:
        """Return another page as layouts see it."""

    def body(self, page_id: str) -> Body:
        """Return the converted text of a page."""

    def records(self, name: str, ids: tuple[str, ...]) -> tuple[Any, ...]:
        """Return records of data/ by their ids."""


#: Front matter that a layout finds under ``page.meta`` too.
FURTHER = ("order", "status", "summary", "checked", "share", "aliases", "lang", "updated")

#: Made from the page's own file, which is a read of its task already.
_CONVERTED = ("html", "toc")


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of a menu, seen from one page: that page itself, above it, or elsewhere."""

    title: str
    url: str
    external: bool
    current: bool
    within: bool
    children: tuple[MenuEntry, ...]


def menu_entries(items: tuple[MenuItem, ...], place: Place) -> tuple[MenuEntry, ...]:
    """Return a menu's entries as seen from a place in it."""
    return tuple(_entry(item, place) for item in items)


def _entry(item: MenuItem, place: Place) -> MenuEntry:
    children = menu_entries(item.children, place)
    here = item.url.partition("#")[0] == place.url
    below = any(child.current or child.within for child in children)
    return MenuEntry(
        title=item.title,
        url=item.url,
        external=item.external,
        current=here and place.exact,
        within=below or (here and not place.exact),
        children=children,
    )


class PageView:
    """A page as layouts see it. Each attribute that is read of it is recorded."""

    __slots__ = ("_context", "_page")

    def __init__(self, page: Page, context: Asked) -> None:
        self._page = page
        self._context = context

    def __getattr__(self, name: str) -> object:
        getter = PAGE_ATTRIBUTES.get(name)
        if getter is None:
            raise AttributeError(name)
        value = getter(self._page, self._context)
        if name not in _CONVERTED:
            self._context.reads.note("page", f"{self._page.id} {name}", value)
        return value

    def __repr__(self) -> str:
        """Return the page's id, which is what a list of pages depends on."""
        return f"<{self._page.id}>"


def _related(page_id: str | None, context: Asked) -> PageView | None:
    return None if page_id is None else context.view(page_id)


def _meta(page: Page) -> Mapping[str, object]:
    return {**page.front.meta, **{name: getattr(page.front, name) for name in FURTHER}}


PAGE_ATTRIBUTES: Mapping[str, Callable[[Page, Asked], object]] = {
    "title": lambda page, _: page.front.title,
    "menu_title": lambda page, _: page.menu_title,
    "description": lambda page, _: page.front.description,
    "summary": lambda page, _: page.front.summary,
    "url": lambda page, _: page.url,
    "canonical": lambda page, context: context.site.config.absolute(page.url),
    "date": lambda page, _: page.front.date,
    "updated": lambda page, _: page.front.updated,
    "checked": lambda page, _: page.front.checked,
    "kind": lambda page, _: page.kind,
    "status": lambda page, _: page.front.status,
    "share": lambda page, _: page.front.share,
    "lang": lambda page, context: page.front.lang or context.site.config.language,
    "indexable": lambda page, context: context.site.config.official and page.kind != "error",
    "meta": lambda page, _: _meta(page),
    "section": lambda page, _: page.section,
    "breadcrumbs": lambda page, _: page.breadcrumbs,
    "children": lambda page, context: tuple(context.view(child) for child in page.children),
    "previous": lambda page, context: _related(page.previous, context),
    "next": lambda page, context: _related(page.next, context),
    "sources": lambda page, context: context.records("sources", page.front.sources),
    "reports": lambda page, context: context.records("reports", page.front.reports),
    "json_ld": lambda page, context: tuple(
        Markup(block) for block in structured_data(page, context.site.config)
    ),
    "html": lambda page, context: Markup(context.body(page.id).html),
    "toc": lambda page, context: context.body(page.id).toc,
}
