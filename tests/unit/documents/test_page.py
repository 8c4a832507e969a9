"""A page is read with every mistake in it, and still exists if there are some."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, time
from functools import partial

import pytest

from models.event import Event
from models.story import Story
from models.vacancy import Salary, Vacancy
from sitegen.documents.page import Document, FrontMatter, load_document
from sitegen.fields.local_time import LocalTime
from sitegen.fields.types import Money
from sitegen.sources import SourceFile
from tests.support import lines, models_of_project, told

POUNDS = partial(Money, sign="£")


def load(text: str) -> tuple[Document, list[str]]:
    document, found = load_document(
        SourceFile("content/a.md", told(text).encode(), ""), models_of_project()
    )
    return document, lines(found)


def test_everything_that_a_page_can_say_of_itself() -> None:
    document, found = load(
        """
        ---
        title: Home
        description: D
        date: 2026-11-21
        updated: 2026-11-22
        checked: 2026-11-23
        kind: home
        layout: wide
        order: -1
        draft: true
        status: superseded
        aliases: [/old/]
        summary: Short.
        sources: [dfe]
        reports: [plan]
        share: true
        lang: cy
        menu_title: H
        meta: {free: [1, {deep: null}]}
        ---
        Body
        """
    )
    assert found == []
    assert document.front == FrontMatter(
        title="Home",
        description="D",
        date=LocalTime(date(2026, 11, 21)),
        updated=date(2026, 11, 22),
        kind="home",
        layout="wide",
        order=-1,
        draft=True,
        status="superseded",
        aliases=("/old/",),
        summary="Short.",
        share=True,
        lang="cy",
        menu_title="H",
        meta={"free": [1, {"deep": None}]},
        further={
            "help": (),
            "reports": ("plan",),
            "sources": ("dfe",),
            "checked": date(2026, 11, 23),
        },
    )
    assert document.sound


def test_what_pages_of_some_kinds_say_of_themselves() -> None:
    document, found = load(
        """
        ---
        title: All three, which no page may have
        description: D
        event:
          starts: 2026-12-04 18:00
          ends: 2026-12-04
          place: Hull
          online: https://example.org/
          organiser: Us
          status: postponed
          booking: https://example.org/book
          cost: Free
          access: Step-free
        vacancy:
          closes: 2026-12-04
          employer: Us
          place: Hull
          hours: 21 hours a week
          employment: part time
          salary: {minimum: 18.5, maximum: 20, per: hour, note: before tax}
          apply: mailto:jobs@example.org
        story:
          about: [court, loss]
          minutes: 5
          ending: It ends well.
          short: In short.
          consent: 2026-01-01
          review: 2027-01-01
        ---
        """
    )
    assert found == []
    assert asdict(document.front.own["event"]) == asdict(
        Event(
            starts=LocalTime(date(2026, 12, 4), time(18, 0)),
            ends=LocalTime(date(2026, 12, 4)),
            place="Hull",
            online="https://example.org/",
            organiser="Us",
            status="postponed",
            booking="https://example.org/book",
            cost="Free",
            access="Step-free",
        )
    )
    assert asdict(document.front.own["vacancy"]) == asdict(
        Vacancy(
            closes=LocalTime(date(2026, 12, 4)),
            employer="Us",
            place="Hull",
            hours="21 hours a week",
            employment="part time",
            salary=Salary(Money(18.5), Money(20), "hour", "before tax"),
            apply="mailto:jobs@example.org",
        )
    )
    assert asdict(document.front.own["story"]) == asdict(
        Story(
            about=("court", "loss"),
            minutes=5,
            ending="It ends well.",
            short="In short.",
            consent=date(2026, 1, 1),
            review=LocalTime(date(2027, 1, 1)),
        )
    )


@pytest.mark.parametrize(
    ("salary", "in_words"),
    [
        (Salary(POUNDS(28000)), "£28,000 a year"),
        (Salary(POUNDS(28000), POUNDS(31000)), "£28,000 to £31,000 a year"),
        (Salary(POUNDS(28000), POUNDS(28000), note="pro rata"), "£28,000 a year, pro rata"),
        (Salary(POUNDS(13.5), POUNDS(14), "hour"), "£13.50 to £14 an hour"),
    ],
)
def test_a_salary_in_words(salary: Salary, in_words: str) -> None:
    assert str(salary) == in_words


def test_title_and_description_are_enough() -> None:
    document, found = load("---\ntitle: Home\ndescription: D\n---")
    further = {"help": (), "reports": (), "sources": (), "checked": None}
    assert (document.front, found) == (FrontMatter("Home", "D", further=further), [])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Kept\n---\nBody", "Kept"),
        ("---\ntitle: Kept\ndescription: D\nnumber: 1\n---\nBody", "Kept"),
        ("---\ntitle: 5\ndescription: D\n---\nBody", "5"),
        ("---\ntitle: a: b\n---\nBody", "a"),
        ("---\n- list\n---\nBody", "a"),
        ("---\n---\nBody", "a"),
    ],
)
def test_a_page_with_mistakes_still_exists(text: str, title: str) -> None:
    document, found = load(text)
    assert found
    assert not document.sound
    assert document.front.title == title


@pytest.mark.parametrize("written", ['"0"', "'1666569600'", "'-1'", "'86400.0'"])
def test_a_number_in_quotes_is_no_date(written: str) -> None:
    _, found = load(f"---\ntitle: T\ndescription: D\ndate: {written}\n---")
    mistake = (
        "4:7 wrong-type: date must be a date such as 2026-11-21"
        " -> write year, month and day: 2026-11-21"
    )
    assert set(found) == {mistake}


def test_a_date_may_stand_in_quotes() -> None:
    document, found = load("---\ntitle: T\ndescription: D\ndate: '2026-11-21'\n---")
    assert (document.front.date, found) == (LocalTime(date(2026, 11, 21)), [])


@pytest.mark.parametrize("language", ["“cy”", "Welsh language", "cy_GB"])
def test_the_language_of_a_page_is_a_tag(language: str) -> None:
    document, found = load(
        f"""
        ---
        title: Croeso
        description: D
        lang: {language}
        ---
        """
    )
    assert found == [
        f"4:7 wrong-type: {language} is no language tag -> "
        "write the tag of a language: cy for Welsh, pt-BR for Portuguese as in Brazil"
    ]
    assert not document.sound
