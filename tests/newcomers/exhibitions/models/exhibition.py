"""Exhibitions: ``exhibition:`` in front matter, and what search engines read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from sitegen.models import (
    FrontMatter,
    LocalTime,
    Mistake,
    Page,
    PageType,
    Site,
    Turning,
    page_type,
    span_in_words,
)


@page_type("exhibition")
class Exhibition(PageType):
    """An exhibition in a room, from one day to another."""

    example: ClassVar[str] = "exhibition: {opens: 2026-12-04, closes: 2027-01-31, room: …}"
    sorts: ClassVar[tuple[str, ...]] = ("opens", "closes")

    opens: LocalTime
    closes: LocalTime
    room: str

    @property
    def when(self) -> str:
        """Return from when to when it is open, in words."""
        return span_in_words(self.opens, self.closes)

    def mistakes(self, front: FrontMatter) -> Iterator[Mistake]:
        """Yield it if it closes before it opens."""
        if self.closes.is_before(self.opens):
            yield Mistake(("closes",), "date-order", "it closes before it opens", "put in order")

    def turning(self, front: FrontMatter) -> Turning:
        """Return that it is on until it is over."""
        return Turning("on", "over", self.closes.over)

    def json_ld(self, page: Page, site: Site) -> Iterator[Mapping[str, object]]:
        """Yield the exhibition (https://schema.org/ExhibitionEvent)."""
        yield {
            "@context": "https://schema.org",
            "@type": "ExhibitionEvent",
            "name": page.front.title,
            "startDate": self.opens.iso,
            "endDate": self.closes.iso,
        }
