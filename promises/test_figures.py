"""Every figure of the site can be traced: to its place in the list, its source and its CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from promises.published import Published, words
from promises.the_site import chosen

PRINTED = re.compile(r"\[\[(figure|chart):([\w-]+)\]\]")
FENCED = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def test_the_list_has_every_figure_with_its_source(site: Published) -> None:
    sources = records("sources")
    for url in chosen().of_layout("figures"):
        page = site.page(url)
        for id_, figure in records("figures").items():
            where = chosen().line_of("data/figures.yaml", f"id: {id_}")
            entry = page.one("li", id=f"figure-{id_}")
            links = [link.get("href") for link in entry.iter("a")]
            assert sources[figure["source"]]["url"] in links, where
            assert figure["measures"] in words(entry), where
            assert f"{site.base_url.rstrip('/')}{url}#figure-{id_}" in words(entry), where


def test_every_kind_of_evidence_in_the_list_is_explained_there(site: Published) -> None:
    for url in chosen().of_layout("figures"):
        page = site.page(url)
        explained = {words(term).lower() for term in page.find("dt")}
        used = {figure.get("evidence", "statement") for figure in records("figures").values()}
        assert {kind.lower() for kind in used} <= explained, f"explain it in {page.source}"


def test_a_page_leads_to_each_figure_that_it_prints(site: Published) -> None:
    charts = records("charts")
    for page in site.pages:
        printed = PRINTED.findall(FENCED.sub("", chosen().text(page.source)))
        wanted = {id_ for kind, id_ in printed if kind == "figure"}
        for kind, id_ in printed:
            wanted |= {one["figure"] for one in charts[id_]["points"]} if kind == "chart" else set()
        linked = {link.get("href", "").partition("#")[2] for link in page.find("a")}
        assert {f"figure-{id_}" for id_ in wanted} <= linked, page.where


def test_the_csv_of_all_figures_has_what_the_records_have(site: Published) -> None:
    figures, sources = records("figures"), records("sources")
    if figures:
        told = rows(site.root / "data/figures.csv")
        assert [(row["id"], float(row["value"]), row["source_url"]) for row in told] == [
            (id_, float(one["value"]), sources[one["source"]]["url"])
            for id_, one in figures.items()
        ]


def test_the_csv_of_a_chart_has_its_points(site: Published) -> None:
    figures = records("figures")
    for id_, chart in records("charts").items():
        told = rows(site.root / f"data/charts/{id_}.csv")
        assert [(row["label"], float(row["value"])) for row in told] == [
            (point["label"], float(figures[point["figure"]]["value"])) for point in chart["points"]
        ], chosen().line_of("data/charts.yaml", f"id: {id_}")


def records(name: str) -> Mapping[str, Any]:
    """Return the records of a data file by their ids."""
    return {record["id"]: record for record in chosen().data(name)}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))
