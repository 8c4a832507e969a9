"""The finished site as rules see it, and where in its sources an address was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urljoin

from sitegen.diagnostics import Span
from sitegen.render.inputs import Inputs
from sitegen.render.markup.places import find
from sitegen.render.tasks import Rendered

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


@dataclass(frozen=True)
class Finished:
    """What was made from the inputs: every rendered page by its id, the other outputs' paths."""

    inputs: Inputs
    rendered: Mapping[str, Rendered]
    other_outputs: frozenset[str]

    @cached_property
    def pages_by_url(self) -> Mapping[str, str]:
        """Return the id of the page at each URL."""
        return {page.url: id_ for id_, page in self.inputs.site.pages.items()}

    @cached_property
    def urls(self) -> frozenset[str]:
        """Return every URL (a root path, not quoted) at which something is published."""
        files = {"/" + path for path in self.other_outputs}
        folders = {url.removesuffix("index.html") for url in files if url.endswith("/index.html")}
        return frozenset((*self.pages_by_url, *files, *folders))

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """Return the ids of each rendered page."""
        return {id_: frozenset(page.links.ids) for id_, page in self.rendered.items() if page.html}

    def internal_links(self, page: Rendered) -> Iterator[tuple[str, str, str]]:
        """Give each link of a page into this site: as printed, its path, its fragment."""
        root_url = self.inputs.site.config.root_url
        own = self.inputs.site.pages[page.page].url
        for _, url in page.links.links:
            address = url
            if address.startswith(root_url):
                address = "/" + address.removeprefix(root_url)
            if _SCHEME.match(address):
                continue
            path, _, fragment = urljoin(own, address).partition("#")
            yield url, unquote(path.partition("?")[0]), unquote(fragment)

    def place_of(self, url: str, page: Rendered) -> Span:
        """Return where an address that a page printed was written: text, template or data."""
        document = self.inputs.documents[page.page]
        written = [as_written for as_written, printed in page.uses if printed == url]
        if written:
            return find(document.body, written[0], 0, page.page, document.body_line)
        return self._searched(url, page) or Span(page.page)

    def _searched(self, url: str, page: Rendered) -> Span | None:
        read = [
            *(f"templates/{name}" for (kind, name), _ in page.reads if kind == "template"),
            *(f"data/{name}.yaml" for (kind, name), _ in page.reads if kind == "data"),
        ]
        pattern = re.compile(rf"(?<![\w/.-]){re.escape(url)}(?![\w/-])")
        for path in (page.page, *read, *self.inputs.site.data):
            text = self.inputs.snapshot.text(path) or ""
            if match := pattern.search(text):
                line = text.count("\n", 0, match.start()) + 1
                column = match.start() - text.rfind("\n", 0, match.start())
                return Span(path, line, column, len(url))
        return None
