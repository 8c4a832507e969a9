"""The files that a site has once: sitemap, robots, pages at old addresses, search index, rules.

The rules are those of the site's hosts.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from html import escape

from sitegen.config import SiteConfig
from sitegen.host_rules.written_for import files_of_hosts
from sitegen.model.routes import alias_output
from sitegen.model.search import STOP_WORDS, entries, search_page
from sitegen.model.states import is_listed
from sitegen.model.types import Page, Site
from sitegen.text_flaws import plain

#: The page at an old address that sends visitors on to the new one, without a server's help.
_REDIRECT = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>This page has moved - {name}</title>
<meta http-equiv="Content-Security-Policy" content="{csp}">
<meta http-equiv="refresh" content="0; url={url}">
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
</head>
<body>
<main>
<h1>This page has moved</h1>
<p><a href="{url}">Go to the page {title}</a></p>
</main>
</body>
</html>
"""


def site_files(site: Site, headings: Mapping[str, Sequence[str]]) -> Mapping[str, bytes]:
    """Return the bytes of each site-wide file by its output path.

    ``headings`` are those of each page, by its id.
    """
    titles = {page.url: page.front.title for page in site.pages.values()}
    texts = {
        alias_output(alias): redirect_page(site.config, url, titles[url])
        for alias, url in site.redirects.items()
    }
    texts |= redirect_pages(site, {*texts, *site.pages.outputs.values()})
    texts |= search_index(site, headings)
    texts["sitemap.xml"] = sitemap(site)
    texts["robots.txt"] = robots(site)
    texts |= files_of_hosts(site.config, site.hosting, site.redirects)
    return {path: plain(text).encode() for path, text in texts.items()}


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


def redirect_page(config: SiteConfig, url: str, title: str) -> str:
    """Return the page that leads to a URL: a root path of this site, or another site's address."""
    values = {
        "language": config.language,
        "name": config.name,
        "csp": config.csp,
        "url": config.base_path + url if url.startswith("/") else url,
        "canonical": config.absolute(url),
        "title": title,
    }
    return _REDIRECT.format(**{name: escape(value) for name, value in values.items()})


def sitemap(site: Site) -> str:
    """Return sitemap.xml: the full address of every page to be found, with its last change.

    Source: https://www.sitemaps.org/protocol.html.
    """
    pages = sorted(site.pages.values(), key=lambda page: page.url)
    entries = [_sitemap_entry(page, site) for page in pages if _is_in_sitemap(page, site)]
    opening = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', opening, *entries, "</urlset>", ""])


def _is_in_sitemap(page: Page, site: Site) -> bool:
    is_public = page.id not in site.unpublished
    return page.kind != "error" and is_public and is_listed(page.front, site.moment)


def _sitemap_entry(page: Page, site: Site) -> str:
    front = page.front
    changed = front.updated or (front.date and front.date.day)
    lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(site.config.absolute(page.url), quote=False)}</loc>{lastmod}</url>"


def robots(site: Site) -> str:
    """Return robots.txt (RFC 9309): pages that must not be listed say so themselves."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.config.absolute('/sitemap.xml')}\n"


def search_index(site: Site, headings: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """Return the index by its path, if the site has a search; ``headings`` are those of pages.

    assets/js/search.js loads it as a module when it is used: it is a script and no data file, so
    that the policy of the pages need allow nothing for it.
    """
    page = search_page(site)
    if page is None:
        return {}
    rows = [
        [one.url, one.title, one.summary, one.keywords, one.headings, one.weight]
        for one in entries(site, headings)
    ]
    index = {"entries": rows, "stop": sorted(STOP_WORDS), "same": site.search_words.synonyms}
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return {f"{page.url.removeprefix('/')}index.js": f"export default {text};\n"}
