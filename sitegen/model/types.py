"""The frozen values of the site model. Pages refer to pages by id: a path below content/."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from sitegen.config import SiteConfig
from sitegen.documents.address_list import AddressList
from sitegen.documents.page import FrontMatter
from sitegen.documents.site_file import Fact, site_facts
from sitegen.documents.word_lists import SearchWords
from sitegen.fields.local_time import LocalTime
from sitegen.fields.record import SearchEntry
from sitegen.host_rules.rules import HostRules
from sitegen.model.pages import Pages
from sitegen.model.states import unpublished
from sitegen.model.voice import Voice
from sitegen.user_models.declared import Models

#: The kinds that need no layout file of their own: without one they use layouts/page.html.
ENGINE_KINDS = ("page", "home", "section", "error")


@dataclass(frozen=True)
class Crumb:
    """One step of a breadcrumb trail; a section without a landing page has no ``url``."""

    title: str
    url: str | None
    current: bool = False


@dataclass(frozen=True)
class Section:
    """A folder of content/. ``landing`` is the id of its index.md, if it has one."""

    folder: str
    title: str
    url: str | None
    landing: str | None

    @cached_property
    def crumb(self) -> Crumb:
        """Return the step to it, which is one value for all pages below it."""
        return Crumb(self.title, self.url)


@dataclass(frozen=True)
class Page:
    """One page with its place in the site. ``url`` is a root path, ``output`` a file path.

    ``source`` is the file it is made from. That is its id, unless the file makes a page of each of
    several things: then ``item`` says which of them this one is about, and ``entries`` are the ids
    of the records or pages that have it in common. ``types`` are what types of
    pages in the site's models know of it. ``is_private`` says that
    nobody else should see who reads the page, nor what a link to it is about.
    """

    id: str
    source: str
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
    item: str = ""
    entries: tuple[str, ...] = ()
    is_private: bool = False
    types: tuple[Any, ...] = ()

    @property
    def made_from(self) -> str:
        """Return the file of a page for messages, and for which thing the file makes this one."""
        return f"{self.source} for {self.item}" if self.item else self.source

    @property
    def menu_title(self) -> str:
        """Return the short title for menus and breadcrumbs."""
        return self.front.menu_title or self.front.title


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One resolved entry of a menu: a page of this site (``page`` is its id) or an address.

    ``lang`` is the language of a title that is the page's own, if the page names one.
    """

    title: str
    url: str
    page: str | None
    external: bool
    children: tuple[MenuItem, ...] = ()
    lang: str = ""

    @property
    def whole(self) -> Iterator[MenuItem]:
        """Yield the entry, and then all below it."""
        yield self
        for item in self.children:
            yield from item.whole

    @property
    def address(self) -> str:
        """Return its URL without the place within a page."""
        return self.url.partition("#")[0]


@dataclass(frozen=True, order=True)
class Turn:
    """A moment at which a page changes by itself: ``what`` is published, past, closed, withheld."""

    at: datetime
    page: str
    what: str


class Watched(NamedTuple):
    """Words that no page may use without the shortcode of a record, which explains them."""

    code: str
    id: str
    words: tuple[str, ...]


Made = TypeVar("Made")


@dataclass(frozen=True)
class Site:
    """Everything that pages are rendered from, Markdown bodies and templates aside.

    ``records`` holds the records of each subject, by id; ``models`` come first, for with them the
    records can be unpacked.
    ``broken`` names the data files that could not be read whole, ``blocked`` these and those whose
    records name what does not exist: templates that read them would only fail in other words.
    ``lacking`` are the ids that are named somewhere and that no sound record has: a hook that looks
    for one fails because of that, which is told where the id stands.
    ``hidden`` names the pages that this build leaves out, with the reason; ``coming`` are the
    addresses of those that appear by themselves. ``turns`` are those after ``moment``, as of which
    the site is built. ``address_list`` lists what was published before. ``watched`` and
    ``search_entries`` are what records say of themselves: words to explain, and what the search
    finds besides pages.
    """

    models: Models
    config: SiteConfig
    moment: datetime
    turns: tuple[Turn, ...]
    pages: Pages[Page]
    menus: Mapping[str, tuple[MenuItem, ...]]
    redirects: Mapping[str, str]
    hidden: Mapping[str, str]
    data: Mapping[str, object]
    broken: frozenset[str]
    blocked: frozenset[str]
    records: Mapping[str, Mapping[str, Any]]
    search_words: SearchWords = field(default_factory=SearchWords)
    hosting: HostRules = field(default_factory=HostRules)
    address_list: AddressList = field(default_factory=AddressList)
    coming: frozenset[str] = frozenset()
    watched: tuple[Watched, ...] = ()
    search_entries: tuple[SearchEntry, ...] = ()
    lacking: frozenset[str] = frozenset()
    voice: Voice = field(default_factory=Voice)

    def once(self, make: Callable[[Site], Made]) -> Made:
        """Return what a function makes of the site: however often it is asked for, made once."""
        kept: dict[Callable[[Site], Any], Any] = self.__dict__.setdefault("_made", {})
        if make not in kept:
            kept[make] = make(self)
        found: Made = kept[make]
        return found

    def has_mistakes(self, name: str) -> bool:
        """Whether there are mistakes in data/NAME.yaml, so that records of it may be missing."""
        return f"data/{name}.yaml" in self.broken

    def __getstate__(self) -> dict[str, Any]:
        """Return what is kept and sent to workers, who make the rest again."""
        return {name: value for name, value in self.__dict__.items() if name != "_made"}

    @property
    def build_day(self) -> date:
        """Return the day of the build by the site's clock."""
        return self.moment.astimezone(self.config.zone).date()

    @property
    def today(self) -> LocalTime:
        """Return that day as pages have theirs."""
        return LocalTime(self.build_day, zone=self.config.time_zone)

    @property
    def until(self) -> datetime | None:
        """Return the next moment at which a page changes by itself, None if none ever does."""
        return self.turns[0].at if self.turns else None

    def stays_until(self, moment: datetime) -> bool:
        """Whether no page changes by itself until a moment."""
        return self.moment <= moment and (self.until is None or moment < self.until)

    @cached_property
    def unpublished(self) -> Mapping[str, str]:
        """Return why pages are not public yet, by their ids: such pages are in previews only."""
        why = {id_: unpublished(page.front, self.moment) for id_, page in self.pages.items()}
        return {id_: reason for id_, reason in why.items() if reason}

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Return what data/site.yaml says of whom the site is of, by name."""
        return site_facts(self.config)

    @cached_property
    def page_paths(self) -> frozenset[str]:
        """Return the ids of all pages."""
        return frozenset(self.pages)

    def page_of(self, name: str, item: str, by: str = "") -> Page | None:
        """Return the page that a file makes of a record of a list, or of a value of a key.

        ``name`` is that of the list, or of the kind of the pages that are grouped.
        """
        id_ = self._generated.get((name, by, item))
        return None if id_ is None else self.pages[id_]

    @cached_property
    def _generated(self) -> Mapping[tuple[str, str, str], str]:
        made = ((one.front.each, one) for one in self.pages.values() if one.item)
        return {(each.name, each.by, one.item): one.id for each, one in made if each}

    @cached_property
    def urls_of_menus(self) -> Mapping[str, frozenset[str]]:
        """Return the URLs of the pages that stand in each menu."""
        return {
            menu: frozenset(one.address for item in items for one in item.whole if one.page)
            for menu, items in self.menus.items()
        }
