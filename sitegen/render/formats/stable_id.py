"""Ids of pages for feed readers and calendars, the same wherever a site is published."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from sitegen.model.types import Page, Site


def stable_id(page: Page, site: Site) -> UUID:
    """Return the id of a page. It does not follow the site to another host, as addresses do.

    Source: RFC 9562, section 5.5 (an id made of a name).
    """
    return uuid5(NAMESPACE_URL, f"{site.config.name} {page.id}")
