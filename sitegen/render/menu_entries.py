"""Menus as layouts see them from one page: its own entry, those above it, the others."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.menus import Place
from sitegen.model.types import MenuItem


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of a menu, seen from one page: that page itself, above it, or elsewhere.

    ``lang`` is the language of its title where that is a page's own, and the page names one.
    """

    title: str
    url: str
    external: bool
    current: bool
    within: bool
    children: tuple[MenuEntry, ...]
    lang: str = ""


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
        lang=item.lang,
    )
