"""data/boats.yaml: the boats of a museum, each with a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.models import (
    DateInPart,
    Link,
    Mistake,
    Page,
    PageType,
    PartialDate,
    PicturePath,
    Record,
    Refs,
    Site,
    WebAddress,
    collection,
    page_type,
)


@collection("sources")
class Source(Record):
    """A work that tells of boats."""

    title: str
    url: WebAddress


@collection("boats", shortcode="boat")
class Boat(Record):
    """A boat, and when it was launched, as far as that is known."""

    name: str
    launched: DateInPart
    metres: float
    sources: Refs[Source]
    photo: PicturePath = ""

    @property
    def when(self) -> PartialDate:
        """Return the launch as it is printed."""
        return PartialDate.of(self.launched)

    def mistakes(self) -> Iterator[Mistake]:
        """Yield it if a boat has no source."""
        if not self.sources:
            yield Mistake(("sources",), "boat-without-source", "who says so?", "name a source")

    def as_inline(self, words: str, site: Site) -> str | Link:
        """Return a link to the boat's page."""
        page = site.page_of("boats", self.id)
        return Link(words or self.name, page.url) if page else words or self.name


@page_type("boat")
class BoatPage(PageType):
    """The page of a boat."""

    def json_ld(self, page: Page, site: Site) -> Iterator[Mapping[str, object]]:
        """Yield the boat (https://schema.org/Vehicle)."""
        boat = site.records["boats"][page.item]
        yield {
            "@context": "https://schema.org",
            "@type": "Vehicle",
            "name": boat.name,
            "url": site.config.absolute(page.url),
        }
