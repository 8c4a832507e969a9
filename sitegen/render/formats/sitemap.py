"""sitemap.xml (https://www.sitemaps.org/protocol.html) and robots.txt (RFC 9309)."""

from __future__ import annotations

from html import escape

from sitegen.model.types import Page, Site


def sitemap(site: Site) -> str:
    """List every page's full address, with the day it was last changed where that is known."""
    pages = sorted(site.pages.values(), key=lambda page: page.url)
    entries = [_entry(page, site) for page in pages if page.kind != "error"]
    opening = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', opening, *entries, "</urlset>", ""])


def _entry(page: Page, site: Site) -> str:
    changed = page.front.updated or page.front.date
    lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(site.config.absolute(page.url), quote=False)}</loc>{lastmod}</url>"


def robots(site: Site) -> str:
    """Let robots in everywhere: pages that must not be listed say so themselves."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.config.absolute('/sitemap.xml')}\n"
