"""sitemap.xml (https://www.sitemaps.org/protocol.html) and robots.txt (RFC 9309)."""

from __future__ import annotations

from html import escape

from sitegen.model.states import is_listed
from sitegen.model.types import Page, Site


def sitemap(site: Site) -> str:
    """List the full address of every page to be found, with its last change where it is known."""
    pages = sorted(site.pages.values(), key=lambda page: page.url)
    entries = [_entry(page, site) for page in pages if _is_listed(page, site)]
    opening = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', opening, *entries, "</urlset>", ""])


def _is_listed(page: Page, site: Site) -> bool:
    is_public = page.id not in site.unpublished
    return page.kind != "error" and is_public and is_listed(page.front, site.moment)


def _entry(page: Page, site: Site) -> str:
    front = page.front
    changed = front.updated or (front.date and front.date.day)
    lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(site.config.absolute(page.url), quote=False)}</loc>{lastmod}</url>"


def robots(site: Site) -> str:
    """Let robots in everywhere: pages that must not be listed say so themselves."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.config.absolute('/sitemap.xml')}\n"
