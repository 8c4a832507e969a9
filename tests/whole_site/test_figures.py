"""Every figure of the site can be traced: to its place in the list, its source and its CSV."""

from __future__ import annotations

import csv
import re
from itertools import chain

import pytest

from sitegen.documents.front_matter import split_front_matter
from sitegen.model.routes import page_route
from tests.whole_site.publishing import SITE, Published, data, words

LIST = "/figures-and-sources/"
FIGURES = {record["id"]: record for record in data("figures")}
CHARTS = {record["id"]: record for record in data("charts")}
SOURCES = {record["id"]: record for record in data("sources")}
PRINTED = re.compile(r"\[\[(figure|chart):([\w-]+)\]\]")
PRINTING = {
    page_route(path.relative_to(SITE).as_posix()).url: found
    for path in sorted((SITE / "content").rglob("*.md"))
    if (found := PRINTED.findall(split_front_matter(path.read_text("utf-8"), "").body))
}


def test_the_list_has_every_figure_with_its_source(site: Published) -> None:
    page = site.page(LIST)
    for id_, figure in FIGURES.items():
        entry = page.one("li", id=f"figure-{id_}")
        links = [link.get("href") for link in entry.iter("a")]
        assert SOURCES[figure["source"]]["url"] in links
        assert figure["measures"] in words(entry)
        assert f"https://greenhand.example{LIST}#figure-{id_}" in words(entry)


def test_every_kind_of_evidence_in_the_list_is_explained_there(site: Published) -> None:
    explained = {words(term).lower() for term in site.page(LIST).find("dt")}
    assert {figure["evidence"].lower() for figure in FIGURES.values()} <= explained


@pytest.mark.parametrize("url", PRINTING)
def test_a_page_leads_to_each_figure_that_it_prints(url: str, site: Published) -> None:
    of_charts = ([point["figure"] for point in chart["points"]] for chart in charts_on(url))
    printed = {id_ for kind, id_ in PRINTING[url] if kind == "figure"}.union(*of_charts)
    linked = {link.get("href") for link in site.page(url).find("a")}
    assert {f"{LIST}#figure-{id_}" for id_ in printed} <= linked


def test_the_csv_of_all_figures_has_what_the_records_have(site: Published) -> None:
    with (site.root / "data/figures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    told = [(row["id"], float(row["value"]), row["source_url"]) for row in rows]
    assert told == [
        (id_, float(one["value"]), SOURCES[one["source"]]["url"]) for id_, one in FIGURES.items()
    ]


@pytest.mark.parametrize("id_", CHARTS)
def test_the_csv_of_a_chart_has_its_points(id_: str, site: Published) -> None:
    with (site.root / f"data/charts/{id_}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    points = CHARTS[id_]["points"]
    assert [row["label"] for row in rows] == [point["label"] for point in points]
    assert [float(row["value"]) for row in rows] == [
        float(FIGURES[point["figure"]]["value"]) for point in points
    ]


def test_there_are_charts_to_look_at() -> None:
    shown = {id_ for kind, id_ in chain.from_iterable(PRINTING.values()) if kind == "chart"}
    assert shown == set(CHARTS)


def charts_on(url: str) -> list[dict[str, list[dict[str, str]]]]:
    return [CHARTS[id_] for kind, id_ in PRINTING[url] if kind == "chart"]
