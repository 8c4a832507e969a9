"""Dates, places, words and help lines stand on the pages as data/ has them, and no others."""

from __future__ import annotations

from promises.published import Published, words
from promises.the_site import LOST, chosen
from sitegen.render.filters import telephone_with


def test_every_number_to_dial_is_the_charitys_or_a_sure_one_of_a_help_line(
    site: Published,
) -> None:
    lines = chosen().data("help")
    sure = {line["number"] for line in lines if line.get("number") and sure_of(line)}
    config = chosen().model.config
    own, dialled = config.contact.get("telephone"), telephone_with(config.telephone_prefix)
    allowed = {dialled(number) for number in (*sure, own) if number}
    for page in site.pages:
        assert page.dialled <= allowed, page.where


def test_every_help_line_shows_its_source_and_the_day_it_was_checked(site: Published) -> None:
    sources = {source["id"]: source["url"] for source in chosen().data("sources")}
    for line in chosen().data("help"):
        where = chosen().line_of("data/help.yaml", f"id: {line['id']}")
        page = site.page("/help/")
        shown = page.one("li", id=line["id"])
        links = [link.get("href") for link in page.find("a")]
        assert {sources[one] for one in line["sources"]} <= set(links), where
        assert f"{line['checked']:%-d %B %Y}" in words(shown), where
        assert line["purpose"] in words(shown), where


def test_a_line_of_which_we_are_not_sure_has_a_website_and_no_number(site: Published) -> None:
    for line in chosen().data("help"):
        if not sure_of(line):
            shown = site.page("/help/").one("li", id=line["id"])
            where = chosen().line_of("data/help.yaml", f"id: {line['id']}")
            assert [link.get("href") for link in shown.iter("a")] == [line["url"]], where


def test_the_page_for_lost_addresses_gives_the_lines_of_which_we_are_sure(site: Published) -> None:
    main = words(site.page(LOST).one("main"))
    reached = [one.get("number") or one.get("text") for one in chosen().data("help")]
    assert [number for number in reached if number and number not in main] == []


def test_the_timeline_gives_every_event_in_order_with_its_date(site: Published) -> None:
    events = chosen().data("timeline")
    for url in chosen().of_layout("timeline"):
        page = site.page(url)
        items = [one for one in page.find("li") if one.get("id") in {one["id"] for one in events}]
        times = [time for item in items for time in item.iter("time")]
        assert [time.get("datetime") for time in times] == [str(one["date"]) for one in events]
        years = sorted({str(one["date"])[:4] for one in events})
        links = [link.get("href") for link in page.nav("Years").iter("a")]
        assert links == [f"#year-{year}" for year in years]
        assert {f"year-{year}" for year in years} <= set(page.ids)


def test_every_place_stands_under_its_region(site: Published) -> None:
    names = {region["id"]: region["name"] for region in chosen().data("regions")}
    for url in chosen().of_layout("places"):
        page = site.page(url)
        sections = {page.name_of(one): one for one in page.find("section")}
        for place in chosen().data("places"):
            section = sections[names[place["region"]]]
            item = next(one for one in section.iter("li") if one.get("id") == place["id"])
            assert place["name"] in words(item), place["id"]
            if not place.get("planned"):
                assert place.get("host", "") in words(item), place["id"]


def test_the_tiles_of_the_regions_count_the_places_of_the_list(site: Published) -> None:
    for url in chosen().of_layout("places"):
        (tiles,) = site.page(url).find("ul", class_="tiles")
        shown = [words(tile) for tile in tiles.iter("a")]
        places = [one["region"] for one in chosen().data("places") if not one.get("planned")]
        assert shown == [
            f"{places.count(region['id'])} {' '.join(region['label'])}"
            for region in chosen().data("regions")
        ]


def test_the_glossary_explains_every_word_at_its_own_anchor(site: Published) -> None:
    sources = {source["id"]: source["url"] for source in chosen().data("sources")}
    for url in chosen().of_layout("glossary"):
        page = site.page(url)
        text, links = words(page.one("main")), {link.get("href") for link in page.find("a")}
        for term in chosen().data("terms"):
            where = chosen().line_of("data/terms.yaml", f"id: {term['id']}")
            assert term["id"] in page.ids, where
            assert words_of(term["meaning"])[1:] in text, where
            cited = {*term["sources"]}.union(*(one["sources"] for one in term.get("elsewhere", ())))
            assert {sources[one] for one in cited} <= links, where


def words_of(text: str) -> str:
    return " ".join(text.split())


def sure_of(line: dict[str, str]) -> bool:
    return line["confidence"] == "high"
