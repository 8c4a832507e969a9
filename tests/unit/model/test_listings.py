"""Questions that layouts ask wrongly."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sitegen.model.listings import list_pages
from tests.support import model_of

SITE = model_of({"content/index.md": "Home.", "content/a.md": "A."})


KNOWN = "known are date, updated, title, order, url, starts, closes"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"kind": ["a"]}, "pages() wants kind as text, not ['a']"),
        ({"section": 5}, "pages() wants section as text, not 5"),
        (
            {"sort": "size"},
            f"pages() cannot sort by size; {KNOWN}",
        ),
        (
            {"sort": None},
            f"pages() cannot sort by None; {KNOWN}",
        ),
        ({"limit": "3"}, "pages() wants limit as a whole number, not '3'"),
        ({"limit": -1}, "pages() wants limit as a whole number, not -1"),
    ],
)
def test_a_question_that_makes_no_sense(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        list_pages(SITE, **arguments)


def test_pages_without_the_value_come_last_in_either_direction() -> None:
    dated = "---\ntitle: Z\ndescription: D\ndate: 2026-01-01\n---\n"
    site = model_of({"content/b.md": "B.", "content/z.md": dated, "content/a.md": "A."})
    for sort in ("date", "-date"):
        assert [page.front.title for page in list_pages(site, sort=sort)] == ["Z", "A", "B"]
