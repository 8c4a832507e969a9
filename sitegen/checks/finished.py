"""The finished site as rules see it, and where in its sources an address was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sitegen.checks.link_index import LinkIndex
from sitegen.diagnostics import Span
from sitegen.render.inputs import Inputs
from sitegen.render.markup.places import find
from sitegen.render.rendered import PageFacts
from sitegen.schema.yaml_text import Location, read_yaml


@dataclass(frozen=True)
class Finished:
    """What was made from the inputs.

    ``facts`` are those of every rendered page, ``looked_at`` the pages whose own links and ids are
    to be held against the rules, ``index`` who links where, ``outputs`` the paths of all that is
    published.
    """

    inputs: Inputs
    facts: Mapping[str, PageFacts]
    looked_at: tuple[str, ...]
    index: LinkIndex
    outputs: frozenset[str]

    @cached_property
    def pages_by_url(self) -> Mapping[str, str]:
        """Return the id of the page at each URL."""
        return {page.url: id_ for id_, page in self.inputs.site.pages.items()}

    @cached_property
    def urls(self) -> frozenset[str]:
        """Return every URL (a root path, not quoted) at which something is published."""
        files = {"/" + path for path in self.outputs}
        folders = {url.removesuffix("index.html") for url in files if url.endswith("/index.html")}
        return frozenset((*self.pages_by_url, *files, *folders))

    def ids(self, page: str) -> frozenset[str] | None:
        """Return the ids of a page, or None for what is no page or could not be rendered."""
        facts = self.facts.get(page)
        return frozenset(facts.ids) if facts and facts.complete else None

    def source(self, page: str) -> str:
        """Return the file that a page is made from."""
        return self.inputs.site.pages[page].source

    def place_of(self, url: str, page: str) -> Span:
        """Return where something that a page printed was written: text, template or data.

        It is an address, or other words that stand in an attribute.
        """
        written = [one for one, printed in self.facts[page].uses if printed == url]
        if written:
            split = self.inputs.split(page)
            return find(split.body, written[0], 0, self.source(page), split.body_line)
        return self._searched(url, page) or self._in_yaml(url, page) or Span(self.source(page))

    def _searched(self, url: str, page: str) -> Span | None:
        pattern = re.compile(rf"(?<![\w/.-]){re.escape(url)}(?![\w/-])")
        for path in self._may_hold(page):
            text = self.inputs.snapshot.text(path) or ""
            if match := pattern.search(text):
                line = text.count("\n", 0, match.start()) + 1
                column = match.start() - text.rfind("\n", 0, match.start())
                return Span(path, line, column, len(url))
        return None

    def _in_yaml(self, words: str, page: str) -> Span | None:
        r"""Return the place of words that YAML writes otherwise, such as "java\\tscript:"."""
        front = read_yaml(self.inputs.split(page).front, self.source(page), first_line=2)[0]
        for path in dict.fromkeys(self._may_hold(page)):
            text = self.inputs.snapshot.text(path) or ""
            yaml = read_yaml(text, path)[0] if path.endswith(".yaml") else front
            if yaml.path == path and (at := _location(yaml.value, words, ())) is not None:
                return yaml.span(at)
        return None

    def _may_hold(self, page: str) -> Iterator[str]:
        facts = self.facts[page]
        yield self.source(page)
        yield from (f"templates/{name}" for name in facts.templates)
        yield from (f"data/{name}.yaml" for name in facts.data)
        yield from self.inputs.site.data


def _location(value: object, words: str, at: Location) -> Location | None:
    """Return where in a YAML value a text stands that holds some words, or None."""
    if isinstance(value, str):
        return at if words in value else None
    inner: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    places = (_location(one, words, (*at, step)) for step, one in inner)
    return next((place for place in places if place is not None), None)
