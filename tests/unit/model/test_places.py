"""Folders as sections: landing pages, order, breadcrumbs, neighbours."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sitegen.model.page_lists import list_pages
from sitegen.model.types import Crumb, Section
from tests.support import model_of


def page(title: str, more: str = "") -> str:
    return f"---\ntitle: {title}\ndescription: D\n{more}\n---\n"


def test_children_stand_in_their_order_then_newest_first_then_by_title() -> None:
    site = model_of(
        {
            "content/index.md": page("Home"),
            "content/a.md": page("zebra"),
            "content/b.md": page("Apple"),
            "content/c.md": page("Old", "date: 2026-01-01"),
            "content/d.md": page("New", "date: 2026-02-01"),
            "content/e.md": page("Second", "order: 2"),
            "content/f.md": page("First", "order: 1"),
            "content/g.md": page("Also second, but newer", "order: 2\ndate: 2026-01-01"),
        }
    )
    titles = [site.pages[child].front.title for child in site.pages["content/index.md"].children]
    assert titles == [
        "First",
        "Also second, but newer",
        "Second",
        "New",
        "Old",
        "Apple",
        "zebra",
    ]


def test_neighbours_are_the_children_before_and_after() -> None:
    site = model_of(
        {
            "content/s/index.md": page("S"),
            "content/s/a.md": page("A"),
            "content/s/b.md": page("B"),
            "content/s/deep/index.md": page("C"),
            "content/s/deep/d.md": page("D"),
        }
    )
    around = {id_: (one.previous, one.next) for id_, one in site.pages.items()}
    assert around == {
        "content/s/index.md": (None, None),
        "content/s/a.md": (None, "content/s/b.md"),
        "content/s/b.md": ("content/s/a.md", "content/s/deep/index.md"),
        "content/s/deep/index.md": ("content/s/b.md", None),
        "content/s/deep/d.md": (None, None),
    }


def test_pages_of_a_folder_without_a_landing_page_belong_to_the_folder_above() -> None:
    site = model_of(
        {
            "content/index.md": page("Home"),
            "content/s/index.md": page("S"),
            "content/s/2026/may/a.md": page("A"),
            "content/other/b.md": page("B"),
            "content/404.md": page("Lost", "kind: error"),
        }
    )
    assert site.pages["content/s/index.md"].children == ("content/s/2026/may/a.md",)
    assert site.pages["content/index.md"].children == ("content/other/b.md", "content/s/index.md")


def test_a_section_is_named_by_its_landing_page_or_its_folder() -> None:
    site = model_of(
        {
            "content/about-us/index.md": page("About the charity", "menu_title: About us"),
            "content/about-us/a.md": page("A"),
            "content/our_big-plans/b.md": page("B"),
        }
    )
    assert site.pages["content/about-us/a.md"].section == Section(
        "content/about-us", "About us", "/about-us/", "content/about-us/index.md"
    )
    assert site.pages["content/our_big-plans/b.md"].section == Section(
        "content/our_big-plans", "Our big plans", None, None
    )


def test_breadcrumbs_lead_from_home_to_the_page() -> None:
    site = model_of(
        {
            "content/index.md": page("Welcome"),
            "content/a/index.md": page("A"),
            "content/a/b/c.md": page("A long title", "menu_title: C"),
        }
    )
    assert site.pages["content/a/b/c.md"].breadcrumbs == (
        Crumb("Home", "/"),
        Crumb("A", "/a/"),
        Crumb("B", None),
        Crumb("C", "/a/b/c/", current=True),
    )
    assert site.pages["content/a/index.md"].breadcrumbs == (
        Crumb("Home", "/"),
        Crumb("A", "/a/", current=True),
    )


def test_home_and_the_error_page_have_no_breadcrumbs() -> None:
    site = model_of({"content/index.md": page("H"), "content/404.md": page("Lost", "kind: error")})
    assert [one.breadcrumbs for one in site.pages.values()] == [(), ()]


def test_without_a_home_breadcrumbs_begin_with_the_section() -> None:
    site = model_of({"content/a/index.md": page("A"), "content/a/b.md": page("B")})
    assert [crumb.title for crumb in site.pages["content/a/b.md"].breadcrumbs] == ["A", "B"]


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
