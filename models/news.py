"""News: pages of the kind ``news``, listed by their dates, and in a feed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from sitegen.models import (
    FrontMatter,
    Mistake,
    PageType,
    Site,
    atom_feed,
    list_pages,
    page_type,
)

_LANDING, _FEED = "content/news/index.md", "news/feed.xml"
_WANTED = {
    "summary": "add a line summary: with what happened, in a sentence",
    "sources": "add a line sources: [ID] with an id of data/sources.yaml",
}


@page_type("news")
class News(PageType):
    """A piece of news. In the search it stands behind pages that tell what something is."""

    is_dated: ClassVar[bool] = True
    search_weight: ClassVar[float] = 0.6

    def promises(self, front: FrontMatter) -> Iterator[Mistake]:
        """Yield it if news has no summary for lists, or no sources."""
        said = {"summary": front.summary, "sources": front.further["sources"]}
        for key, help_ in _WANTED.items():
            if front.date and not said[key]:
                yield Mistake((), "news", f"this piece of news has no {key}", help_)

    @classmethod
    def site_files(cls, site: Site) -> Mapping[str, str]:
        """Return the feed, if there is a page of all news."""
        if _LANDING not in site.pages:
            return {}
        news = list_pages(site, kind="news")
        entries = [page for page in news if page.front.date and page.id != _LANDING]
        return {_FEED: atom_feed(_FEED, site.pages[_LANDING], entries, site)}
