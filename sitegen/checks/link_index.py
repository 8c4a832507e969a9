"""Who links where: kept up to date page by page, so that one edit need not visit every page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from sitegen.render.rendered import PageFacts


@dataclass
class LinkIndex:
    """How many other pages lead to each path, and which anchors of a path which pages want."""

    reached: dict[str, int] = field(default_factory=dict)
    anchors: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, urls: Mapping[str, str], facts: Mapping[str, PageFacts]) -> LinkIndex:
        """Return the index of a whole site, given the URLs of its pages by their ids."""
        index = cls()
        for page, found in facts.items():
            index.add(page, urls[page], found)
        return index

    def copy(self) -> LinkIndex:
        """Return an index of its own with the same links in it."""
        anchors = {
            path: {fragment: set(pages) for fragment, pages in wanted.items()}
            for path, wanted in self.anchors.items()
        }
        return LinkIndex(dict(self.reached), anchors)

    def add(self, page: str, url: str, facts: PageFacts) -> None:
        """Count in the links of a page (its id, its own URL)."""
        for path in _paths(facts, url):
            self.reached[path] = self.reached.get(path, 0) + 1
        for _, path, fragment in facts.links:
            if fragment:
                self.anchors.setdefault(path, {}).setdefault(fragment, set()).add(page)

    def remove(self, page: str, url: str, facts: PageFacts) -> None:
        """Count out the links of a page."""
        for path in _paths(facts, url):
            self.reached[path] -= 1
        for _, path, fragment in facts.links:
            if fragment:
                self.anchors[path][fragment].discard(page)

    def is_reached(self, path: str) -> bool:
        """Whether some other page leads to a path."""
        return self.reached.get(path, 0) > 0

    @property
    def paths(self) -> Iterator[str]:
        """Yield every path that some other page leads to."""
        return (path for path, pages in self.reached.items() if pages > 0)

    def without(self, path: str, ids: Collection[str]) -> Iterator[str]:
        """Yield the pages that lead to an anchor of a path that is not among its ids."""
        for fragment, pages in self.anchors.get(path, {}).items():
            if fragment not in ids:
                yield from sorted(pages)


def _paths(facts: PageFacts, own: str) -> set[str]:
    return {path for _, path, _ in facts.links if path != own}
