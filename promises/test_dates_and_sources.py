"""News has sources, feeds and calendars can be read, old addresses lead somewhere."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import urlsplit

import feedparser
import icalendar

from promises.published import Published
from promises.the_site import chosen
from sitegen.model.routes import alias_url


def test_every_item_of_news_says_in_short_what_happened_and_where_that_stands() -> None:
    for page in chosen().pages.values():
        if page.kind == "news" and page.front.date:
            assert page.front.summary, f"{page.source} has no summary"
            assert page.front.sources, f"{page.source} names no sources"


def test_the_feed_has_every_item_of_news_newest_first(site: Published) -> None:
    news = [one for one in chosen().pages.values() if one.kind == "news" and one.front.date]
    if "news/feed.xml" in site.files:
        feed = feedparser.parse((site.root / "news/feed.xml").read_bytes())
        assert not feed.bozo
        addresses = {f"{site.base_url.rstrip('/')}{one.url}" for one in news}
        assert {one.link for one in feed.entries} == addresses
        days = [one.published for one in feed.entries]
        assert days == sorted(days, reverse=True)


def test_every_page_names_a_feed_that_is_there(site: Published) -> None:
    for page in site.pages:
        for link in page.find("link", type="application/atom+xml"):
            assert link.attrib["href"].removeprefix("/") in site.files, page.where


def test_every_event_has_a_calendar_file_that_can_be_read(site: Published) -> None:
    for url, page in chosen().pages.items():
        if page.front.event:
            path = site.root / f"{url.strip('/')}.ics"
            (event,) = icalendar.Calendar.from_ical(path.read_bytes()).events
            assert event["SUMMARY"] == page.front.title, page.source


def test_an_address_of_the_charity_that_a_source_names_leads_to_a_page(site: Published) -> None:
    host = urlsplit(chosen().model.config.charity_url).netloc
    hosts = {host, host.removeprefix("www.")} if host else set()
    for source in chosen().data("sources"):
        address = urlsplit(source["url"])
        if address.netloc in hosts:
            where = chosen().line_of("data/sources.yaml", source["url"])
            found = site.by_url.get(alias_url(address.path))
            assert found, f"{where}: give a page `aliases: [{address.path}]`, so that links go on"
            end = site.by_url.get(found.target) if found.is_redirect else found
            assert end, where
            assert not end.is_redirect, where


def test_words_are_listed_by_the_alphabet() -> None:
    terms = [term["term"] for term in chosen().data("terms")]
    for before, term in pairwise(terms):
        where = chosen().line_of("data/terms.yaml", f"term: {term}")
        assert before.casefold() <= term.casefold(), f"{where}: move it before {before}"
