"""The frozen values of the site model. Pages refer to pages by id, which is their source path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sitegen.config import SiteConfig
from sitegen.documents.page import FrontMatter
from sitegen.documents.records import Figure, Report, Source

#: The kinds that need no layout file of their own: without one they use layouts/page.html.
ENGINE_KINDS = ("page", "home", "section", "news", "event", "report", "story", "vacancy", "error")

#: What an address that leads out of the site may begin with.
SCHEMES = ("http", "https", "mailto", "tel")


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of a breadcrumb trail; a section without a landing page has no ``url``."""

    title: str
    url: str | None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A folder of content/. ``landing`` is the id of its index.md, if it has one."""

    folder: str
    title: str
    url: str | None
    landing: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page with its place in the site. ``url`` is a root path, ``output`` a file path."""

    id: str
    url: str
    output: str
    kind: str
    layout: str
    front: FrontMatter
    section: Section | None
    breadcrumbs: tuple[Crumb, ...] = ()
    children: tuple[str, ...] = ()
    previous: str | None = None
    next: str | None = None
    sound: bool = True

    @property
    def menu_title(self) -> str:
        """Return the short title for menus and breadcrumbs."""
        return self.front.menu_title or self.front.title


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One resolved entry of a menu: a page of this site (``page`` is its id) or an address."""

    title: str
    url: str
    page: str | None
    external: bool
    children: tuple[MenuItem, ...] = ()


@dataclass(frozen=True)
class Site:
    """Everything that pages are rendered from, Markdown bodies and templates aside.

    ``files`` maps the source path of each published file that is no page to its URL.
    ``hidden`` names the pages that this build leaves out, with the reason.
    """

    config: SiteConfig
    build_day: date
    pages: Mapping[str, Page]
    menus: Mapping[str, tuple[MenuItem, ...]]
    redirects: Mapping[str, str]
    hidden: Mapping[str, str]
    data: Mapping[str, object]
    broken: frozenset[str]
    sources: Mapping[str, Source]
    reports: Mapping[str, Report]
    figures: Mapping[str, Figure]
