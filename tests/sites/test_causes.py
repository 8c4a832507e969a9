"""One cause is told once, where it is: what only follows from it is counted or left out."""

from __future__ import annotations

import pytest

from tests.sites.conftest import Refused
from tests.support import Files, told

SOURCE = "- {id: dfe, title: T, publisher: P, url: 'https://a.uk/'}\n"
REPORT = """
    - id: {id}
      title: A report
      date: "2025"
      kind: evaluation
      theme: wider societal issues
      {publisher}: Us
      summary: What we found.
      availability: not found
      sources: [dfe]
    """
EACH = '---\ntitle: "{title}"\ndescription: "{summary}"\neach: {records: reports}\n---\n'


def test_a_report_with_a_slip_in_it_still_has_a_page_and_can_be_named(refused: Refused) -> None:
    files: Files = {
        "data/sources.yaml": SOURCE,
        "data/reports.yaml": told(REPORT.replace("{id}", "a").replace("{publisher}", "publsher"))
        + "\n"
        + told(REPORT.replace("{id}", "b").replace("{publisher}", "publisher")),
        "content/library/each.md": EACH,
        "content/index.md": (
            "---\ntitle: Home\ndescription: D\nreports: [a, b]\n---\n[A](library/a.md)\n"
        ),
    }
    assert refused(files) == told("""
        data/reports.yaml:6:3: error[unknown-key]: unknown key publsher (1 place uses this record)
            6 |   publsher: Us
              |   ^^^^^^^^
           help: did you mean publisher?
        1 error, 0 warnings in 1 file
    """)


def test_of_each_faulty_record_the_first_mistake_counts_the_places_that_use_it(
    refused: Refused,
) -> None:
    page = "---\ntitle: T\ndescription: D\nsources: [dfe]\n---\nThere are [[figure:plots]].\n"
    files: Files = {
        "data/sources.yaml": "- {id: dfe, titel: T, publisher: P, ulr: 'https://a.uk/'}\n"
        "- {id: unused, titel: T, publisher: P, url: 'https://b.uk/'}\n",
        "data/figures.yaml": "- {id: plots, value: x, measures: m, period: p, source: dfe}\n",
        "content/a.md": page,
        "content/b.md": page,
    }
    counted = [line for line in refused(files).splitlines() if ": error[" in line]
    assert counted == [
        "data/figures.yaml:1:22: error[wrong-type]: value must be a number"
        " (2 places use this record)",
        "data/sources.yaml:1:13: error[unknown-key]: unknown key titel (2 places use this record)",
        "data/sources.yaml:1:37: error[unknown-key]: unknown key ulr",
        "data/sources.yaml:2:16: error[unknown-key]: unknown key titel",
    ]


def test_an_id_that_many_places_use_is_told_where_data_uses_it(refused: Refused) -> None:
    page = "---\ntitle: T\ndescription: D\nsources: [P-WOMEN]\n---\n"
    report = REPORT.replace("{id}", "a").replace("{publisher}", "publisher")
    files: Files = {
        "data/sources.yaml": SOURCE
        + "- {id: P-WOMENS, title: T, publisher: P, url: 'https://a.uk/'}\n",
        "data/reports.yaml": told(report.replace("dfe", "P-WOMEN")),
        "content/a.md": page,
        "content/b.md": page,
    }
    assert refused(files) == told("""
        data/reports.yaml:9:13: error[unknown-source]: there is no source P-WOMEN, and 2 more places that use it
            9 |   sources: [P-WOMEN]
              |             ^^^^^^^
           help: did you mean P-WOMENS? if the record has another id now, give it back this one, or change each place
        1 error, 0 warnings in 1 file
    """)


def test_one_wrong_year_blames_one_entry(refused: Refused) -> None:
    years = [*range(2001, 2011), 2051, *range(2012, 2042)]
    timeline = "".join(
        f'- {{id: a{year}, date: "{year}", text: T, sources: [dfe]}}\n' for year in years
    )
    files: Files = {"data/sources.yaml": SOURCE, "data/timeline.yaml": timeline}
    assert refused(files) == told("""
        data/timeline.yaml:11:21: error[wrong-order]: 2051 stands before 2012
           11 | - {id: a2051, date: "2051", text: T, sources: [dfe]}
              |                     ^^^^^^
           help: correct the date, or list the events by date, the oldest first
        1 error, 0 warnings in 1 file
    """)


def test_a_page_with_a_slip_in_it_keeps_its_date_its_aliases_and_its_menu(refused: Refused) -> None:
    files: Files = {
        "content/about.md": (
            "---\ntitel: About\ndescription: D\naliases: [/who/]\ndate: 2025-01-02\n---\n"
        ),
        "content/index.md": "[About](about.md) [Who](/who/)",
        "data/navigation.yaml": "- about.md",
    }
    assert refused(files) == told("""
        content/about.md:2:1: error[unknown-key]: unknown key titel
            2 | titel: About
              | ^^^^^
           help: did you mean title?
        1 error, 0 warnings in 1 file
    """)


def test_a_record_without_an_id_may_be_any(refused: Refused) -> None:
    said = refused(
        {
            "data/sources.yaml": "- {idd: dfe, title: T, publisher: P, url: 'https://a.uk/'}\n",
            "content/a.md": "---\ntitle: T\ndescription: D\nsources: [dfe]\n---\n",
        }
    )
    assert said.count("error[") == 1
    assert "unknown key idd" in said


@pytest.mark.parametrize("purpose", ["-0", "[[]]", "{a: b}"])
def test_a_faulty_record_with_the_id_of_a_sound_one(refused: Refused, purpose: str) -> None:
    files: Files = {
        "data/sources.yaml": SOURCE,
        "data/funders.yaml": "\n".join(
            f"- {{id: a, name: A, purpose: {one}, period: '2025', sources: [dfe]}}"
            for one in (purpose, "to help")
        ),
    }
    heads = [line for line in refused(files).splitlines() if "error[" in line]
    assert [line.partition("error")[2].partition("]")[0] for line in heads] == [
        "[wrong-type",
        "[duplicate-id",
    ]
