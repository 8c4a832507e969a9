"""Where in its sources something was written that a page printed: text, template or data."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import chain

from sitegen.diagnostics import Span
from sitegen.documents.front_matter import split_front_matter
from sitegen.render.inputs import Inputs
from sitegen.render.rendered import PageFacts
from sitegen.schema.yaml_text import Location, YamlText, read_yaml

#: What may be an address in a template or in YAML: what brackets, quotes and commas part.
_WORD = re.compile(r"[^\s\"'`<>()\[\]{}|,]++")


class Written:
    """Finds addresses in the sources of pages; each file is looked through once."""

    def __init__(self, inputs: Inputs, facts: Mapping[str, PageFacts]) -> None:
        self._inputs = inputs
        self._facts = facts
        self._files: dict[str, _Words] = {}
        self._values: dict[str, tuple[YamlText, tuple[tuple[Location, str], ...]]] = {}
        self._page = ""
        self._uses: Mapping[str, tuple[str, ...]] = {}

    def place_of(self, url: str, page: str, nth: int = 0) -> Span:
        """Return the place of an address as printed, or the page's file if it stands nowhere.

        In a text that is the place of the nth link there, from 0, or of the last one.
        """
        places = self.places_of(url, page)
        return places[min(nth, len(places) - 1)]

    def places_of(self, url: str, page: str) -> tuple[Span, ...]:
        """Return every place of an address in the text of a page, or the one it has elsewhere."""
        source = self._inputs.site.pages[page].source
        if written := self._in_text(page).get(url):
            # Slow to load, and seldom needed.
            from sitegen.render.markup.elements import elements
            from sitegen.render.markup.findings import What

            split = self._inputs.split(page)
            known = elements(split.body)
            found = (known.spans(What.ADDRESS, one, source, split.body_line) for one in written)
            return tuple(sorted(chain.from_iterable(found)))
        paths = tuple(dict.fromkeys(self._may_hold(page, source)))
        places = chain(
            (self._in_file(path, url) for path in paths),
            (self._in_yaml(path, url) for path in paths),
        )
        return (next((place for place in places if place), Span(source)),)

    def _in_text(self, page: str) -> Mapping[str, tuple[str, ...]]:
        """Return the addresses in the text of a page, by the URL that was printed for them."""
        if page != self._page:
            found: dict[str, dict[str, None]] = {}
            for written, printed in self._facts[page].uses:
                found.setdefault(printed, {})[written] = None
            self._page, self._uses = page, {url: tuple(one) for url, one in found.items()}
        return self._uses

    def _in_file(self, path: str, url: str) -> Span | None:
        if path not in self._files:
            self._files[path] = _Words(self._inputs.snapshot.text(path) or "")
        return self._files[path].span(path, url)

    def _in_yaml(self, path: str, words: str) -> Span | None:
        r"""Return the place of words that YAML writes otherwise, such as "java\\tscript:"."""
        if path not in self._values:
            text = self._inputs.snapshot.text(path) or ""
            if path.endswith(".md"):
                yaml = read_yaml(split_front_matter(text, path).front, path, first_line=2)[0]
            else:
                yaml = read_yaml(text if path.endswith(".yaml") else "", path)[0]
            self._values[path] = yaml, tuple(yaml.texts())
        yaml, texts = self._values[path]
        return next((yaml.span(at) for at, text in texts if words in text), None)

    def _may_hold(self, page: str, source: str) -> Iterator[str]:
        facts = self._facts[page]
        yield source
        yield from (f"templates/{name}" for name in facts.templates)
        yield from (f"data/{name}.yaml" for name in facts.data)
        yield from self._inputs.site.data


class _Words:
    """The words of a file that may be addresses, with the first place of each."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, int] = {}
        for word in _WORD.finditer(text):
            self._places.setdefault(word[0].rstrip(".:;"), word.start())
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def span(self, path: str, word: str) -> Span | None:
        """Return the first place of a word."""
        at = self._places.get(word, -1)
        if at < 0 and word in self._text:
            whole = re.search(rf"(?<![\w/.-]){re.escape(word)}(?![\w/-])", self._text)
            at = whole.start() if whole else -1
        if at < 0:
            return None
        line = bisect_right(self._lines, at)
        return Span(path, line, at - self._lines[line - 1] + 1, len(word))
