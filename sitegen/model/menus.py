"""The menus: entries of navigation.yaml resolved to pages, and as one page sees them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.documents.navigation import NavigationItem
from sitegen.documents.page import Document
from sitegen.fields.web_address import fault_of, invisible_in
from sitegen.model.routes import Route
from sitegen.model.types import MenuItem, Page
from sitegen.schema.did_you_mean import did_you_mean, nearest_path
from sitegen.schema.yaml_text import YamlText

_NOT_YET = "take the entry out until the page is published"


@dataclass(frozen=True, slots=True)
class MenuPlace:
    """Where a page stands in one menu: at an entry, or below it when ``exact`` is False."""

    url: str | None
    exact: bool


@dataclass(frozen=True)
class Addresses:
    """What an entry may name: pages shown, pages left out (with the reason), other URLs."""

    documents: Mapping[str, Document]
    routes: Mapping[str, Route]
    hidden: Mapping[str, str]
    other_urls: frozenset[str]

    @cached_property
    def by_url(self) -> Mapping[str, str]:
        """Return the page at each URL."""
        return {route.url: path for path, route in self.routes.items()}

    @cached_property
    def names(self) -> frozenset[str]:
        """Return what entries can call pages."""
        return frozenset(path.removeprefix("content/") for path in self.documents)


def resolve(
    menus: Mapping[str, tuple[NavigationItem, ...]], yaml: YamlText, known: Addresses
) -> tuple[Mapping[str, tuple[MenuItem, ...]], tuple[Diagnostic, ...]]:
    """Turn the entries of every menu into items, with a mistake for each that names nothing."""
    resolved, found = {}, []
    for name, items in menus.items():
        resolver = _Resolver(name, yaml, known)
        resolved[name] = tuple(resolver.items(items))
        found.extend(resolver.found)
    return resolved, tuple(found)


class _Resolver:
    def __init__(self, menu: str, yaml: YamlText, known: Addresses) -> None:
        self.menu = menu
        self.yaml = yaml
        self.known = known
        self.found: list[Diagnostic] = []
        self._first: dict[str, NavigationItem] = {}

    def items(self, items: tuple[NavigationItem, ...]) -> Iterator[MenuItem]:
        for item in items:
            if item.page:
                yield from self._page(item)
            else:
                yield from self._url(item)

    def _page(self, item: NavigationItem) -> Iterator[MenuItem]:
        path = f"content/{item.page}"
        document = self.known.documents.get(path)
        if document is None:
            self._unknown(item, path)
            yield from self.items(item.children)
        elif self._is_first(item, path):
            title = item.title or document.front.menu_title or document.front.title
            url = self.known.routes[path].url
            lang = "" if item.title else document.front.lang
            yield MenuItem(title, url, path, False, tuple(self.items(item.children)), lang)

    def _url(self, item: NavigationItem) -> Iterator[MenuItem]:
        external = not item.url.startswith("/") or item.url.startswith("//")
        bare = item.url.partition("#")[0].partition("?")[0]
        page = self.known.by_url.get(bare)
        if not external and page is None and bare not in self.known.other_urls:
            help_ = did_you_mean(bare, self.known.other_urls.union(self.known.by_url))
            self._note(item, "url", f"no page has the URL {item.url}", help_)
            yield from self.items(item.children)
        elif external and (fault := fault_of(item.url)):
            self._note(item, "url", fault.message, fault.help or "begin it with / or with https://")
            yield from self.items(item.children)
        elif page is None or "#" in item.url or self._is_first(item, page):
            children = tuple(self.items(item.children))
            yield MenuItem(item.title, item.url, page, external, children)

    def _unknown(self, item: NavigationItem, path: str) -> None:
        if fault := invisible_in(item.page):
            self._note(item, "page", fault.message, fault.help)
            return
        if path in self.known.hidden:
            message = f"{item.page} is {self.known.hidden[path]} and left out of the menu"
            self._note(item, "page", message, _NOT_YET, Severity.WARNING)
            return
        near = self._meant(item.page) or nearest_path(item.page, self.known.names)
        help_ = f"did you mean {near}?" if near else "correct the entry, or take it out"
        self._note(item, "page", f"there is no page {item.page}", help_)

    def _meant(self, written: str) -> str:
        """Return the page that was named by its address, or by a longer or shorter path."""
        path = written.removeprefix("/").removeprefix("content/")
        url = f"/{path.rstrip('/')}/".replace("//", "/")
        guesses = (path, f"{path}.md", self.known.by_url.get(url, "").removeprefix("content/"))
        return next((one for one in guesses if one in self.known.names), "")

    def _is_first(self, item: NavigationItem, page: str) -> bool:
        first = self._first.setdefault(page, item)
        if first is item:
            return True
        line = self.yaml.span((*first.location, "page")).line
        name = page.removeprefix("content/")
        message = f"{name} stands twice in the menu {self.menu} (first on line {line})"
        self._note(item, "page", message, "keep one of the two")
        return False

    def _note(
        self,
        item: NavigationItem,
        key: str,
        message: str,
        help_: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        span = self.yaml.span((*item.location, key))
        self.found.append(Diagnostic(span, "navigation", message, help_, severity))


def place_in(urls: Container[str], page: Page) -> MenuPlace:
    """Return where a page stands in a menu with these URLs: itself, or the section above it."""
    if page.url in urls:
        return MenuPlace(page.url, exact=True)
    above = [crumb.url for crumb in reversed(page.breadcrumbs[1:]) if crumb.url in urls]
    return MenuPlace(above[0] if above else None, exact=False)


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


def menu_entries(items: tuple[MenuItem, ...], place: MenuPlace) -> tuple[MenuEntry, ...]:
    """Return a menu's entries as seen from a place in it."""
    return tuple(_entry(item, place) for item in items)


def _entry(item: MenuItem, place: MenuPlace) -> MenuEntry:
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
