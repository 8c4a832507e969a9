"""News, events, vacancies, stories and episodes: from what an editor writes to what is published.

What is for machines is read back by libraries that know nothing of this builder.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import icalendar
import pytest

from tests.support import Site, told

LONDON = ZoneInfo("Europe/London")
BEFORE, ON_THE_DAY, AFTER = date(2026, 11, 21), date(2026, 12, 4), date(2026, 12, 5)
#: A layout that prints what there is to know of a page, and its blocks for search engines.
LAYOUT = """
    {{ page.state }}|{{ page.indexable }}|{{ page.calendar }}
    {{ page.html if page.state != "withheld" }}
    {% for block in page.json_ld %}{{ block }}
    {% endfor %}
    """
FORUM = """
    ---
    title: Forum, for all; and free
    description: A day to learn.
    date: 2026-11-01
    updated: 2026-11-10
    event:
      starts: 2026-12-04 10:00
      ends: 2026-12-04 12:30
      place: The Old Library, Hull
      online: https://meet.example.org/a?b=1&c=2
      organiser: Us
    ---
    Come.
    """


def machine(html: str) -> list[dict[str, Any]]:
    """Return the blocks of a page for search engines, the breadcrumbs left out."""
    blocks = [json.loads(line) for line in html.splitlines() if line.startswith("{")]
    return [block for block in blocks if block["@type"] != "BreadcrumbList"]


def published(site: Site, day: date = BEFORE) -> dict[str, str]:
    built = site.build(day=day)
    assert not built.result.failed, built.report
    return dict(built.outputs)


# Events


@pytest.fixture
def events(site: Site) -> Site:
    site.write(
        {
            "data/site.yaml": """
                name: Us
                base_url: https://host.example/sub/
                time_zone: Europe/London
                kinds: {events: event}
                """,
            "content/index.md": "Home.",
            "content/events/index.md": "A landing page, which is no event itself.",
            "content/events/forum.md": FORUM,
            "content/events/fair.md": """
                ---
                title: Fair
                description: Two days.
                date: 2026-01-01
                event: {starts: 2026-12-04, ends: 2026-12-05, organiser: Us, status: cancelled}
                ---
                """,
            "content/events/call.md": """
                ---
                title: Call
                description: A talk.
                date: 2026-01-01
                event:
                  starts: 2026-06-30 23:30
                  organiser: Us
                  online: https://meet.example.org/
                  status: postponed
                ---
                """,
            "templates/layouts/page.html": """
                {% for one in pages(kind="event", sort="starts")|selectattr("event") %}
                {{ one.title }}: {{ one.state }}, {{ one.event.when }}
                {% endfor %}
                """,
            "templates/layouts/event.html": LAYOUT,
        }
    )
    return site


def test_events_are_listed_in_the_order_in_which_they_start(events: Site) -> None:
    assert (
        published(events)["index.html"]
        == told("""
        Call: past, 11:30pm, Tuesday 30 June 2026
        Fair: coming, Friday 4 December 2026 to Saturday 5 December 2026
        Forum, for all; and free: coming, 10am to 12:30pm, Friday 4 December 2026
    """)
        + "\n"
    )


@pytest.mark.parametrize(
    ("day", "forum", "fair"),
    [
        (ON_THE_DAY, "coming", "coming"),
        (AFTER, "past", "coming"),
        (date(2026, 12, 6), "past", "past"),
    ],
)
def test_an_event_is_past_from_the_day_after_it(
    events: Site, day: date, forum: str, fair: str
) -> None:
    outputs = published(events, day)
    states = [outputs[f"events/{name}/index.html"].partition("|")[0] for name in ("forum", "fair")]
    assert states == [forum, fair]


def test_only_pages_that_tell_of_an_event_run_again_when_it_is_past(events: Site) -> None:
    published(events, ON_THE_DAY)
    assert set(events.build(day=AFTER).result.reasons) == {
        "content/index.md",
        "content/events/forum.md",
    }


def test_an_event_for_search_engines(events: Site) -> None:
    outputs = published(events)
    first_line = outputs["events/forum/index.html"].splitlines()[0]
    assert first_line == "coming|True|/events/forum.ics"
    assert machine(outputs["events/forum/index.html"]) == [
        {
            "@context": "https://schema.org",
            "@type": "Event",
            "name": "Forum, for all; and free",
            "description": "A day to learn.",
            "url": "https://host.example/sub/events/forum/",
            "startDate": "2026-12-04T10:00+00:00",
            "endDate": "2026-12-04T12:30+00:00",
            "eventStatus": "https://schema.org/EventScheduled",
            "organizer": {"@type": "Organization", "name": "Us"},
            "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
            "location": [
                {
                    "@type": "Place",
                    "name": "The Old Library, Hull",
                    "address": "The Old Library, Hull",
                },
                {"@type": "VirtualLocation", "url": "https://meet.example.org/a?b=1&c=2"},
            ],
        }
    ]
    (fair,) = machine(outputs["events/fair/index.html"])
    assert (fair["startDate"], fair["endDate"]) == ("2026-12-04", "2026-12-05")
    assert fair["eventStatus"] == "https://schema.org/EventCancelled"
    assert fair.keys().isdisjoint({"location", "eventAttendanceMode"})
    (call,) = machine(outputs["events/call/index.html"])
    assert (call["startDate"], "endDate" in call) == ("2026-06-30T23:30+01:00", False)
    assert call["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"


def calendar_of(outputs: dict[str, str], name: str) -> Any:
    calendar = icalendar.Calendar.from_ical(outputs[f"events/{name}.ics"])
    (event,) = calendar.events
    assert event.errors == []
    return event


def test_an_event_for_calendars(events: Site) -> None:
    published(events)
    data = events.files("output")["events/forum.ics"]
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"SUMMARY:Forum\\, for all\\; and free\r\n" in data
    assert max(map(len, data.split(b"\r\n"))) <= 75
    calendar = icalendar.Calendar.from_ical(data)
    assert (calendar["VERSION"], calendar["PRODID"]) == ("2.0", "-//Us//Website//EN")
    (event,) = calendar.events
    assert {name: str(event[name]) for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "URL")} == {
        "SUMMARY": "Forum, for all; and free",
        "DESCRIPTION": "A day to learn.",
        "LOCATION": "The Old Library, Hull",
        "URL": "https://host.example/sub/events/forum/",
    }
    assert event.start == datetime(2026, 12, 4, 10, 0, tzinfo=LONDON)
    assert event.end == datetime(2026, 12, 4, 12, 30, tzinfo=LONDON)
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert (event.DTSTAMP.isoformat(), event["STATUS"]) == (
        "2026-11-10T00:00:00+00:00",
        "CONFIRMED",
    )


def test_the_zone_in_the_calendar_file_is_the_one_that_computers_know(events: Site) -> None:
    calendar = icalendar.Calendar.from_ical(published(events)["events/forum.ics"])
    (zone,) = calendar.timezones
    told_zone = zone.to_tz(lookup_tzid=False)
    noon = datetime(2026, 1, 1, 12)  # noqa: DTZ001 - it is put into each of two zones
    for day in range(0, 365 * 3, 5):
        moment = noon + timedelta(days=day)
        assert moment.replace(tzinfo=told_zone).utcoffset() == (
            moment.replace(tzinfo=LONDON).utcoffset()
        )


def test_whole_days_and_events_without_an_end_for_calendars(events: Site) -> None:
    outputs = published(events)
    fair, call = calendar_of(outputs, "fair"), calendar_of(outputs, "call")
    assert (fair.start, fair.end) == (date(2026, 12, 4), date(2026, 12, 6))
    assert (call.start, "DTEND" in call) == (datetime(2026, 6, 30, 23, 30, tzinfo=LONDON), False)
    assert (fair["STATUS"], call["STATUS"]) == ("CANCELLED", "TENTATIVE")
    assert (call["LOCATION"], "LOCATION" in fair) == ("https://meet.example.org/", False)


def test_the_id_of_an_event_stays_when_the_site_moves_or_the_event_is_edited(events: Site) -> None:
    before = published(events)
    events.write({"content/events/forum.md": FORUM.replace("Old Library", "New Library")})
    after = events.build(base_url="https://other.example/", day=AFTER).outputs
    uids = [calendar_of(dict(one), "forum").uid for one in (before, after)]
    assert uids[0] == uids[1]
    assert len({calendar_of(before, name).uid for name in ("forum", "fair", "call")}) == 3


# Vacancies


POST = """
    ---
    title: Practice Lead
    description: Lead a team.
    summary: Lead a team of four.
    kind: vacancy
    date: 2026-11-01
    vacancy:
      closes: 2026-12-04 17:00
      employer: Hull City Council
      place: Hull
      hours: 37 hours a week
      employment: full time
      salary: {minimum: 41000, maximum: 45000}
      apply: https://jobs.example.org/1
    ---
    About the post.
    """


@pytest.mark.parametrize("day", [BEFORE, ON_THE_DAY])
def test_an_open_vacancy_for_search_engines(site: Site, day: date) -> None:
    site.write({"content/lead.md": POST, "templates/layouts/vacancy.html": LAYOUT})
    site.write({"data/site.yaml": "country: GB\ncurrency: GBP\n"})
    html = published(site, day)["lead/index.html"]
    assert html.startswith("open|True|\n")
    assert machine(html) == [
        {
            "@context": "https://schema.org",
            "@type": "JobPosting",
            "title": "Practice Lead",
            "description": "Lead a team of four.",
            "url": "https://example.org/lead/",
            "datePosted": "2026-11-01",
            "validThrough": "2026-12-04T17:00+00:00",
            "employmentType": "FULL_TIME",
            "hiringOrganization": {"@type": "Organization", "name": "Hull City Council"},
            "jobLocation": {
                "@type": "Place",
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": "Hull",
                    "addressCountry": "GB",
                },
            },
            "baseSalary": {
                "@type": "MonetaryAmount",
                "currency": "GBP",
                "value": {
                    "@type": "QuantitativeValue",
                    "minValue": 41000,
                    "maxValue": 45000,
                    "unitText": "YEAR",
                },
            },
        }
    ]


def test_a_closed_vacancy_keeps_its_address_and_asks_search_engines_to_forget_it(
    site: Site,
) -> None:
    site.write({"content/lead.md": POST, "templates/layouts/vacancy.html": LAYOUT})
    site.write({"data/site.yaml": "country: GB\ncurrency: GBP\n"})
    assert "/lead/" in published(site, ON_THE_DAY)["sitemap.xml"]
    outputs = published(site, AFTER)
    assert "/lead/" not in outputs["sitemap.xml"]
    html = outputs["lead/index.html"]
    assert html.startswith("closed|False|\n")
    assert "About the post." in html
    assert machine(html) == []


def test_vacancies_are_listed_in_the_order_in_which_they_close(site: Site) -> None:
    site.write(
        {
            "data/site.yaml": "currency_sign: £\n",
            "content/lead.md": POST,
            "content/cook.md": POST.replace("Practice Lead", "Cook").replace(
                "12-04 17", "12-04 09"
            ),
            "templates/layouts/vacancy.html": LAYOUT,
            "templates/layouts/page.html": """
                {% for one in pages(kind="vacancy", sort="closes") %}
                {{ one.title }}: {{ one.vacancy.closes }}, {{ one.vacancy.salary }}
                {% endfor %}
                """,
        }
    )
    assert (
        published(site)["index.html"]
        == told("""
        Cook: 9am, Friday 4 December 2026, £41,000 to £45,000 a year
        Practice Lead: 5pm, Friday 4 December 2026, £41,000 to £45,000 a year
    """)
        + "\n"
    )


# Stories


STORY = """
    ---
    title: A year
    description: A year in her words.
    kind: story
    story:
      about: [court]
      minutes: 5
      ending: It ends well.
      short: In short.
      consent: 2026-01-01
      review: 2026-12-05
    ---
    Her words.
    """


def test_a_story_is_shown_until_the_day_on_which_the_woman_is_to_be_asked_again(
    site: Site,
) -> None:
    site.write({"content/year.md": STORY, "templates/layouts/story.html": LAYOUT})
    assert published(site, ON_THE_DAY)["year/index.html"].startswith(
        "shown|True|\n<p>Her words.</p>\n"
    )
    html = published(site, AFTER)["year/index.html"]
    assert html.startswith("withheld|False|\n")
    assert "Her words." not in html


def test_a_story_is_not_shown_once_consent_is_taken_back(site: Site) -> None:
    withdrawn = STORY.replace("kind: story", "kind: story\n    status: withdrawn")
    site.write({"content/year.md": withdrawn, "templates/layouts/story.html": LAYOUT})
    assert published(site)["year/index.html"].startswith("withheld|False|\n")


# News


NEWS = {
    "data/site.yaml": "name: Us & them\nbase_url: https://host.example/sub/\nkinds: {news: news}",
    "content/news/index.md": """
        ---
        title: News
        description: All <our> news.
        date: 2026-10-01
        ---
        """,
    "content/news/old.md": "---\ntitle: Old\ndescription: D\ndate: 2025-05-05\n---\n",
    "content/news/new.md": """
        ---
        title: "New: 'this' & <that>"
        description: D
        summary: What is new.
        date: 2026-06-01
        updated: 2026-11-02
        ---
        """,
    "content/news/later.md": "---\ntitle: Later\ndescription: D\ndate: 2026-12-05\n---\n",
    "content/other.md": "Not news.",
}


def test_the_feed_of_news(site: Site) -> None:
    site.write(NEWS)
    feed = feedparser.parse(published(site)["news/feed.xml"].encode())
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert (feed.feed.title, feed.feed.subtitle) == ("Us & them: News", "All <our> news.")
    assert (feed.feed.updated, feed.feed.author) == ("2026-11-02T00:00:00Z", "Us & them")
    assert {link.rel: (link.type, link.href) for link in feed.feed.links} == {
        "self": ("application/atom+xml", "https://host.example/sub/news/feed.xml"),
        "alternate": ("text/html", "https://host.example/sub/news/"),
    }
    assert [
        (one.title, one.link, one.published, one.updated, one.summary) for one in feed.entries
    ] == [
        (
            "New: 'this' & <that>",
            "https://host.example/sub/news/new/",
            "2026-06-01T00:00:00Z",
            "2026-11-02T00:00:00Z",
            "What is new.",
        ),
        (
            "Old",
            "https://host.example/sub/news/old/",
            "2025-05-05T00:00:00Z",
            "2025-05-05T00:00:00Z",
            "D",
        ),
    ]


def test_news_comes_into_the_feed_on_its_day(site: Site) -> None:
    site.write(NEWS)
    for day, count in ((ON_THE_DAY, 2), (AFTER, 3)):
        assert (
            len(feedparser.parse(published(site, day)["news/feed.xml"].encode()).entries) == count
        )


def test_the_ids_in_the_feed_stay_when_the_site_moves_or_an_entry_is_edited(site: Site) -> None:
    site.write(NEWS)
    before = published(site)["news/feed.xml"]
    site.write({"content/news/old.md": str(NEWS["content/news/old.md"]).replace("Old", "Older")})
    after = site.build(base_url="https://other.example/").outputs["news/feed.xml"]
    ids = [
        [feed.feed.id, *(entry.id for entry in feed.entries)]
        for feed in (feedparser.parse(text.encode()) for text in (before, after))
    ]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 3


def test_a_feed_without_news_is_a_feed_and_a_site_without_a_page_for_news_has_none(
    site: Site,
) -> None:
    assert "news/feed.xml" not in published(site)
    site.write({path: NEWS[path] for path in ("data/site.yaml", "content/news/index.md")})
    feed = feedparser.parse(published(site)["news/feed.xml"].encode())
    # The date of the page for news: the feed of a day without news is that of the day before.
    assert (feed.bozo, feed.entries, feed.feed.updated) == (False, [], "2026-10-01T00:00:00Z")


# Episodes


def test_episodes_that_can_be_heard_here_are_told_to_search_engines(site: Site) -> None:
    site.write(
        {
            "content/podcast.md": "---\ntitle: Listen\ndescription: D\nkind: podcast\n---\n",
            "data/episodes.yaml": """
                - id: one
                  title: One
                  date: 2026-05
                  summary: The first.
                  sources: []
                  minutes: 31
                  audio: files/one.mp3
                  transcript:
                    - {says: Rain}
                    - {speaker: A, says: Hello.}
                - id: two
                  title: Two
                  date: unknown
                  summary: The second.
                  sources: []
                  link: {url: "https://example.com/two", site: Example}
                """,
            "assets/files/one.mp3": b"sound",
            "templates/layouts/podcast.html": """
                {% for one in records("episodes") %}
                {{ one.title }}, {{ one.when }}: {% if one.audio %}{{ attachment(one.audio).type }}, {{ attachment(one.audio).size|filesize }}{% endif %}

                {% endfor %}
                {% for block in page.json_ld %}{{ block }}
                {% endfor %}
                """,
        }
    )
    html = published(site)["podcast/index.html"]
    assert html.splitlines()[:2] == ["One, May 2026: MP3, 5 bytes", "Two, date not known: "]
    assert machine(html) == [
        {
            "@context": "https://schema.org",
            "@type": "PodcastEpisode",
            "name": "One",
            "description": "The first.",
            "url": "https://example.org/podcast/#one",
            "associatedMedia": {
                "@type": "AudioObject",
                "contentUrl": "https://example.org/files/one.mp3",
            },
            "partOfSeries": {"@type": "PodcastSeries", "name": "Listen"},
            "datePublished": "2026-05",
            "timeRequired": "PT31M",
        }
    ]
