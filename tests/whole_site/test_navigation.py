"""The menus are those of the data, whole on every page, and say where the reader is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from sitegen.model.routes import page_route
from tests.whole_site.publishing import LOST, MODEL, HtmlFile, Published, data, words


class Entry(NamedTuple):
    """One entry of a menu; the first level is 1."""

    level: int
    title: str
    url: str


MENUS = data("navigation")
MENU_TITLES = {page.url: page.menu_title for page in MODEL.pages.values()}
SIDE = "In this section"
OUTSIDE_THE_MENU = ["/", LOST]


def test_the_primary_menu_has_entries_on_four_levels() -> None:
    entries = list(planned(MENUS["primary"]))
    assert {entry.level for entry in entries} == {1, 2, 3, 4}
    assert [entry.title for entry in entries if entry.level == 1] == [
        "About Us",
        "What we do",
        "Our impact",
    ]


def test_every_page_has_the_whole_primary_menu_as_links_that_need_no_script(
    site: Published,
) -> None:
    expected = list(planned(MENUS["primary"]))
    for page in site.pages:
        details = page.nav("Primary").find(".//details")
        assert details is not None
        assert list(linked(details.find("ul"))) == expected, page.url


def test_wide_screens_get_the_sections_as_a_bar_on_every_page(site: Published) -> None:
    expected = [entry for entry in planned(MENUS["primary"]) if entry.level == 1]
    for page in site.pages:
        bar = page.nav("Primary").find(".//ul")
        assert list(linked(bar)) == expected, page.url


def test_every_page_has_the_utility_and_the_footer_links(site: Published) -> None:
    for page in site.pages:
        for name, menu in (("Utility", "utility"), ("Footer", "footer")):
            shown = list(linked(page.nav(name).find(".//ul")))
            assert shown == list(planned(MENUS[menu])), page.url


def test_a_page_of_the_menu_shows_its_section_beside_the_text(site: Published) -> None:
    for section in MENUS["primary"]:
        for entry in planned([section]):
            page = site.page(entry.url)
            shown = list(linked(page.nav(SIDE).find("ul")))
            assert shown == list(around([section], entry.url)), page.url
            marked = page.nav(SIDE).findall(".//a[@aria-current='page']")
            assert [link.get("href") for link in marked] == [entry.url]


def test_a_page_outside_the_menu_shows_no_section(site: Published) -> None:
    inside = {entry.url for entry in planned(MENUS["primary"])}
    outside = [page for page in site.pages if page.url not in inside]
    assert len(outside) == len(site.pages) - len(inside)
    for page in outside:
        assert SIDE not in map(page.name_of, page.find("nav"))


def test_every_link_of_a_menu_to_the_page_itself_is_marked_as_the_current_one(
    site: Published,
) -> None:
    for page in site.pages:
        assert page.marked_as_current == page.to_be_marked_as_current, page.url


def test_every_page_but_home_and_the_one_for_lost_addresses_says_where_the_reader_is(
    site: Published,
) -> None:
    unmarked = [page.url for page in site.pages if not page.marked_as_current]
    assert set(unmarked) <= set(OUTSIDE_THE_MENU)


def test_a_section_is_marked_on_the_pages_below_it(site: Published) -> None:
    page = site.page("/about-us/our-organisation/opportunities/office-posts/")
    tree = page.nav("Primary").find(".//details/ul")
    assert tree is not None
    marked = tree.findall(".//a[@aria-current='location']")
    assert [link.get("href") for link in marked] == [
        "/about-us/",
        "/about-us/our-organisation/",
        "/about-us/our-organisation/opportunities/",
    ]


def test_the_first_links_of_every_page_skip_to_its_parts(site: Published) -> None:
    for page in site.pages:
        skips = skip_links(page)
        assert skips[0] == "#main", page.url
        assert len(skips) >= 2
        assert {link.removeprefix("#") for link in skips} <= set(page.ids)


def planned(items: Iterable[Any], level: int = 1) -> Iterator[Entry]:
    """Give the entries of a menu as navigation.yaml has them."""
    for item in items:
        yield planned_entry(item, level)
        yield from planned(mapping(item).get("children", ()), level + 1)


def planned_entry(item: Any, level: int) -> Entry:
    """Return what an entry comes to: a page has its own title unless the entry gives another."""
    if "url" in mapping(item):
        return Entry(level, item["title"], item["url"])
    given = {"page": item} if isinstance(item, str) else item
    url = page_route(f"content/{given['page']}").url
    return Entry(level, given.get("title") or MENU_TITLES[url], url)


def mapping(item: Any) -> Any:
    return {} if isinstance(item, str) else item


def linked(items: Element | None, level: int = 1) -> Iterator[Entry]:
    """Give the entries of a menu as the lists of a page have them."""
    assert items is not None
    for item in items.findall("li"):
        link = item.find("a")
        assert link is not None, words(item)
        yield Entry(level, words(link), link.get("href", ""))
        for below in item.findall("ul"):
            yield from linked(below, level + 1)


def around(items: Iterable[Any], url: str, level: int = 1) -> Iterator[Entry]:
    """Give a section and its children, and what is deeper only on the way to a page."""
    for item in items:
        yield planned_entry(item, level)
        on_the_way = url in [entry.url for entry in planned([item])]
        if on_the_way or level == 1:
            yield from around(mapping(item).get("children", ()), url, level + 1)


def skip_links(page: HtmlFile) -> list[str]:
    """Return the addresses of the links that stand before everything else in the body."""
    found: list[str] = []
    for element in page.one("body"):
        if element.tag != "a":
            break
        found.append(element.get("href", ""))
    return found
