"""The files beside the pages: sitemap, feed, calendars, citations, old addresses and more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitegen.model.routes import alias_output
from sitegen.model.types import Site
from sitegen.render.downloads import downloads
from sitegen.render.formats.calendar import calendars
from sitegen.render.formats.citations import citation_files
from sitegen.render.formats.feed import feeds
from sitegen.render.formats.headers import headers
from sitegen.render.formats.plain_text import plain
from sitegen.render.formats.redirect import redirect_page
from sitegen.render.formats.search_index import search_index
from sitegen.render.formats.sitemap import robots, sitemap


def site_files(site: Site, headings: Mapping[str, Sequence[str]]) -> Mapping[str, bytes]:
    """Return the bytes of each site-wide file by its output path.

    ``headings`` are those of each page, by its id.
    """
    titles = {page.url: page.front.title for page in site.pages.values()}
    texts = {
        alias_output(alias): redirect_page(site.config, url, titles[url])
        for alias, url in site.redirects.items()
    }
    texts |= {path: make() for path, make in downloads(site).items()}
    texts |= citation_files(site)
    texts |= feeds(site)
    texts |= calendars(site)
    texts |= search_index(site, headings)
    texts["sitemap.xml"] = sitemap(site)
    texts["robots.txt"] = robots(site)
    texts["_headers"] = headers(site.config)
    return {path: plain(text).encode() for path, text in texts.items()}
