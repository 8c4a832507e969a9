"""Concerts: ``concert:`` in front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from models.scores import Score

from sitegen.models import (
    FrontMatter,
    LocalTime,
    Mistake,
    Page,
    PageType,
    Refs,
    Site,
    Turning,
    page_type,
    span_in_words,
)


@page_type("concert")
class Concert(PageType):
    """A concert and its programme."""

    example: ClassVar[str] = "concert: {starts: 2026-12-04 19:00, ends: 2026-12-04 21:00}"
    sorts: ClassVar[tuple[str, ...]] = ("starts",)
    attributes: ClassVar[tuple[str, ...]] = ("when", "programme")

    starts: LocalTime
    ends: LocalTime
    sings: Refs[Score] = ()

    def mistakes(self, front: FrontMatter) -> Iterator[Mistake]:
        """Yield it if the concert ends before it begins."""
        if self.ends.is_before(self.starts):
            yield Mistake(("ends",), "date-order", "it ends before it begins", "put them in order")

    def turning(self, front: FrontMatter) -> Turning:
        """Return that it is to come, and then sung."""
        return Turning("to come", "sung", self.ends.over)

    def when(self, page: Page, site: Site) -> str:
        """Return from when to when it is."""
        return span_in_words(self.starts, self.ends)

    def programme(self, page: Page, site: Site) -> tuple[Score, ...]:
        """Return the music that is sung."""
        return tuple(site.records["scores"][id_] for id_ in self.sings)

    def json_ld(self, page: Page, site: Site) -> Iterator[Mapping[str, object]]:
        """Yield the concert."""
        yield {"@type": "MusicEvent", "name": page.front.title, "startDate": self.starts.iso}

    def files(self, page: Page, site: Site) -> Mapping[str, str]:
        """Return the programme as a text."""
        titles = (score.title for score in self.programme(page, site))
        return {f"{page.url.strip('/')}.txt": "\n".join(titles)}
