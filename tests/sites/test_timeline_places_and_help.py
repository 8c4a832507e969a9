"""Dates, places and help lines from data/: what layouts get of them, and mistakes in them."""

from __future__ import annotations

from tests.sites.conftest import Refused
from tests.support import Site, told

SOURCES = "- {id: dfe, title: Evaluation, publisher: Department, url: 'https://example.org/'}"
REGION = "- {id: london, name: London, nation: England, label: [London], column: 3, row: 4}"
LINE = """
    - id: line
      topic: Now
      name: The line
      purpose: To talk.
      whom: Anyone
      nations: [England]
      sources: [dfe]
      checked: 2026-11-21
    """


def line(*more: str) -> str:
    """Return a help line with more keys."""
    return told(LINE) + "".join(f"\n  {one}" for one in more) + "\n"


def test_events_are_printed_as_far_as_their_dates_are_known(site: Site) -> None:
    site.write(
        {
            "data/sources.yaml": SOURCES,
            "data/timeline.yaml": """
                - {id: a, date: 2016-11-07, text: A day., sources: [dfe]}
                - {id: b, date: 2017-04, text: A month., sources: [dfe]}
                - {id: c, date: "2017", text: A year., sources: [dfe]}
                - {id: d, date: "2017", season: autumn, text: A season., sources: [dfe]}
                - {id: e, date: 2017-04-30, text: Perhaps sooner., sources: [dfe]}
                """,
            "templates/layouts/page.html": """
                {% for event in records("timeline") %}
                {{ event.when.iso }}|{{ event.season }}|{{ event.when }}|{{ event.text }}
                {% endfor %}
                """,
        }
    )
    built = site.build()
    assert built.report == ""
    assert built.outputs["index.html"].strip() == told("""
        2016-11-07||7 November 2016|A day.
        2017-04||April 2017|A month.
        2017||2017|A year.
        2017|autumn|2017|A season.
        2017-04-30||30 April 2017|Perhaps sooner.
    """)


def test_a_page_shows_the_help_lines_that_it_names_in_its_own_order(site: Site) -> None:
    site.write(
        {
            "data/sources.yaml": SOURCES,
            "data/help.yaml": line("confidence: high")
            + line("confidence: low").replace("id: line", "id: other"),
            "content/index.md": "---\ntitle: A\ndescription: D\nhelp: [other, line]\n---\n",
            "templates/layouts/page.html": "{% for one in page.help %}{{ one.id }} {% endfor %}",
        }
    )
    assert site.build().outputs["index.html"] == "other line "


def test_a_place_is_printed_in_words_where_dates_say_too_much(site: Site) -> None:
    site.write(
        {
            "data/sources.yaml": SOURCES,
            "data/regions.yaml": REGION,
            "data/places.yaml": """
                - {id: a, name: A, region: london, sources: [dfe], known_from: 2015-06}
                - id: b
                  name: B
                  region: london
                  sources: [dfe]
                  known_from: "2017"
                  last_seen: "2017"
                  last_seen_in_words: the end of 2017
                """,
            "templates/layouts/page.html": (
                "{% for one in records('places') %}{{ one.first }}, {{ one.last }}; {% endfor %}"
            ),
        }
    )
    built = site.build()
    assert built.report == ""
    assert built.outputs["index.html"].strip() == (
        "June 2015, date not known; 2017, the end of 2017;"
    )


def test_the_timeline_is_in_order_and_every_event_has_a_date_and_sources(
    refused: Refused,
) -> None:
    assert refused(
        {
            "data/sources.yaml": SOURCES,
            "data/timeline.yaml": """
                - {id: a, date: 2017-04, text: A., sources: [dfe]}
                - {id: b, date: "2016", text: B., sources: [dfe]}
                - {id: c, date: unknown, text: C., sources: [dfe]}
                - {id: d, date: 2017-13, text: D., sources: [dfe]}
                - {id: e, date: 2017-03-31, text: E., sources: [def]}
                """,
        }
    ) == told("""
        data/timeline.yaml:1:17: error[wrong-order]: April 2017 stands before 2016
            1 | - {id: a, date: 2017-04, text: A., sources: [dfe]}
              |                 ^^^^^^^
           help: correct the date, or list the events by date, the oldest first
        data/timeline.yaml:3:17: error[wrong-order]: an event of the timeline has a date
            3 | - {id: c, date: unknown, text: C., sources: [dfe]}
              |                 ^^^^^^^
           help: give at least the year, or leave the event out
        data/timeline.yaml:4:17: error[wrong-type]: 2017-13 is no date
            4 | - {id: d, date: 2017-13, text: D., sources: [dfe]}
              |                 ^^^^^^^
           help: write 2026-11-21, 2026-11, 2026 (in quotes) or unknown
        data/timeline.yaml:5:49: error[unknown-source]: there is no source def
            5 | - {id: e, date: 2017-03-31, text: E., sources: [def]}
              |                                                 ^^^
           help: did you mean dfe?
        4 errors, 0 warnings in 1 file
    """)


def test_an_id_stands_once(refused: Refused) -> None:
    assert refused(
        {
            "data/sources.yaml": SOURCES,
            "data/help.yaml": line("confidence: high") * 2,
        }
    ) == told("""
        data/help.yaml:10:7: error[duplicate-id]: the id line stands twice (first on line 1)
           10 | - id: line
              |       ^^^^
        1 error, 0 warnings in 1 file
    """)


def test_a_place_lies_in_a_known_region_and_is_seen_last_after_it_is_known(
    refused: Refused,
) -> None:
    assert refused(
        {
            "data/sources.yaml": SOURCES,
            "data/regions.yaml": REGION,
            "data/places.yaml": """
                - id: a
                  name: Hackney
                  region: londn
                  known_from: 2015-06
                  last_seen: "2014"
                  local_page: dfg
                  sources: [dfe]
                """,
        }
    ) == told("""
        data/places.yaml:3:11: error[unknown-region]: there is no region londn
            3 |   region: londn
              |           ^^^^^
           help: did you mean london?
        data/places.yaml:5:14: error[wrong-order]: Hackney was last seen before it was known, in June 2015
            5 |   last_seen: "2014"
              |              ^^^^^^
           help: exchange the two dates
        data/places.yaml:6:15: error[unknown-source]: there is no source dfg
            6 |   local_page: dfg
              |               ^^^
           help: did you mean dfe?
        3 errors, 0 warnings in 1 file
    """)


def test_a_number_is_given_only_if_it_is_sure(refused: Refused) -> None:
    assert refused(
        {
            "data/sources.yaml": SOURCES,
            "data/help.yaml": line("confidence: medium", 'number: "116 123"'),
        }
    ) == told("""
        data/help.yaml:10:11: error[unsure-number]: number is given, but the confidence is medium
           10 |   number: "116 123"
              |           ^^^^^^^^^
           help: leave it out and give the address, or find sources that agree
        1 error, 0 warnings in 1 file
    """)


def test_a_page_names_help_lines_that_exist(refused: Refused) -> None:
    assert refused(
        {
            "data/sources.yaml": SOURCES,
            "data/help.yaml": line("confidence: high"),
            "content/index.md": "---\ntitle: A\ndescription: D\nhelp: [lime]\n---\n",
        }
    ) == told("""
        content/index.md:4:8: error[unknown-help]: there is no help lime
            4 | help: [lime]
              |        ^^^^
           help: did you mean line?
        1 error, 0 warnings in 1 file
    """)


def test_a_number_that_cannot_be_dialled(refused: Refused) -> None:
    said = refused(
        {
            "data/sources.yaml": SOURCES,
            "data/help.yaml": line("confidence: high", "number: O8OO 111"),
        }
    )
    assert said.startswith(
        "data/help.yaml:10:11: error[wrong-number]: O8OO 111 cannot be dialled\n"
    )
    assert "   help: write digits and spaces only\n" in said
