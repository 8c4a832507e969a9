"""Dates, places, words and help lines stand on the pages as data/ has them, and no others."""

from __future__ import annotations

from tests.whole_site.publishing import LOST, Published, data, words

TIMELINE = "/about-us/timeline/"
PLACES = "/what-we-do/where-we-work/"


def test_help_is_found_in_the_same_place_on_every_page(site: Published) -> None:
    for page in site.pages:
        first = page.nav("Utility").find(".//a")
        assert first is not None
        assert (words(first), first.get("href")) == ("Get help", "/help/"), page.url


def test_every_number_to_dial_is_the_charitys_or_a_sure_one_of_a_help_line(
    site: Published,
) -> None:
    sure = {line["number"] for line in data("help") if line.get("number")}
    assert sure == {"999", "08081 570 111"}
    for page in site.pages:
        dialled = {words(a) for a in page.find("a") if a.get("href", "").startswith("tel:")}
        assert dialled <= {*sure, data("site")["contact"]["telephone"]}, page.url


def test_every_help_line_shows_its_source_and_the_day_it_was_checked(site: Published) -> None:
    sources = {source["id"]: source["url"] for source in data("sources")}
    page = site.page("/help/")
    for line in data("help"):
        shown = page.one("li", id=line["id"])
        links = [link.get("href") for link in shown.iter("a")]
        assert {sources[one] for one in line["sources"]} <= set(links), line["id"]
        assert "Checked 21 November 2026." in words(shown), line["id"]
        assert line["purpose"] in words(shown), line["id"]


def test_a_line_of_which_we_are_not_sure_has_a_website_and_no_number(site: Published) -> None:
    page = site.page("/help/")
    unsure = [line for line in data("help") if line["confidence"] != "high"]
    assert unsure
    for line in unsure:
        reach = page.one("li", id=line["id"]).find("p/a")
        assert reach is not None
        assert reach.get("href") == line["url"], line["id"]


def test_the_timeline_gives_every_event_in_order_with_its_date(site: Published) -> None:
    page = site.page(TIMELINE)
    events = data("timeline")
    times = page.find("time")[: len(events)]
    assert [time.get("datetime") for time in times] == [str(event["date"]) for event in events]
    years = sorted({str(event["date"])[:4] for event in events})
    assert [link.get("href") for link in page.nav("Years").iter("a")] == [
        f"#year-{year}" for year in years
    ]
    assert {f"year-{year}" for year in years} <= set(page.ids)


def test_every_place_stands_under_its_region(site: Published) -> None:
    page = site.page(PLACES)
    sections = {page.name_of(one): one for one in page.find("section", class_="places")}
    names = {region["id"]: region["name"] for region in data("regions")}
    for place in data("places"):
        section = sections[names[place["region"]]]
        item = next(one for one in section.iter("li") if one.get("id") == place["id"])
        assert place["name"] in words(item)
        assert "Last seen" in words(item)


def test_the_picture_of_the_regions_counts_the_places_of_the_list(site: Published) -> None:
    picture = site.page(PLACES).one("figure", class_="regions").find(f"{SVG}svg")
    assert picture is not None
    assert picture.get("aria-hidden") == "true"
    tiles = [[words(one) for one in tile.iter(f"{SVG}text")] for tile in picture.iter(f"{SVG}svg")]
    shown = {" ".join(label): int(count) for count, *label in tiles[1:]}
    places = [place["region"] for place in data("places") if not place.get("planned")]
    assert shown == {
        " ".join(region["label"]): places.count(region["id"]) for region in data("regions")
    }
    assert shown == {"The North": 1, "South": 1, "The Islands": 0}


def test_the_glossary_explains_every_word_at_its_own_anchor(site: Published) -> None:
    page = site.page("/help/words/")
    terms = data("terms")
    assert {term["id"] for term in terms} <= set(page.ids)
    text = words(page.one("main"))
    sources = {source["id"]: source["url"] for source in data("sources")}
    links = {link.get("href") for link in page.find("a")}
    for term in terms:
        assert term["meaning"][1:] in text, term["id"]
        cited = {*term["sources"]}.union(*(one["sources"] for one in term.get("elsewhere", ())))
        assert {sources[one] for one in cited} <= links, term["id"]


def test_the_page_for_lost_addresses_gives_help_at_once(site: Published) -> None:
    assert "08081 570 111" in words(site.page(LOST).one("main"))


SVG = "{http://www.w3.org/2000/svg}"
