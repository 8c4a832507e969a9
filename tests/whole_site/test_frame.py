"""What stands round the text of every page: whose site it is, whom to ask, whom to ring."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from promises.published import HtmlFile, Published, words
from promises.the_site import LOST

INDEPENDENT = "independent build"
ALWAYS_GIVEN = ["999", "08081 570 111"]


def test_the_footer_gives_the_legal_facts_of_the_charity(site: Published) -> None:
    for page in site.pages:
        text = words(foot(page))
        assert "A charity that is made up. Company 00000001." in text, page.url
        assert "Registered charity 0000002, and SC000003 in Scotland." in text, page.url


def test_the_footer_says_how_to_reach_the_charity(site: Published) -> None:
    for page in site.pages:
        links = {link.get("href"): words(link) for link in foot(page).iter("a")}
        assert "1 Example Row, Exampleton" in words(foot(page))
        assert links["tel:+441632960101"] == "01632 960 101", page.url
        assert links["mailto:office@greenhand.example"] == "office@greenhand.example", page.url


def test_the_footer_says_that_there_are_no_cookies(site: Published) -> None:
    for page in site.pages:
        links = {words(link): link.get("href") for link in foot(page).iter("a")}
        assert links["This site sets no cookies"] == "/cookies/", page.url


def test_every_page_says_whom_to_ring_in_a_crisis(site: Published) -> None:
    for page in site.pages:
        text = words(page.one("body"))
        assert "This site is not a crisis service. These lines are." in text, page.url
        dialled = [words(a) for a in page.find("a") if a.get("href", "").startswith("tel:")]
        assert set(dialled) >= set(ALWAYS_GIVEN), page.url


def test_the_page_for_lost_addresses_gives_every_help_line_in_its_text(site: Published) -> None:
    main = words(site.page(LOST).one("main"))
    assert [one for one in ("999", "08081 570 111", "Text FROST to 60000") if one not in main] == []


def test_while_the_site_is_not_official_every_page_says_so_and_leads_to_the_charity(
    site: Published,
) -> None:
    for page in site.pages:
        notices = [one for one in page.one("header").iter("p") if INDEPENDENT in words(one)]
        links = [link.get("href") for notice in notices for link in notice.iter("a")]
        assert links == ["https://www.greenhand.example/"], page.url


def test_while_the_site_is_not_official_search_engines_are_asked_to_stay_away(
    site: Published,
) -> None:
    assert {page.meta("robots") for page in site.everything} == {"noindex"}
    assert "X-Robots-Tag: noindex" in (site.root / "_headers").read_text("utf-8")


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


def test_while_the_site_is_not_official_it_does_not_speak_for_the_charity(
    site: Published,
) -> None:
    types = [block["@type"] for page in site.pages for block in page.json_ld]
    assert set(types) == {"BreadcrumbList", "Report"}


def foot(page: HtmlFile) -> Element:
    return page.one("footer", id="footer")
