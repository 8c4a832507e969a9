"""The menus are those of the data, whole on every page, and say where the reader is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from promises.published import HtmlFile, Published, words
from promises.the_site import LOST, chosen
from sitegen.model.routes import page_route

#: The sections on wide screens, all pages, and the links for everybody, as lists.
BAR, TREE, QUICK = (f".//ul[@class='{name}']" for name in ("bar", "tree", "quick"))
SIDE = "In this section"
OUTSIDE_THE_MENU = ["/", LOST]


class Entry(NamedTuple):
    """One entry of a menu; the first level is 1."""

    level: int
    title: str
    url: str


def test_every_page_has_the_whole_primary_menu_as_links_that_need_no_script(
    site: Published,
) -> None:
    expected = list(planned(menu("primary")))
    for page in site.pages:
        assert list(linked(page.nav("Primary").find(TREE))) == expected, page.where


def test_wide_screens_get_the_sections_as_a_bar_on_every_page(site: Published) -> None:
    expected = [entry for entry in planned(menu("primary")) if entry.level == 1]
    for page in site.pages:
        assert list(linked(page.nav("Primary").find(BAR))) == expected, page.where


def test_every_page_has_the_utility_and_the_footer_links(site: Published) -> None:
    for page in site.pages:
        utility, footer = page.nav("Primary").find(QUICK), page.nav("Footer").find(".//ul")
        assert list(linked(utility)) == list(planned(menu("utility"))), page.where
        assert list(linked(footer)) == list(planned(menu("footer"))), page.where


def test_a_page_of_the_menu_shows_its_section_beside_the_text(site: Published) -> None:
    for section in menu("primary"):
        for entry in planned([section]):
            if entry.url not in site.by_url:
                continue  # it leads elsewhere
            page = site.page(entry.url)
            shown = list(linked(page.nav(SIDE).find("ul")))
            assert shown == list(around([section], entry.url)), page.where
            marked = page.nav(SIDE).findall(".//a[@aria-current='page']")
            assert [link.get("href") for link in marked] == [entry.url], page.where


def test_a_page_outside_the_menu_shows_no_section_but_the_one_it_lies_in(site: Published) -> None:
    inside = {entry.url for entry in planned(menu("primary"))}
    for page in site.pages:
        if page.url not in inside and SIDE in map(page.name_of, page.find("nav")):
            section = page.nav(SIDE).find("ul/li/a")
            assert section is not None, page.where
            trail = [link.get("href") for link in page.nav("Breadcrumb").iter("a")]
            assert section.get("href") in trail, page.where


def test_every_link_of_a_menu_to_the_page_itself_is_marked_as_the_current_one(
    site: Published,
) -> None:
    for page in site.pages:
        assert page.marked_as_current == page.to_be_marked_as_current, page.where


def test_every_page_but_home_and_the_one_for_lost_addresses_says_where_the_reader_is(
    site: Published,
) -> None:
    unmarked = [page.where for page in site.pages if not page.marked_as_current]
    allowed = [page.where for page in site.pages if page.url in OUTSIDE_THE_MENU]
    assert set(unmarked) <= set(allowed)


def test_the_sections_above_a_page_are_marked_in_the_menu(site: Published) -> None:
    for section in menu("primary"):
        for entry, above in with_those_above([section]):
            if entry.url in site.by_url:
                tree = site.page(entry.url).nav("Primary").find(TREE)
                assert tree is not None
                marked = tree.findall(".//a[@aria-current='location']")
                assert [link.get("href") for link in marked] == above, entry.url


def test_the_first_links_of_every_page_skip_to_its_parts(site: Published) -> None:
    for page in site.pages:
        skips = skip_links(page)
        assert skips[0] == "#main", page.where
        assert len(skips) >= 2, page.where
        assert {link.removeprefix("#") for link in skips} <= set(page.ids), page.where


def menu(name: str) -> list[Any]:
    """Return a menu as data/navigation.yaml has it; a list alone is the primary menu."""
    menus = chosen().data("navigation")
    given = {"primary": menus} if isinstance(menus, list) else menus
    return list(given.get(name) or [])


def planned(items: Iterable[Any], level: int = 1) -> Iterator[Entry]:
    """Yield the entries of a menu as navigation.yaml has them."""
    for item in items:
        yield planned_entry(item, level)
        yield from planned(children(item), level + 1)


def planned_entry(item: Any, level: int) -> Entry:
    """Return what an entry comes to: a page has its own title unless the entry gives another."""
    given = {"page": item} if isinstance(item, str) else item
    if "url" in given:
        return Entry(level, given["title"], given["url"])
    url = page_route(f"content/{given['page']}").url
    return Entry(level, given.get("title") or chosen().pages[url].menu_title, url)


def children(item: Any) -> list[Any]:
    return [] if isinstance(item, str) else list(item.get("children", ()))


def with_those_above(
    items: Iterable[Any], above: tuple[str, ...] = ()
) -> Iterator[tuple[Entry, list[str]]]:
    """Yield each entry with the addresses of the entries that it stands below."""
    for item in items:
        entry = planned_entry(item, len(above) + 1)
        yield entry, list(above)
        yield from with_those_above(children(item), (*above, entry.url))


def linked(items: Element | None, level: int = 1) -> Iterator[Entry]:
    """Yield the entries of a menu as the lists of a page have them."""
    assert items is not None
    for item in items.findall("li"):
        link = item.find("a")
        assert link is not None, words(item)
        yield Entry(level, words(link), link.get("href", ""))
        for below in item.findall("ul"):
            yield from linked(below, level + 1)


def around(items: Iterable[Any], url: str, level: int = 1) -> Iterator[Entry]:
    """Yield a section and its children, and what is deeper only on the way to a page."""
    for item in items:
        yield planned_entry(item, level)
        on_the_way = url in [entry.url for entry in planned([item])]
        if on_the_way or level == 1:
            yield from around(children(item), url, level + 1)


def skip_links(page: HtmlFile) -> list[str]:
    """Return the places on the page to which the links lead that stand before all others."""
    links = takewhile(lambda link: link.get("class") == "skip", page.one("body").iter("a"))
    return [link.attrib["href"] for link in links if link.attrib["href"].startswith("#")]
