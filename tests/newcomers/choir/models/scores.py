"""data/scores.yaml: the music that the choir sings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from sitegen.models import Block, Day, Page, PageType, Record, Ref, Site, collection, page_type

if TYPE_CHECKING:
    from models.shelves import Shelf


@collection("scores", shortcode="score")
class Score(Record):
    """A piece of music, and the shelf on which its copies lie."""

    title: str
    voices: int
    shelf: Ref[Shelf]
    bought: Day | None = None

    def as_block(self, site: Site) -> Block:
        """Return its title and its shelf."""
        shelf = site.records["shelves"][self.shelf]
        words = f"{self.title}, {self.voices} voices ({shelf.name})"
        return Block(f'<p class="score">{escape(words)}</p>', (shelf,))


@page_type("score")
class ScorePage(PageType):
    """The page of a piece of music."""

    def json_ld(self, page: Page, site: Site) -> Iterator[Mapping[str, object]]:
        """Yield the music."""
        score = site.records["scores"][page.item]
        yield {"@type": "MusicComposition", "name": score.title}
