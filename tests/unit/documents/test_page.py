"""A page is read with every mistake in it, and still exists if there are some."""

from __future__ import annotations

from datetime import date

import pytest

from sitegen.documents.page import Document, FrontMatter, load_document
from sitegen.sources import SourceFile
from tests.support import lines, told


def load(text: str) -> tuple[Document, list[str]]:
    document, found = load_document(SourceFile("content/a.md", told(text).encode(), ""))
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
        date=date(2026, 11, 21),
        updated=date(2026, 11, 22),
        checked=date(2026, 11, 23),
        kind="home",
        layout="wide",
        order=-1,
        draft=True,
        status="superseded",
        aliases=("/old/",),
        summary="Short.",
        sources=("dfe",),
        reports=("plan",),
        share=True,
        lang="cy",
        menu_title="H",
        meta={"free": [1, {"deep": None}]},
    )
    assert (document.body, document.body_line, document.sound) == ("Body", 21, True)


def test_title_and_description_are_enough() -> None:
    document, found = load("---\ntitle: Home\ndescription: D\n---")
    assert (document.front, found) == (FrontMatter("Home", "D"), [])


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
    assert (document.front.title, document.body) == (title, "Body")


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
    assert (document.front.date, found) == (date(2026, 11, 21), [])
