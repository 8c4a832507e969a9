"""The files beside the pages: sitemap, old addresses and more."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sitegen.hosting.written_for import files_of_hosts
from sitegen.model.routes import alias_output
from sitegen.model.types import Site
from sitegen.render.formats.plain_text import plain
from sitegen.render.formats.redirect import redirect_page
from sitegen.render.formats.search_index import search_index
from sitegen.render.formats.sitemap import robots, sitemap


def redirect_pages(site: Site, taken: Collection[str]) -> Mapping[str, str]:
    """Return, by its output path, the page of each redirect that hosts may know nothing of.

    A path that is taken has none: checks tell of it.
    """
    if not site.hosting.has_pages:
        return {}
    titles = {page.url: page.front.title for page in site.pages.values()}
    return {
        rule.page: redirect_page(site.config, rule.new, titles.get(rule.new, rule.new))
        for rule in site.hosting.rules
        if rule.page and rule.page not in taken
    }


def site_files(site: Site, headings: Mapping[str, Sequence[str]]) -> Mapping[str, bytes]:
    """Return the bytes of each site-wide file by its output path.

    ``headings`` are those of each page, by its id.
    """
    titles = {page.url: page.front.title for page in site.pages.values()}
    texts = {
        alias_output(alias): redirect_page(site.config, url, titles[url])
        for alias, url in site.redirects.items()
    }
    texts |= redirect_pages(site, texts.keys() | {page.output for page in site.pages.values()})
    texts |= search_index(site, headings)
    texts["sitemap.xml"] = sitemap(site)
    texts["robots.txt"] = robots(site)
    texts |= files_of_hosts(site.config, site.hosting, site.redirects)
    return {path: plain(text).encode() for path, text in texts.items()}
