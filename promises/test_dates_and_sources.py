"""Feeds and calendars can be read, and every page names a feed that is there."""

from __future__ import annotations

import feedparser
import icalendar

from promises.published import Published
from promises.the_site import chosen


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
        if "event" in page.front.own:
            path = site.root / f"{url.strip('/')}.ics"
            (event,) = icalendar.Calendar.from_ical(path.read_bytes()).events
            assert event["SUMMARY"] == page.front.title, page.source
