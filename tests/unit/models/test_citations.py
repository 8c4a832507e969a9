"""How to cite reports: as a sentence, and in files that other programs read back."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st

from models.reports.citations import (
    Citation,
    citation,
    citation_files,
    library_bib,
    library_ris,
)
from models.reports.table import reports_csv
from sitegen.model.types import Site
from tests.support import model_of

EACH = """
    ---
    title: "{title}"
    description: D
    each: {records: reports}
    checked: 2026-11-21
    ---
    """
PLAN = {
    "title": "Plan",
    "date": "2023-10-18",
    "kind": "policy report",
    "theme": "wider societal issues",
    "publisher": "Us",
    "summary": "What we will do.",
    "authors": ["Us"],
    "links": [{"url": "https://e.org/plan", "site": "e.org"}],
    "sources": [],
}


def site_of(**keys: Any) -> Site:
    """Return a site whose one report is the plan, with other values for some keys."""
    record = {"id": "plan-2023", **PLAN, **keys}
    written = json.dumps(
        [{key: value for key, value in record.items() if value is not None}], ensure_ascii=False
    )
    files = {f"assets/files/{file['path']}": b"" for file in record.get("files") or ()}
    return model_of({"data/reports.yaml": written, "content/library/each.md": EACH, **files})


def sentence(**keys: Any) -> str:
    site = site_of(**keys)
    found = citation(site.pages["content/library/plan-2023.md"], site)
    assert found is not None
    return f"{found.before} {found.title}{found.after}"


def files(**keys: Any) -> tuple[str, str]:
    """Return the BibTeX and the RIS file of the plan."""
    site = site_of(**keys)
    made = citation_files(site.pages["content/library/plan-2023.md"], site)
    assert list(made) == ["library/plan-2023/plan-2023.bib", "library/plan-2023/plan-2023.ris"]
    bib, ris = made.values()
    return bib, ris


def read_bib(text: str) -> dict[str, str]:
    """Read a BibTeX file as a program for references does, with TeX's signs as plain text."""
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert (entry.entry_type, entry.key) == ("techreport", "plan-2023")
    return {field.key: field.value for field in entry.fields}


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, "Us. (2023, October 18). Plan. https://e.org/plan"),
        ({"date": "2020-11"}, "Us. (2020, November). Plan. https://e.org/plan"),
        ({"date": "2021"}, "Us. (2021). Plan. https://e.org/plan"),
        ({"date": "unknown"}, "Us. (n.d.). Plan. https://e.org/plan"),
        (
            {"publisher": "A Ministry"},
            "Us. (2023, October 18). Plan. A Ministry. https://e.org/plan",
        ),
        (
            {"authors": [], "people": ["Example, Ann"]},
            "Example, A. (2023, October 18). Plan. Us. https://e.org/plan",
        ),
        (
            {"authors": [], "people": ["Example, Ann-Beth Cy", "O'Other, Di", "Van Third, E."]},
            "Example, A.-B. C., O'Other, D., & Van Third, E. (2023, October 18). Plan. Us. "
            "https://e.org/plan",
        ),
        ({"number": "Report 49"}, "Us. (2023, October 18). Plan (Report 49). https://e.org/plan"),
        ({"authors": ["Us", "Them"]}, "Us & Them. (2023, October 18). Plan. https://e.org/plan"),
        (
            {"authors": ["Us", "Them", "You"]},
            "Us, Them, & You. (2023, October 18). Plan. https://e.org/plan",
        ),
        ({"availability": "not found"}, "Us. (2023, October 18). Plan."),
        (
            {"files": [{"path": "a.pdf", "title": "A", "sha256": "0"}]},
            "Us. (2023, October 18). Plan. https://example.org/library/plan-2023/",
        ),
    ],
)
def test_a_report_as_the_apa_cites_it(keys: dict[str, Any], expected: str) -> None:
    assert sentence(**keys) == expected


def test_a_citation_leads_to_its_two_files() -> None:
    site = site_of()
    assert citation(site.pages["content/library/plan-2023.md"], site) == Citation(
        before="Us. (2023, October 18).",
        title="Plan",
        after=". https://e.org/plan",
        bib="/library/plan-2023/plan-2023.bib",
        ris="/library/plan-2023/plan-2023.ris",
    )


def test_a_work_whose_authors_are_people_cannot_be_cited_in_full() -> None:
    site = site_of(authors=None)
    assert citation(site.pages["content/library/plan-2023.md"], site) is None
    assert citation_files(site.pages["content/library/plan-2023.md"], site) == {}


def test_a_bibtex_file_is_read_back() -> None:
    bib, _ = files(number="Report 49", publisher="Ministry of A & B", authors=["Us", "Them & Co"])
    assert read_bib(bib) == {
        "author": "Us and Them & Co",
        "title": "Plan",
        "institution": "Ministry of A & B",
        "type": "Policy report",
        "number": "Report 49",
        "year": "2023",
        "month": "10",
        "day": "18",
        "url": "https://e.org/plan",
        "urldate": "2026-11-21",
    }
    assert "author = {{Us} and {Them \\& Co}}," in bib  # braces: a name of one part


def test_people_are_authors_by_their_family_names() -> None:
    bib, ris = files(authors=[], people=["Example, Ann", "Other, Di"])
    assert read_bib(bib)["author"] == "Example, Ann and Other, Di"
    assert rispy.loads(ris)[0]["authors"] == ["Example, Ann", "Other, Di"]


def test_a_ris_file_is_read_back() -> None:
    _, ris = files(number="Report 49", publisher="Ministry of A & B", authors=["Us", "Them"])
    assert rispy.loads(ris) == [
        {
            "type_of_reference": "RPRT",
            "authors": ["Us", "Them"],
            "title": "Plan",
            "publisher": "Ministry of A & B",
            "year": "2023",
            "date": "2023/10/18/",
            "type_of_work": "Policy report",
            "issn": "Report 49",
            "language": "en-GB",
            "urls": ["https://e.org/plan"],
            "access_date": "2026/11/21/",
        }
    ]


def test_what_is_not_known_is_left_out() -> None:
    bib, ris = files(date="unknown", availability="not found")
    assert read_bib(bib).keys() == {"author", "title", "institution", "type"}
    assert rispy.loads(ris)[0].keys() == {
        "type_of_reference",
        "authors",
        "title",
        "publisher",
        "type_of_work",
        "language",
    }


def test_signs_that_tex_would_take_for_its_own_are_read_back() -> None:
    bib, _ = files(title=r"50% of {A} & B_C #1 for $2 ~ \d")
    assert read_bib(bib)["title"] == r"50% of {A} & B_C #1 for $2 ~ \d"


@given(st.text(st.characters(exclude_categories=["C"])))
def test_any_title_is_one_line_of_files_that_can_be_read(text: str) -> None:
    title = f"A {text}."
    bib, ris = files(title=title)
    assert rispy.loads(ris)[0]["title"] == " ".join(title.split())
    assert parse_string(bib).failed_blocks == []
    assert bib.count("\n") == files()[0].count("\n")


@pytest.mark.parametrize("odd", ["a } b", "a { b", "\\", "\\}", "} @book{x,", "a {b} %", "}}}}"])
def test_no_brace_and_no_backslash_ends_a_field_of_bibtex(odd: str) -> None:
    bib, _ = files(title=odd, publisher=odd, authors=[odd], number=odd)
    library = parse_string(bib, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    (entry,) = library.entries
    assert entry["title"].replace(" ", "") == odd.replace(" ", "")
    assert {"author", "institution", "number", "year", "url"} <= entry.fields_dict.keys()
    fields = bib.partition(",")[2].removesuffix("}\n")
    assert fields.count("{") == fields.count("}")


def test_an_address_with_braces_ends_no_field_either() -> None:
    bib, _ = files(links=[{"url": "https://e.org/{a}", "site": "e.org"}])
    assert "url = {https://e.org/%7Ba%7D}," in bib


def test_the_library_as_a_whole_reads_back_with_works_of_unknown_authors() -> None:
    records = [
        {"id": "plan-2023", **PLAN, "keywords": ["=jam", "plums"]},
        {"id": "note", **PLAN, "title": "Note } {", "authors": []},
    ]
    site = model_of({"data/reports.yaml": json.dumps(records), "content/library/each.md": EACH})
    entries = parse_string(library_bib(site)).entries
    assert [entry.key for entry in entries] == ["plan-2023", "note"]
    assert "author" not in entries[1].fields_dict
    assert [one["title"] for one in rispy.loads(library_ris(site))] == ["Plan", "Note } {"]
    text = reports_csv(site).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert [row["authors"] for row in rows] == ["Us", ""]
    assert rows[0]["keywords"] == "'=jam; plums"
    assert rows[0]["page"] == "https://example.org/library/plan-2023/"
    assert rows[0]["url"] == "https://e.org/plan"
