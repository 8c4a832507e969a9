"""Sites broken in what pages with dates say of themselves, with the whole report of each.

Every site here is the smallest site, published and then broken.
"""

from __future__ import annotations

import pytest

from tests.sites.conftest import Refused
from tests.support import told

EVENT = """
    ---
    title: Forum
    description: A forum.
    kind: event
    date: 2026-11-01
    event:
      starts: 2026-12-04 18:00
      ends: {ends}
      organiser: Us
    ---
    """


def test_an_event_that_ends_before_it_starts(refused: Refused) -> None:
    assert refused({"content/forum.md": EVENT.format(ends="2026-12-04 17:59")}) == told("""
        content/forum.md:8:9: error[date-order]: the event ends before it starts
            8 |   ends: 2026-12-04 17:59
              |         ^^^^^^^^^^^^^^^^
           help: put the two in order
        1 error, 0 warnings in 1 file
    """)


def test_an_event_may_end_on_a_day_of_which_no_hour_is_known(refused: Refused) -> None:
    wrong = told(EVENT.format(ends="2026-12-04")).replace("Forum", "''")
    assert "date-order" not in refused({"content/forum.md": wrong})


@pytest.mark.parametrize("written", ["noon", "2026-12-04 25:00", "2026-12-04 5pm"])
def test_a_time_that_is_none(written: str, refused: Refused) -> None:
    marks = "^" * len(written)
    assert refused({"content/forum.md": EVENT.format(ends=written)}) == told(f"""
        content/forum.md:8:9: error[wrong-type]: ends must be a day such as 2026-12-04, or a time by the site's clock such as 2026-12-04 17:00
            8 |   ends: {written}
              |         {marks}
        1 error, 0 warnings in 1 file
    """)


def test_a_day_as_people_write_it_is_told_as_it_is_to_be_written(refused: Refused) -> None:
    said = refused({"content/forum.md": EVENT.format(ends="4/12/2026")})
    assert "help: write 2026-12-04\n" in said


def test_an_event_without_its_keys_and_without_a_date(refused: Refused) -> None:
    assert refused(
        {
            "content/forum.md": "---\ntitle: Forum\ndescription: D\nkind: event\n---\n",
            "templates/layouts/event.html": "{{ page.event.when }}",
        }
    ) == told("""
        content/forum.md:2:1: error[missing-key]: date is missing, which a page of the kind event needs
            2 | title: Forum
              | ^
           help: add a line date: 2026-11-21
        content/forum.md:2:1: error[missing-key]: event is missing
            2 | title: Forum
              | ^
           help: add event: {starts: 2026-12-04 10:00, organiser: …}
        2 errors, 0 warnings in 1 file
    """)


def test_news_without_a_date_cannot_stand_in_the_feed(refused: Refused) -> None:
    assert refused(
        {
            "data/site.yaml": "kinds: {news/: news}",
            "content/news/index.md": "A landing page lacks nothing. [One](one.md)",
            "content/news/one.md": "Something happened.",
        }
    ) == told("""
        content/news/one.md:2:1: error[missing-key]: date is missing, which a page of the kind news needs
            2 | title: One
              | ^
           help: add a line date: 2026-11-21
        1 error, 0 warnings in 1 file
    """)


def test_keys_of_one_kind_on_a_page_of_another(refused: Refused) -> None:
    news = told(EVENT.format(ends="2026-12-05")).replace("kind: event", "kind: news")
    assert refused({"content/forum.md": news}) == told("""
        content/forum.md:6:1: error[wrong-kind]: event belongs to pages of the kind event, and this is of the kind news
            6 | event:
              | ^^^^^
           help: remove it, or add a line kind: event
        1 error, 0 warnings in 1 file
    """)


def test_dates_in_the_wrong_order(refused: Refused) -> None:
    assert refused(
        {
            "content/a.md": """
                ---
                title: A
                description: D
                date: 2026-11-02
                updated: 2026-11-01
                ---
                """,
            "content/b.md": """
                ---
                title: B
                description: D
                kind: vacancy
                date: 2026-11-02
                vacancy:
                  closes: 2026-11-01
                  employer: Us
                  place: Hull
                  hours: 37
                  employment: full-time
                  salary: {minimum: 1}
                  apply: https://example.org/
                ---
                """,
            "content/c.md": """
                ---
                title: C
                description: D
                kind: vacancy
                date: 2026-11-02
                vacancy:
                  closes: 2026-11-01
                  employer: Us
                  place: Hull
                  hours: 37 hours a week
                  employment: full time
                  salary: {minimum: 1}
                  apply: https://example.org/
                ---
                """,
            "content/d.md": """
                ---
                title: D
                description: D
                kind: story
                story:
                  about: [court]
                  minutes: 5
                  ending: Well.
                  short: Short.
                  consent: 2026-11-01
                  review: 2026-10-01
                ---
                """,
        }
    ) == told("""
        content/a.md:5:10: error[date-order]: updated is before date, 2026-11-02
            5 | updated: 2026-11-01
              |          ^^^^^^^^^^
           help: put the two in order
        content/b.md:10:10: error[wrong-type]: hours must be text
           10 |   hours: 37
              |          ^^
           help: put it in quotes: "37"
        content/b.md:11:15: error[wrong-type]: employment must be one of full time, part time, temporary, contract, volunteer
           11 |   employment: full-time
              |               ^^^^^^^^^
           help: did you mean full time?
        content/c.md:7:11: error[date-order]: the vacancy closes before its date, 2026-11-02
            7 |   closes: 2026-11-01
              |           ^^^^^^^^^^
           help: put the two in order
        content/d.md:11:11: error[date-order]: the review of the story is before the consent to it
           11 |   review: 2026-10-01
              |           ^^^^^^^^^^
           help: put the two in order
        5 errors, 0 warnings in 4 files
    """)


def test_lists_leave_out_an_event_with_mistakes_and_say_nothing_of_their_own(
    refused: Refused,
) -> None:
    assert refused(
        {
            "data/site.yaml": "kinds: {events/: event}",
            "content/events/one.md": EVENT.format(ends="soon"),
            "templates/layouts/page.html": """
                {% for one in pages(kind="event", sort="starts") if one.state == "coming" %}
                {{ one.event.when }}
                {% endfor %}
                """,
        }
    ) == told("""
        content/events/one.md:8:9: error[wrong-type]: ends must be a day such as 2026-12-04, or a time by the site's clock such as 2026-12-04 17:00
            8 |   ends: soon
              |         ^^^^
        1 error, 0 warnings in 1 file
    """)


# Pictures and sound


def test_a_picture_without_a_text_in_its_place(refused: Refused) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"></svg>'
    assert refused(
        {"content/about.md": "![ ](door.svg) and ![A door](door.svg)", "content/door.svg": svg}
    ) == told("""
        content/about.md:5:6: error[missing-alt]: the picture door.svg has no text in its place
            5 | ![ ](door.svg) and ![A door](door.svg)
              |      ^^^^^^^^
           help: say what it shows: ![A desk with a lamp](door.svg)
        1 error, 0 warnings in 1 file
    """)


def test_an_episode_without_its_file_or_its_transcript(refused: Refused) -> None:
    episode = (
        "- {{id: {id}, title: T, date: '{date}', summary: S, sources: [], audio: {audio}{more}}}"
    )
    lines = [
        episode.format(id="one", date="2026", audio="files/one.mp3", more=""),
        episode.format(
            id="two", date="soon", audio="files/oen.mp3", more=", transcript: [{says: Hi}]"
        ),
    ]
    assert refused(
        {"data/episodes.yaml": "\n".join(lines), "assets/files/one.mp3": b"sound"}
    ) == told("""
        data/episodes.yaml:1:69: error[missing-key]: an episode that can be heard here can be read here too
            1 | - {id: one, title: T, date: '2026', summary: S, sources: [], audio: files/one.mp3}
              |                                                                     ^^^^^^^^^^^^^
           help: add transcript: a list of lines {speaker: …, says: …}
        data/episodes.yaml:2:29: error[wrong-type]: soon is no date
            2 | - {id: two, title: T, date: 'soon', summary: S, sources: [], audio: files/oen.mp3, transcript: [{says: Hi}]}
              |                             ^^^^^^
           help: write 2026-11-21, 2026-11, 2026 (in quotes) or unknown
        data/episodes.yaml:2:69: error[missing-file]: there is no file assets/files/oen.mp3
            2 | - {id: two, title: T, date: 'soon', summary: S, sources: [], audio: files/oen.mp3, transcript: [{says: Hi}]}
              |                                                                     ^^^^^^^^^^^^^
           help: did you mean files/one.mp3?
        3 errors, 0 warnings in 1 file
    """)
