"""The site that is held to its promises: where it lies, what is on it, and what it was made from.

It is chosen once, before the promises are collected: the project's own as it is on this day, or
the one that the builder's tests keep.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from sitegen.build_request import Options
from sitegen.documents.front_matter import split_front_matter
from sitegen.model.types import Page, Site
from sitegen.model_stages import discover_load_and_model

LOST = "/404.html"


@dataclass(frozen=True)
class TheSite:
    """A site in a folder, as of a day; the frozen one is made up, for tests."""

    folder: Path
    day: date
    is_frozen: bool = False

    @cached_property
    def model(self) -> Site:
        """Return the site as its sources tell it, without a page rendered."""
        return discover_load_and_model(Options(self.folder, None, self.day))[0].site

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Return every page by its URL."""
        pages = sorted(self.model.pages.values(), key=lambda page: page.url)
        return {page.url: page for page in pages}

    @cached_property
    def sources(self) -> dict[str, str]:
        """Return the file that each page is made from, by the page's URL."""
        return {url: page.source for url, page in self.pages.items()}

    def of_layout(self, *names: str) -> list[str]:
        """Return the URLs of the pages with one of these layouts."""
        paths = {f"layouts/{name}.html" for name in names}
        return [url for url, page in self.pages.items() if page.layout in paths]

    def data(self, name: str) -> Any:
        """Return what a data file holds, read without the builder; an empty list if it is none."""
        if name not in self._data:
            path = self.folder / f"data/{name}.yaml"
            self._data[name] = (path.exists() and _loaded(path.read_text("utf-8"))) or []
        return self._data[name]

    @cached_property
    def _data(self) -> dict[str, Any]:
        """Return what was read of the data files: promises ask for some of it on every page."""
        return {}

    def text(self, path: str) -> str:
        """Return the text of a page's file below its front matter."""
        return split_front_matter((self.folder / path).read_text("utf-8"), path).body

    def line_of(self, path: str, words: str) -> str:
        """Return a place for people: the file, and the first line that holds some words."""
        lines = (self.folder / path).read_text("utf-8").splitlines()
        numbers = (number for number, line in enumerate(lines, start=1) if words in line)
        number = next(numbers, None)
        return f"{path}:{number}" if number else path


#: What a text of YAML says. Nobody changes it, and most edits of a site leave most files alone.
_loaded = lru_cache(maxsize=64)(yaml.safe_load)

_chosen: list[TheSite] = []


def choose(site: TheSite) -> None:
    """Say which site the promises are about; the last word counts."""
    _chosen[:] = [site]


def chosen() -> TheSite:
    """Return the site that was chosen."""
    return _chosen[0]
