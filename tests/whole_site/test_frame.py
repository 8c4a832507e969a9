"""What stands round the text of every page: whose site it is, whom to ask, whom to ring."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from promises.published import HtmlFile, Published, words
from promises.the_site import LOST

INDEPENDENT = "independent build"


def test_the_foot_of_a_page_gives_the_facts_of_site_yaml(site: Published) -> None:
    page = site.page("/about-us/")
    links = {link.get("href"): words(link) for link in foot(page).iter("a")}
    assert "A charity that is made up. Company 00000001." in words(foot(page))
    assert "Registered charity 0000002, and SC000003 in Scotland." in words(foot(page))
    assert "1 Example Row, Exampleton" in words(foot(page))
    assert links["tel:+441632960101"] == "01632 960 101"
    assert links["mailto:office@greenhand.example"] == "office@greenhand.example"


def test_a_page_says_whom_to_ring_in_a_crisis(site: Published) -> None:
    assert {"tel:999", "tel:+448081570111"} <= site.page("/about-us/").dialled


def test_the_page_for_lost_addresses_gives_every_help_line_in_its_text(site: Published) -> None:
    main = words(site.page(LOST).one("main"))
    assert "This site is not a crisis service. These lines are." in main
    assert [one for one in ("999", "08081 570 111", "Text FROST to 60000") if one not in main] == []


def test_the_official_site_no_longer_says_that_it_is_independent(
    official_site: Published,
) -> None:
    heads = {page.url: words(page.one("header")) for page in official_site.pages}
    assert [url for url, head in heads.items() if INDEPENDENT in head] == []


def test_the_official_site_is_open_to_search_engines_but_for_pages_that_are_no_destination(
    official_site: Published,
) -> None:
    assert "X-Robots-Tag" not in (official_site.root / "_headers").read_text("utf-8")
    for page in official_site.everything:
        robots = [meta.get("content") for meta in page.find("meta", name="robots")]
        no_destination = page.is_redirect or page.url == LOST
        assert robots == (["noindex"] if no_destination else []), page.url


def test_the_official_home_page_tells_search_engines_about_the_charity(
    official_site: Published,
) -> None:
    assert official_site.page("/").json_ld == [
        {
            "@context": "https://schema.org",
            "@type": "NGO",
            "name": "Greenhand",
            "url": "https://greenhand.example/",
            "slogan": "Room to grow",
            "email": "office@greenhand.example",
            "telephone": "01632 960 101",
            "sameAs": ["https://social.example/greenhand"],
        }
    ]


def foot(page: HtmlFile) -> Element:
    return page.one("footer", id="footer")
