"""What one page's layout can ask for, every answer recorded as a read of that page's task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from sitegen.documents.records import FIGURES, Figure
from sitegen.incremental.reads import Key, Reads
from sitegen.model.listings import list_pages
from sitegen.model.menus import Place, place_in
from sitegen.model.types import Page, Site
from sitegen.render import attachments, images
from sitegen.render.attachments import Attachment
from sitegen.render.filters import shown
from sitegen.render.inputs import Inputs
from sitegen.render.markup.converter import Body
from sitegen.render.views import MenuEntry, PageView, menu_entries
from sitegen.schema.nearest import did_you_mean


class LookupFailedError(Exception):
    """A template asked for something that the site does not have; ``help`` says what was near."""

    def __init__(self, message: str, help_: str = "") -> None:
        super().__init__(message)
        self.help = help_


class BlockedError(Exception):
    """A template asked for data with mistakes in it, which are reported at their own place."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as templates print it; width and height in pixels, size in bytes."""

    url: str
    alt: str
    width: int
    height: int
    type: str
    size: int


class Kept:
    """Menus made once and used by every page that stands at the same place in them."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, Place], tuple[MenuEntry, ...]] = {}
        self.html: dict[tuple[str, str, Place], tuple[Markup, frozenset[Key]]] = {}


class Context:
    """The functions and values of one page's rendering."""

    def __init__(self, inputs: Inputs, page: Page, body: Body, reads: Reads, kept: Kept) -> None:
        self.site: Site = inputs.site
        self.reads = reads
        self._inputs = inputs
        self._page = page
        self._body = body
        self._kept = kept

    def with_reads(self, reads: Reads) -> Context:
        """Return the same context with a record of its own, for what several pages share."""
        return Context(self._inputs, self._page, self._body, reads, self._kept)

    def view(self, page_id: str) -> PageView:
        """Return a page as layouts see it."""
        return PageView(self.site.pages[page_id], self)

    def body(self, page_id: str) -> Body:
        """Return the converted body, which only the page itself has at hand."""
        if page_id != self._page.id:
            raise LookupFailedError("the text of another page cannot be read here")
        return self._body

    def records(self, name: str, ids: tuple[str, ...]) -> tuple[Any, ...]:
        """Return the records of data/NAME.yaml that a page names by their ids."""
        path = f"data/{name}.yaml"
        if path in self.site.broken:
            raise BlockedError(path)
        known: Mapping[str, Any] = getattr(self.site, name)
        found = tuple(known[id_] for id_ in ids if id_ in known)
        self.reads.note(name, " ".join(ids), found)
        return found

    def data(self, name: str) -> object:
        """Return data/NAME.yaml as plain mappings and lists."""
        path = f"data/{_name(name)}.yaml"
        if path in self.site.broken:
            raise BlockedError(path)
        found = self.site.data.get(path)
        self.reads.note("data", name, found)
        if path not in self.site.data:
            known = [one.removeprefix("data/").removesuffix(".yaml") for one in self.site.data]
            raise LookupFailedError(f"there is no file {path}", did_you_mean(name, known))
        return found

    def pages(
        self,
        kind: str | None = None,
        section: str | None = None,
        sort: str = "-date",
        limit: int | None = None,
    ) -> tuple[PageView, ...]:
        """Return the pages of a kind and a section, sorted; see model.listings.list_pages."""
        try:
            found = list_pages(self.site, kind, section, sort, limit)
        except ValueError as error:
            raise LookupFailedError(str(error)) from error
        ids = tuple(page.id for page in found)
        self.reads.note("pages", f"{kind} {section} {sort} {limit}", ids)
        return tuple(self.view(id_) for id_ in ids)

    def figure(self, name: str) -> Figure:
        """Return a figure of data/figures.yaml by its id."""
        if FIGURES in self.site.broken:
            raise BlockedError(FIGURES)
        found = self.site.figures.get(_name(name))
        self.reads.note("figure", name, found)
        if found is None:
            help_ = did_you_mean(name, self.site.figures)
            raise LookupFailedError(f"there is no figure {name}", help_)
        return found

    def asset(self, name: str) -> str:
        """Return the URL of a file in assets/, such as "css/site.css"."""
        url = self._inputs.assets.urls.get(f"assets/{_name(name)}")
        self.reads.note("asset", name, url)
        if url is None:
            raise LookupFailedError(f"there is no file assets/{name}", self._near(name))
        return url

    def image(self, name: str, alt: str) -> Image:
        """Return the facts of a picture in assets/ with its text alternative."""
        url = self.asset(name)
        file = self._inputs.snapshot.files[f"assets/{name}"]
        try:
            facts = images.image_facts(file.data, name)
        except images.UnreadableImageError as error:
            raise LookupFailedError(f"assets/{name} cannot be read: {error}") from error
        return Image(url, alt, facts.width, facts.height, facts.type, len(file.data))

    def attachment(self, name: str) -> Attachment:
        """Return the facts of a file to download in assets/, such as "files/report.pdf"."""
        url = self.asset(name)
        file = self._inputs.snapshot.files[f"assets/{name}"]
        self.reads.note("attachment", name, file.digest)
        return attachments.attachment_facts(file.data, name, url)

    def today(self) -> date:
        """Return the day of the build."""
        self.reads.note("clock", "day", self.site.build_day)
        return self.site.build_day

    def menu_entries(self, name: str) -> tuple[MenuEntry, ...]:
        """Return a menu as seen from this page."""
        place = self.place(name)
        key = (name, place)
        if key not in self._kept.entries:
            self._kept.entries[key] = menu_entries(self.site.menus[name], place)
        entries = self._kept.entries[key]
        self.reads.note("menu", f"{name} {place.url} {place.exact}", entries)
        return entries

    def place(self, name: str) -> Place:
        """Return where this page stands in a menu."""
        if _name(name) not in self.site.menus:
            help_ = did_you_mean(name, self.site.menus)
            raise LookupFailedError(f"there is no menu {name}", help_)
        place = place_in(self.site.menus[name], self._page)
        self.reads.note("place", f"{self._page.id} {name}", place)
        return place

    def _near(self, name: str) -> str:
        known = [path.removeprefix("assets/") for path in self._inputs.assets.urls]
        return did_you_mean(name, known)


def _name(value: object) -> str:
    if not isinstance(value, str):
        raise LookupFailedError(f"a name in quotes is wanted here, not {shown(value)}")
    return value


class Navigation(Mapping[str, tuple[MenuEntry, ...]]):
    """All menus by name, each made only when it is asked for."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def __getitem__(self, name: str) -> tuple[MenuEntry, ...]:
        return self._context.menu_entries(name)

    def __contains__(self, name: object) -> bool:
        return name in self._context.site.menus

    def __iter__(self) -> Any:
        return iter(self._context.site.menus)

    def __len__(self) -> int:
        return len(self._context.site.menus)
