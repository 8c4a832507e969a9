"""Entries of menus are resolved to pages, and pages stand somewhere in them."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Severity
from sitegen.model.menus import MenuPlace, place_in
from sitegen.model.types import MenuItem
from tests.support import Files, inputs_of, lines, model_of

PAGES: Files = {
    "content/index.md": "Home.",
    "content/a/index.md": "A.",
    "content/a/b.md": "---\ntitle: The letter B\ndescription: D\nmenu_title: B\n---\n",
    "content/a/deep/c.md": "C.",
    "content/draft.md": "---\ntitle: Draft\ndescription: D\ndraft: true\n---\n",
    "assets/public/map.pdf": b"",
}


def menu(text: str) -> tuple[tuple[MenuItem, ...], list[str]]:
    inputs, found = inputs_of({**PAGES, "data/navigation.yaml": text})
    return inputs.site.menus["primary"], lines(found)


def test_an_entry_takes_its_title_from_the_menu_or_the_page() -> None:
    items, found = menu("- a/b.md\n- {page: a/index.md, title: Mine}\n- index.md")
    assert found == []
    assert [(item.title, item.url, item.page) for item in items] == [
        ("B", "/a/b/", "content/a/b.md"),
        ("Mine", "/a/", "content/a/index.md"),
        ("Content", "/", "content/index.md"),
    ]


@pytest.mark.parametrize(
    ("url", "page", "external"),
    [
        ("/a/", "content/a/index.md", False),
        ("/a/?x=1", "content/a/index.md", False),
        ("/a/b/#part", "content/a/b.md", False),
        ("/map.pdf", None, False),
        ("https://www.example.org/", None, True),
        ("mailto:a@example.org", None, True),
        ("tel:+44123", None, True),
    ],
)
def test_an_entry_by_url(url: str, page: str | None, external: bool) -> None:
    items, found = menu(f"- {{url: '{url}', title: T}}")
    assert found == []
    assert items == (MenuItem("T", url, page, external),)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("a/", "a/ is no web address -> begin it with / or with https://"),
        ("www.gov.uk/a", "www.gov.uk/a is no web address -> write https://www.gov.uk/a"),
        (
            "javascript:x",
            "links with javascript: are not allowed -> allowed are http, https, mailto, tel, sms",
        ),
        ("htps://a.uk/", "links with htps: are not allowed -> did you mean https:?"),
        ("//a.example/", "//a.example/ is no web address -> begin it with / or with https://"),
        ("#a", "#a is no web address -> begin it with / or with https://"),
    ],
)
def test_an_address_that_no_menu_may_have(url: str, message: str) -> None:
    items, found = menu(f"- {{url: '{url}', title: T}}")
    assert (items, found) == ((), [f"1:9 navigation: {message}"])


def test_a_page_may_stand_twice_if_one_leads_to_a_part_of_it() -> None:
    items, found = menu("- a/b.md\n- {url: '/a/b/#part', title: Part}")
    assert (len(items), found) == (2, [])


def test_a_page_may_stand_in_two_menus() -> None:
    _, found = menu("primary: [a/b.md]\nfooter: [a/b.md]")
    assert found == []


def test_a_draft_is_left_out_with_a_warning_and_its_children_move_up() -> None:
    text = "- {page: draft.md, children: [a/b.md]}"
    inputs, found = inputs_of({**PAGES, "data/navigation.yaml": text})
    assert [item.title for item in inputs.site.menus["primary"]] == ["B"]
    assert lines(found) == [
        "1:10 navigation: draft.md is a draft and left out of the menu"
        " -> take the entry out until the page is published"
    ]
    assert found[0].severity is Severity.WARNING


def test_an_unknown_page_is_a_mistake_and_its_children_stay() -> None:
    items, found = menu("- {page: a/bb.md, children: [a/b.md]}")
    assert [item.title for item in items] == ["B"]
    assert found == ["1:10 navigation: there is no page a/bb.md -> did you mean a/b.md?"]


@pytest.mark.parametrize("written", ["/a/b/", "content/a/b.md", "a/b", "/a/b.md"])
def test_a_page_that_is_named_in_another_way_is_told_by_its_path(written: str) -> None:
    _, found = menu(f"- {written}")
    assert found == [f"1:3 navigation: there is no page {written} -> did you mean a/b.md?"]


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("content/a/index.md", MenuPlace("/a/", exact=True)),
        ("content/a/b.md", MenuPlace("/a/b/", exact=True)),
        ("content/a/deep/c.md", MenuPlace("/a/", exact=False)),
        ("content/index.md", MenuPlace(None, exact=False)),
    ],
)
def test_a_page_stands_at_its_entry_or_that_of_its_section(page: str, place: MenuPlace) -> None:
    site = model_of(
        {
            **{path: text for path, text in PAGES.items() if "draft" not in path},
            "data/navigation.yaml": "- {page: a/index.md, children: [a/b.md]}",
        }
    )
    assert place_in(site.urls_of_menus["primary"], site.pages[page]) == place
