"""news/feed.xml: the news for feed readers, in the form of Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sitegen.fields.local_time import LocalTime
from sitegen.model.listings import list_pages
from sitegen.model.types import Page, Site
from sitegen.render.formats.stable_id import stable_id

LANDING, PATH = "content/news/index.md", "news/feed.xml"

_ATOM = "http://www.w3.org/2005/Atom"


def feeds(site: Site) -> Mapping[str, str]:
    """Return the feed by its path, if the site has a landing page for news."""
    if LANDING not in site.pages:
        return {}
    news = list_pages(site, kind="news")
    entries = [page for page in news if page.front.date and page.id != LANDING]
    return {PATH: _feed(site.pages[LANDING], entries, site)}


def _feed(landing: Page, entries: list[Page], site: Site) -> str:
    config = site.config
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": config.language})
    _text(feed, "id", stable_id(landing, site).urn)
    _text(feed, "title", f"{config.name}: {landing.front.title}")
    _text(feed, "subtitle", landing.front.description)
    _text(feed, "updated", _moment(_newest(entries, site)))
    SubElement(
        feed, "link", rel="self", type="application/atom+xml", href=config.absolute(f"/{PATH}")
    )
    SubElement(feed, "link", rel="alternate", type="text/html", href=config.absolute(landing.url))
    SubElement(SubElement(feed, "author"), "name").text = config.name
    for page in entries:
        _entry(feed, page, site)
    indent(feed)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(feed, encoding="unicode")}\n'


def _entry(feed: Element, page: Page, site: Site) -> None:
    entry = SubElement(feed, "entry")
    _text(entry, "id", stable_id(page, site).urn)
    _text(entry, "title", page.front.title)
    _text(entry, "published", _moment(page.front.date or site.today))
    _text(entry, "updated", _moment(_changed(page)))
    _text(entry, "summary", page.front.summary or page.front.description)
    address = site.config.absolute(page.url)
    SubElement(entry, "link", rel="alternate", type="text/html", href=address)


def _newest(entries: list[Page], site: Site) -> LocalTime:
    changes = map(_changed, entries)
    return max(changes, key=lambda when: when.first, default=site.today)


def _changed(page: Page) -> LocalTime:
    return page.front.changed or LocalTime(date.min)


def _moment(when: LocalTime) -> str:
    """Return a day or a time as Atom wants it, with a time (RFC 3339)."""
    if when.time is None:
        return f"{when.day}T00:00:00Z"
    return f"{when.first.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
