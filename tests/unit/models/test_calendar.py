"""Whatever an event is called, calendars read its name back."""

from __future__ import annotations

from dataclasses import replace

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.model.pages import Pages
from sitegen.render.model_files import beside_pages
from tests.support import model_of

SITE = model_of(
    {
        "content/fair.md": """
            ---
            title: Fair
            description: D
            kind: event
            date: 2026-11-01
            event: {starts: 2026-12-04, organiser: Us}
            ---
            """
    }
)
#: What YAML lets into a title: no control characters, and no half of a pair.
TITLES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]))


@given(TITLES)
@example("long " * 50)
@example("\N{SNOWMAN}" * 50)
def test_any_name_comes_back_from_lines_of_at_most_75_octets(title: str) -> None:
    page = SITE.pages["content/fair.md"]
    renamed = replace(page, front=replace(page.front, title=title))
    (data,) = beside_pages(replace(SITE, pages=Pages({page.id: renamed}, {}))).data.values()
    text = data.decode()
    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75
    (event,) = icalendar.Calendar.from_ical(text).events
    assert event["SUMMARY"] == title


@pytest.mark.parametrize(
    "end", ["\r", "\n", "\r\n", "\v", "\f", "\x1e", "\x85", "\u2028", "\u2029"]
)
def test_no_line_end_begins_a_line_of_its_own(end: str) -> None:
    page = SITE.pages["content/fair.md"]
    front = replace(page.front, title=f"A{end}ATTACH:https://evil.example/")
    pages = Pages({page.id: replace(page, front=front)}, {})
    (data,) = beside_pages(replace(SITE, pages=pages)).data.values()
    text = data.decode()
    (event,) = icalendar.Calendar.from_ical(text).events
    assert event["SUMMARY"] == "A\nATTACH:https://evil.example/"
    assert "ATTACH" not in event
    assert not set(text.replace("\r\n", "")) & set("\r\n\v\f\x1e\x85\u2028\u2029")
