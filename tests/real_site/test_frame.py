"""What stands round the text of every page: whose site it is, whom to ask, whom to ring."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from tests.real_site.publishing import LOST, HtmlFile, Published, data, words

INDEPENDENT = "independent build"
ALWAYS_GIVEN = ["999", "116 123"]


def test_the_footer_gives_the_legal_facts_of_the_charity(site: Published) -> None:
    for page in site.pages:
        text = words(foot(page))
        assert "Company 09703298." in text, page.url
        assert "Registered charity 1170310, and SC049817 in Scotland." in text, page.url


def test_the_footer_says_how_to_reach_the_charity(site: Published) -> None:
    for page in site.pages:
        links = {link.get("href"): words(link) for link in foot(page).iter("a")}
        assert "Ground Floor, 209-211 City Road, London EC1V 1JN" in words(foot(page))
        assert links["tel:+442030111949"] == "020 3011 1949", page.url
        assert links["mailto:info@pause.org.uk"] == "info@pause.org.uk", page.url


def test_the_footer_says_that_there_are_no_cookies(site: Published) -> None:
    for page in site.pages:
        links = {words(link): link.get("href") for link in foot(page).iter("a")}
        assert links["This site sets no cookies"] == "/cookies/", page.url


def test_every_page_says_whom_to_ring_in_a_crisis(site: Published) -> None:
    for page in site.pages:
        text = words(page.one("body"))
        assert "This site is not a crisis service. These lines are." in text, page.url
        numbers = [words(link) for link in page.find("a") if is_short_number(link.get("href", ""))]
        assert set(numbers) >= set(ALWAYS_GIVEN), page.url


def test_the_page_for_lost_addresses_gives_every_help_line_in_its_text(site: Published) -> None:
    main = words(site.page(LOST).one("main"))
    reached = [line.get("number") or line.get("text") for line in data("help")]
    numbers = [one for one in reached if one]
    assert len(numbers) >= 8
    assert [one for one in numbers if one not in main] == []


def test_while_the_site_is_not_official_every_page_says_so_and_leads_to_the_charity(
    site: Published,
) -> None:
    for page in site.pages:
        notices = [one for one in page.one("header").iter("p") if INDEPENDENT in words(one)]
        links = [link.get("href") for notice in notices for link in notice.iter("a")]
        assert links == ["https://www.pause.org.uk/"], page.url


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
            "name": "Pause",
            "url": "https://pause.example/",
            "slogan": "Creating space for change",
            "email": "info@pause.org.uk",
            "telephone": "020 3011 1949",
            "sameAs": ["https://twitter.com/PauseOrg"],
        }
    ]


def test_while_the_site_is_not_official_it_does_not_speak_for_the_charity(
    site: Published,
) -> None:
    types = [block["@type"] for page in site.pages for block in page.json_ld]
    assert set(types) == {"BreadcrumbList", "Report"}


def foot(page: HtmlFile) -> Element:
    return page.one("footer", id="footer")


def is_short_number(address: str) -> bool:
    return re.fullmatch(r"tel:\d{3,6}", address) is not None
