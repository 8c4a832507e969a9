"""What stands round the text of every page: whose site it is, whom to ask, whom to ring."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from promises.published import HtmlFile, Published, words
from promises.the_site import LOST, chosen
from sitegen.render.filters import telephone_with

INDEPENDENT = "independent build"


def test_the_footer_gives_the_legal_facts_of_the_charity(site: Published) -> None:
    facts = chosen().model.config.legal.values()
    for page in site.pages:
        text = words(foot(page))
        assert [fact for fact in facts if fact not in text] == [], page.where


def test_the_footer_says_how_to_reach_the_charity(site: Published) -> None:
    contact = chosen().model.config.contact
    for page in site.pages:
        reached = [words(link) for link in foot(page).iter("a")]
        assert contact.get("address", "") in words(foot(page)), page.where
        given = {contact[key] for key in ("telephone", "email") if key in contact}
        assert given <= set(reached), page.where


def test_the_footer_says_that_there_are_no_cookies(site: Published) -> None:
    for page in site.pages:
        links = {words(link): link.get("href") for link in foot(page).iter("a")}
        assert links["This site sets no cookies"] == "/cookies/", page.where


def test_every_page_gives_the_lines_for_a_crisis(site: Published) -> None:
    crisis = [one for one in chosen().data("help") if one.get("crisis") and one.get("number")]
    dialled = telephone_with(chosen().model.config.telephone_prefix)
    numbers = {dialled(one["number"]) for one in crisis}
    for page in site.pages:
        # A page that shows help lines of its own has chosen those that fit.
        if not chosen().pages[page.url].front.further.get("help"):
            assert numbers <= page.dialled, page.where


def test_help_is_one_touch_away_at_the_head_of_every_page(site: Published) -> None:
    for page in site.pages:
        shown = [one.get("href") for one in page.nav("Primary") if one.tag == "a"]
        assert shown == ["/help/"], page.where


def test_while_the_site_is_not_official_every_page_says_so_and_leads_to_the_charity(
    site: Published,
) -> None:
    config = chosen().model.config
    for page in site.pages:
        notices = [one for one in page.one("header").iter("p") if INDEPENDENT in words(one)]
        links = [link.get("href") for notice in notices for link in notice.iter("a")]
        assert links == ([] if config.official else [config.official_url]), page.where


def test_search_engines_are_asked_to_stay_away_from_what_is_no_destination(
    site: Published,
) -> None:
    official = chosen().model.config.official
    header = "X-Robots-Tag: noindex" in (site.root / "_headers").read_text("utf-8")
    assert header is not official
    for page in site.everything:
        robots = [meta.get("content") for meta in page.find("meta", name="robots")]
        away = not official or page.is_redirect or page.url == LOST or is_over(page)
        assert robots == (["noindex"] if away else []), page.where


def test_while_the_site_is_not_official_it_does_not_speak_for_the_charity(
    site: Published,
) -> None:
    if not chosen().model.config.official:
        types = {block["@type"] for page in site.pages for block in page.json_ld}
        assert types <= {"BreadcrumbList", "Report", "ScholarlyArticle", "Event", "JobPosting"}


def is_over(page: HtmlFile) -> bool:
    """Return whether a page is about a post that is filled or a story that is not shown."""
    made_of = chosen().pages.get(page.url)
    return made_of is not None and made_of.kind in ("vacancy", "story")


def foot(page: HtmlFile) -> Element:
    return page.one("footer", id="footer")
