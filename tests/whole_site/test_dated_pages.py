"""News, and what the site shows once it has an event, a vacancy, a story and a sound file."""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element

import feedparser
import icalendar
import pytest

from promises.published import HtmlFile, Published, words
from promises.test_links import faults
from promises.test_pages import parse_errors
from sitegen.build_request import Options
from sitegen.model_stages import discover_load_and_model
from tests.whole_site.publishing import DAY, SITE

OPPORTUNITIES = "/about-us/our-organisation/opportunities/"
MODEL = discover_load_and_model(Options(site=SITE, output=None, day=DAY))[0].site
NEWS = [page for page in MODEL.pages.values() if page.kind == "news"]


def box(page: HtmlFile) -> Element:
    return page.one("main")


def items(page: HtmlFile, title: str) -> list[str]:
    """Return the words of each entry of the list below a heading."""
    (part,) = [one for one in page.find("section") if page.name_of(one) == title]
    return [words(item) for item in part.iter("li")]


# News


def test_the_page_of_news_lists_every_item_in_its_year_and_counts_them(site: Published) -> None:
    page = site.page("/news/")
    counts = Counter(one.front.date.written[:4] for one in NEWS if one.front.date)
    years = sorted(counts, reverse=True)
    assert [words(link) for link in page.nav("News by year").iter("a")] == [
        f"{year} ({counts[year]})" for year in years
    ]
    assert {year: len(items(page, year)) for year in years} == counts
    for year in years:
        assert len(items(site.page(f"/news/{year}/"), f"News of {year}")) == counts[year]


def test_the_feed_has_every_item_and_every_page_names_the_feed(site: Published) -> None:
    feed = feedparser.parse((site.root / "news/feed.xml").read_bytes())
    assert not feed.bozo
    assert {one.link for one in feed.entries} == {
        f"https://greenhand.example{one.url}" for one in NEWS
    }
    assert [one.published for one in feed.entries] == sorted(
        (one.published for one in feed.entries), reverse=True
    )
    for page in site.pages:
        link = page.one("link", rel="alternate")
        assert (link.get("href"), link.get("type")) == ("/news/feed.xml", "application/atom+xml")


# What there is none of


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("/events/", "No coming events are known to this site today."),
        (OPPORTUNITIES, "There are no vacancies on this site today."),
        ("/work-with-us/", "There are no vacancies on this site today."),
        ("/our-impact/pause-stories/", "There are no stories on this site today."),
    ],
)
def test_where_there_is_nothing_the_page_says_so(url: str, text: str, site: Published) -> None:
    assert text in words(box(site.page(url)))


# What there might be


def test_pages_with_dates_are_sound_and_their_links_arrive(dated_site: Published) -> None:
    assert [fault for page in dated_site.everything for fault in parse_errors(page)] == []
    assert [fault for page in dated_site.everything for fault in faults(dated_site, page)] == []


def test_coming_events_come_first_and_past_ones_are_called_so(dated_site: Published) -> None:
    page = dated_site.page("/events/")
    assert items(page, "Coming events") == [
        "Open evening 6pm to 8:30pm, Friday 4 December 2026, The Old Library, Exampleton, online "
        "An evening for people who want to know how a local team works. This event is over."
    ]
    assert items(page, "Past events") == [
        "Past Cancelled Spring forum Monday 4 May 2026 to Tuesday 5 May 2026 "
        "A forum that was to bring people together in spring, for 2 days."
    ]
    assert "No coming events" not in words(box(page))


def test_an_event_tells_all_that_people_need_to_come(dated_site: Published) -> None:
    page = dated_site.page("/events/open-evening/")
    terms, texts = ([words(one) for one in page.find(tag)] for tag in ("dt", "dd"))
    assert dict(zip(terms, texts, strict=True)) == {
        "When": "6pm to 8:30pm, Friday 4 December 2026",
        "Where": "The Old Library, Exampleton",
        "Online": "Join this event online",
        "Organiser": "Example Council",
        "Cost": "Free",
        "Access": "Step-free, with a hearing loop",
        "Booking": "Book a place at this event",
        "Calendar": "Add this event to your calendar (calendar file)",
    }
    (event,) = icalendar.Calendar.from_ical(
        (dated_site.root / "events/open-evening.ics").read_bytes()
    ).events
    assert event["SUMMARY"] == "Open evening"


def test_an_event_that_is_over_says_so_before_all_else(dated_site: Published) -> None:
    page = dated_site.page("/events/spring-forum/")
    assert not page.find("a", href="https://book.example.org/forum")
    text = words(page.one("article"))
    assert text.startswith("Past. This event is over. The page stays as a record. Cancelled.")


def test_open_vacancies_come_first_with_their_closing_time_in_words(dated_site: Published) -> None:
    for url in (OPPORTUNITIES, "/work-with-us/"):
        page = dated_site.page(url)
        assert items(page, "Vacancies") == [
            "Example Lead Example Council, Exampleton. Closes 5pm, Friday 4 December 2026. "
            "Lead an example team. This post stands for every post that is open. "
            "This vacancy has closed.",
            "Closed Example Officer Greenhand, London. Closed Sunday 4 October 2026. "
            "Count examples. This post stands for every post that has closed.",
        ]
        assert "There are no vacancies" not in words(box(page))


def test_a_closed_vacancy_says_so_first_and_takes_no_more_applications(
    dated_site: Published,
) -> None:
    closed = dated_site.page(f"{OPPORTUNITIES}example-officer/")
    assert words(closed.one("article")).startswith("Closed. Nobody can apply for this post")
    assert "mailto:jobs@example.org" not in closed.text
    opened = dated_site.page(f"{OPPORTUNITIES}example-lead/")
    assert [words(link) for link in opened.find("a", href="https://jobs.example.org/1")] == [
        "Apply for this post with Example Council"
    ]


def test_what_is_said_once_a_moment_has_passed_is_hidden_until_then(dated_site: Published) -> None:
    for url in ("/events/", "/events/open-evening/", f"{OPPORTUNITIES}example-lead/"):
        waiting = [one for one in dated_site.page(url).elements if "data-after" in one.attrib]
        assert len(waiting) == 1
        assert "hidden" in waiting[0].attrib


def test_readers_are_told_what_a_story_is_about_before_they_read_it(dated_site: Published) -> None:
    note = "It speaks about weather, waiting. It takes about 2 minutes. It ends well."
    stories = dated_site.page("/our-impact/pause-stories/")
    assert items(stories, "Stories on this site") == [f"An example of a story {note}"]
    text = words(dated_site.page("/our-impact/stories/example/").one("article"))
    places = [text.index(part) for part in (note, "It rained. Then it stopped.", "At first")]
    assert places == sorted(places)


def test_a_story_whose_day_of_review_has_come_leaves_a_kind_page(dated_site: Published) -> None:
    page = dated_site.page("/our-impact/stories/withheld/")
    assert "This story is not shown at present." in words(page.one("article"))
    assert "snowed" not in page.text


def test_an_episode_with_a_file_can_be_heard_loaded_down_and_read(dated_site: Published) -> None:
    page = dated_site.page("/what-we-do/influencing/podcast/")
    audio = page.one("audio")
    assert (audio.get("preload"), audio.get("src")) == ("none", "/files/example.mp3")
    assert not {"autoplay", "loop"} & set(audio.attrib)
    assert [words(one) for one in page.find("a", href="/files/example.mp3")] == [
        "Download the episode An example (MP3, 1.2 MB, 31 minutes)"
    ]
    (episode,) = items(page, "Episodes")
    assert episode.endswith(
        "Transcript of the episode An example [Rain] First voice: This is an example."
    )
    assert episode.index("It speaks about weather.") < episode.index("Download")


def test_without_a_file_nothing_is_played(site: Published) -> None:
    assert [page.url for page in site.pages if page.find("audio")] == []
