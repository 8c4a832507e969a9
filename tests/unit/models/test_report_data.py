"""What a report's page tells search engines, read back by a library for linked data."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rdflib import BNode, Graph, Literal
from rdflib.namespace import RDF, SDO

from models.reports.structured_data import scholar
from sitegen.model.types import Site
from sitegen.render.structured_data import structured_data
from tests.support import model_of

# rdflib's own reader of JSON-LD still uses what rdflib advises against.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

PAGE = "content/library/plan-2023.md"
RECORD = {
    "id": "plan-2023",
    "title": "Plan & </script>",
    "date": "2023-10",
    "kind": "policy report",
    "theme": "wider societal issues",
    "publisher": "Us",
    "summary": "What we will do.",
    "authors": ["Us", "Them"],
    "number": "Report 49",
    "sources": [],
}
FILE = {"path": "plan a.pdf", "title": "Plan", "sha256": "12ab", "language": "cy"}


def site_of(**keys: Any) -> Site:
    return model_of(
        {
            "data/site.yaml": "{name: Us, base_url: https://host.example/, official_url: https://us.example/}",
            "data/reports.yaml": json.dumps([{**RECORD, **keys}]),
            "content/library/each.md": (
                "---\ntitle: T\ndescription: D\n"
                "kind: report\neach: {records: reports}\n---\n"
            ),
            "content/plain.md": "No report.",
            **{f"assets/files/{file['path']}": b"" for file in keys.get("files", ())},
        }
    )  # fmt: skip


def graph_of(site: Site) -> Graph:
    """Read the block as linked data, with schema.org's words and without asking schema.org."""
    *_, block = structured_data(site.pages[PAGE], site)
    data = {**json.loads(block), "@context": {"@vocab": str(SDO)}}
    assert json.loads(block)["@context"] == "https://schema.org"
    return Graph().parse(data=json.dumps(data), format="json-ld")


def told(site: Site, kind: Any) -> list[dict[str, str]]:
    """Return what the block says of each thing of a kind."""
    graph = graph_of(site)
    return sorted(
        (
            {
                str(key).removeprefix(str(SDO)): str(value)
                for key, value in graph.predicate_objects(thing)
                if isinstance(value, Literal)
            }
            for thing in graph.subjects(RDF.type, kind)
        ),
        key=str,
    )


def test_a_report_that_can_be_read_elsewhere() -> None:
    site = site_of(links=[{"url": "https://e.org/plan", "site": "e.org"}])
    assert told(site, SDO.Report) == [
        {
            "mainEntityOfPage": "https://host.example/library/plan-2023/",
            "name": "Plan & </script>",
            "abstract": "What we will do.",
            "genre": "policy report",
            "about": "wider societal issues",
            "inLanguage": "en-GB",
            "datePublished": "2023-10",
            "reportNumber": "Report 49",
            "url": "https://e.org/plan",
        }
    ]
    assert told(site, SDO.Organization) == [{"name": "Them"}]
    charity = {
        "name": "Us",
        "nonprofitStatus": "https://schema.org/LimitedByGuaranteeCharity",
        "url": "https://us.example/",
    }
    assert told(site, SDO.NGO) == [charity, charity]


def test_a_report_whose_file_stands_here() -> None:
    site = site_of(files=[FILE])
    (report,) = told(site, SDO.Report)
    assert report["url"] == "https://host.example/library/plan-2023/"
    assert told(site, SDO.MediaObject) == [
        {
            "name": "Plan",
            "contentUrl": "https://host.example/files/plan%20a.pdf",
            "inLanguage": "cy",
            "sha256": "12ab",
        }
    ]


def test_of_a_work_by_people_no_publisher_is_claimed() -> None:
    site = site_of(authors=[], date="unknown", number="", availability="not found")
    (report,) = told(site, SDO.Report)
    assert report.keys().isdisjoint({"url", "datePublished", "reportNumber"})
    assert told(site, SDO.Organization) == told(site, SDO.NGO) == []


def test_people_are_told_as_persons() -> None:
    site = site_of(authors=[], people=["Example, Ann", "Other, Di"], availability="not found")
    assert [one["name"] for one in told(site, SDO.Person)] == ["Ann Example", "Di Other"]


def test_a_withdrawn_report_says_so() -> None:
    site = site_of(availability="not found", status="withdrawn", withdrawn_because="It erred.")
    (report,) = told(site, SDO.Report)
    assert report["creativeWorkStatus"] == "withdrawn"


@pytest.mark.parametrize("keys", [{"files": [FILE]}, {"availability": "not found"}])
def test_every_word_is_one_of_schema_org(keys: dict[str, Any]) -> None:
    graph = graph_of(site_of(**keys))
    words = {word for word in graph.predicates() if word != RDF.type}
    words |= set(graph.objects(None, RDF.type))
    assert {word for word in words if str(word).removeprefix(str(SDO)) not in SDO} == set()
    assert all(isinstance(thing, BNode) for thing in graph.subjects())


def test_a_page_that_is_about_no_report_tells_nothing() -> None:
    site = site_of(availability="not found")
    (trail,) = structured_data(site.pages["content/plain.md"], site)
    assert json.loads(trail)["@type"] == "BreadcrumbList"


def test_the_tags_for_google_scholar_of_a_report_whose_pdf_stands_here() -> None:
    site = site_of(files=[{**FILE, "path": "notes.docx"}, FILE])
    assert scholar(site.pages[PAGE], site) == (
        ("citation_title", "Plan & </script>"),
        ("citation_author", "Us"),
        ("citation_author", "Them"),
        ("citation_publication_date", "2023/10"),
        ("citation_technical_report_institution", "Us"),
        ("citation_technical_report_number", "Report 49"),
        ("citation_language", "en-GB"),
        ("citation_pdf_url", "https://host.example/files/plan%20a.pdf"),
    )


@pytest.mark.parametrize(
    "keys",
    [
        {"availability": "not found"},
        {"links": [{"url": "https://e.org/plan.pdf", "site": "e.org"}]},
        {"files": [{**FILE, "path": "notes.docx"}]},
        {"files": [FILE], "authors": []},
    ],
)
def test_no_tags_for_google_scholar_without_a_pdf_here_or_authors(keys: dict[str, Any]) -> None:
    site = site_of(**keys)
    assert scholar(site.pages[PAGE], site) == ()
