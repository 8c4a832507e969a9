"""The finished site as rules see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from unicodedata import normalize
from urllib.parse import unquote

from sitegen.checks.link_index import LinkIndex
from sitegen.checks.where_written import Written
from sitegen.diagnostics import Span
from sitegen.model.routes import page_route
from sitegen.render.inputs import Inputs
from sitegen.render.rendered import PageFacts


@dataclass(frozen=True)
class Finished:
    """What was made from the inputs.

    ``facts`` are those of every page, ``new`` the pages that a build has rendered on the last one,
    in which no mistake was, None if there is none; ``index`` tells who links where, ``outputs`` the
    paths of all that is published, ``headings`` what the search finds each page by.
    """

    inputs: Inputs
    facts: Mapping[str, PageFacts]
    new: tuple[str, ...] | None
    index: LinkIndex
    outputs: frozenset[str]
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def looked_at(self) -> tuple[str, ...]:
        """Return the pages whose links and ids may break a rule: new ones, and who leads there.

        All others led to what there was then; they are looked at if something is not there now.
        """
        if self.new is None or any(path not in self.urls for path in self.index.paths):
            return tuple(self.facts)
        urls = self.inputs.site.pages.urls
        lost = (self.index.without(urls[page], self.facts[page].ids) for page in self.new)
        return tuple(dict.fromkeys((*self.new, *chain.from_iterable(lost))))

    @cached_property
    def pages_by_url(self) -> Mapping[str, str]:
        """Return the id of the page at each URL."""
        return {url: id_ for id_, url in self.inputs.site.pages.urls.items()}

    @cached_property
    def urls(self) -> frozenset[str]:
        """Return every URL (a root path, not quoted) at which something is published."""
        files = {"/" + path for path in self.outputs}
        folders = {url.removesuffix("index.html") for url in files if url.endswith("/index.html")}
        assets = self.inputs.assets  # a spoilt picture is told of as such, not as a broken link
        spoilt = [
            unquote(assets.urls[path]) for path in assets.pictures if assets.unpublished(path)
        ]
        urls = (*self.pages_by_url, *files, *folders, *spoilt)
        return frozenset((*urls, *(normalize("NFC", url) for url in urls if not url.isascii())))

    @cached_property
    def hidden_urls(self) -> Mapping[str, str]:
        """Return why the pages at these URLs, to which nothing else is published, are left out."""
        hidden = self.inputs.site.hidden.items()
        found = {page_route(page).url: why for page, why in hidden if page.endswith(".md")}
        return {url: why for url, why in found.items() if url not in self.urls}

    def ids(self, page: str) -> frozenset[str] | None:
        """Return the ids of a page, or None for what is no page or could not be rendered."""
        if page not in self._ids:
            facts = self.facts.get(page)
            self._ids[page] = frozenset(facts.ids) if facts and facts.complete else None
        return self._ids[page]

    @cached_property
    def _ids(self) -> dict[str, frozenset[str] | None]:
        return {}

    def source(self, page: str) -> str:
        """Return the file that a page is made from."""
        return self.inputs.site.pages[page].source

    def place_of(self, url: str, page: str, nth: int = 0) -> Span:
        """Return where something that a page printed was written: text, template or data.

        It is an address, or other words that stand in an attribute. ``nth`` is which of several
        in its text is meant, from 0.
        """
        return self._written.place_of(url, page, nth)

    def places_of(self, url: str, page: str) -> tuple[Span, ...]:
        """Return every place in its text of an address that a page printed, or where else it is."""
        return self._written.places_of(url, page)

    @cached_property
    def _written(self) -> Written:
        return Written(self.inputs, self.facts)
