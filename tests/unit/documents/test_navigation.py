"""navigation.yaml as written: both forms of a file, all forms of an item."""

from __future__ import annotations

import pytest

from sitegen.documents.navigation import NavigationItem, load_navigation
from sitegen.schema.yaml_text import read_yaml
from tests.support import lines, told


def load(text: str) -> tuple[dict[str, tuple[NavigationItem, ...]], list[str]]:
    yaml, found = read_yaml(told(text), "data/navigation.yaml")
    assert found == ()
    menus, mistakes = load_navigation(yaml)
    return menus, lines(mistakes)


def test_without_a_file_the_menus_are_there_and_empty() -> None:
    assert load("") == ({"primary": (), "utility": (), "footer": ()}, [])


def test_a_list_is_the_primary_menu() -> None:
    menus, found = load("- a.md\n- {page: b.md, title: B}")
    assert found == []
    assert menus["primary"] == (
        NavigationItem("a.md", "", "", (), (0,)),
        NavigationItem("b.md", "", "B", (), (1,)),
    )
    assert menus["footer"] == ()


def test_a_mapping_names_menus_also_new_ones() -> None:
    menus, found = load("footer: [a.md]\nsocial:\n  - {url: /x/, title: X}")
    assert found == []
    assert menus["footer"] == (NavigationItem("a.md", "", "", (), ("footer", 0)),)
    assert menus["social"] == (NavigationItem("", "/x/", "X", (), ("social", 0)),)
    assert menus["primary"] == ()


def test_children_stand_to_any_depth_and_know_their_place() -> None:
    menus, _ = load("- {page: a.md, children: [{page: b.md, children: [c.md]}]}")
    (a,) = menus["primary"]
    (b,) = a.children
    (c,) = b.children
    assert c == NavigationItem("c.md", "", "", (), (0, "children", 0, "children", 0))


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("5", "1:1 navigation: navigation must be a list of items or a mapping of menus"),
        ("primary: a.md", "1:10 navigation: a menu must be a list: each item after a dash"),
        ("- {title: T}", "1:3 navigation: an item needs page: or url:, and not both"),
        ("- {page: a.md, url: /a/}", "1:3 navigation: an item needs page: or url:, and not both"),
        (
            "- {url: /a/}",
            "1:3 navigation: an item with url: needs a title: -> add a line title: …",
        ),
        ("- [a.md]", "1:3 wrong-type: this must be a mapping: lines of the form key: value"),
        ("- {page: 5}", '1:10 wrong-type: page must be text -> put it in quotes: "5"'),
        ("- {pge: a.md}", "1:4 unknown-key: unknown key pge -> did you mean page?"),
        (
            "- {page: a.md, children: b.md}",
            "1:26 wrong-type: children must be a list: one item a line, each after a dash"
            " -> write [b.md]",
        ),
        (
            "- {page: a.md, children: [{page: b.md, children: [{}]}]}",
            "1:51 navigation: an item needs page: or url:, and not both",
        ),
    ],
)
def test_each_mistake_has_its_place(text: str, mistake: str) -> None:
    assert load(text)[1] == [mistake]


def test_an_item_with_a_mistake_leaves_the_others() -> None:
    menus, found = load("- a.md\n- {}\n- b.md")
    assert [item.page for item in menus["primary"]] == ["a.md", "b.md"]
    assert len(found) == 1
