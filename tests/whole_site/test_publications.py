"""The library of publications: without files, and with some."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from promises.published import HtmlFile, Published, words
from sitegen.build_request import Options
from sitegen.pipeline import build
from tests.frozen import copy_frozen_site
from tests.pdfs import digest, pdf
from tests.whole_site.publishing import DAY, data

REPORTS = data("reports")
IDS = [report["id"] for report in REPORTS]
CITED = [report["id"] for report in REPORTS if "authors" in report]
TAGGED = pdf("Guide for services", "en-GB", tagged=True, pages=40) + b"\n" * 1_200_000
PLAIN = pdf("Canllaw", "cy", pages=1) + b"\n" * 800
MORE = f"""
- id: guide-2026
  title: Guide for services
  date: "2026-10-01"
  kind: briefing
  theme: wider societal issues
  authors: [Greenhand]
  publisher: Greenhand
  summary: A guide that stands on this site, so that the library can be seen with files in it.
  files:
    - {{path: guides/guide.pdf, title: Guide for services, sha256: {digest(TAGGED)}}}
    - {{path: guides/canllaw.pdf, title: Canllaw, language: cy, tagged: false, sha256: {digest(PLAIN)}}}
  sources: []
- id: guide-2025
  title: Old guide for services
  date: "2025"
  kind: briefing
  theme: wider societal issues
  publisher: Greenhand
  summary: The guide before it, which the new one has put out of use in every respect.
  availability: not found
  status: superseded
  superseded_by: guide-2026
  sources: []
- id: guide-2024
  title: First guide for services
  date: "2024"
  kind: briefing
  theme: wider societal issues
  publisher: Greenhand
  summary: The first of the guides, which was found to be wrong and must not be used.
  availability: not found
  status: withdrawn
  withdrawn_because: It gave a wrong address.
  sources: []
"""


@pytest.fixture(scope="module")
def with_files(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The frozen site with 3 more reports, one of them with 2 files."""
    site = tmp_path_factory.mktemp("with-files")
    copy_frozen_site(site)
    add(site, "assets/files/guides/guide.pdf", TAGGED)
    add(site, "assets/files/guides/canllaw.pdf", PLAIN)
    add(site, "data/reports.yaml", (site / "data/reports.yaml").read_bytes() + MORE.encode())
    result = build(Options(site=site, output=site / "output", day=DAY, strict=True))
    assert result.diagnostics == ()
    return Published(site / "output", "https://greenhand.example/")


def add(site: Path, path: str, content: bytes) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_bytes(content)


def section(page: HtmlFile, heading: str) -> Element:
    """Return the section that a heading names."""
    (found,) = (one for one in page.find("section") if page.name_of(one) == heading)
    return found


def links(element: Element) -> list[tuple[str, str]]:
    return [(words(link), link.attrib["href"]) for link in element.iter("a")]


def items(page: HtmlFile) -> Iterator[Element]:
    """Give the publications that a page lists."""
    return (one for one in page.find("li") if one.get("class") == "report")


def page_of(site: Published, id_: str) -> HtmlFile:
    return site.page(f"/publications/{id_}/")


def test_the_library_lists_every_report_under_its_year_newest_first(site: Published) -> None:
    library = site.page("/publications/")
    years = [words(one) for one in library.find("h2") if words(one).isdigit()]
    assert years == sorted({date[:4] for date in known_dates()}, reverse=True)
    listed = [one.attrib["id"].removeprefix("report-") for one in items(library)]
    assert sorted(listed) == sorted(IDS)
    dates = [date for id_ in listed if (date := when(id_)) != "unknown"]
    assert dates == sorted(dates, reverse=True)
    counts = Counter(date[:4] for date in known_dates())
    unknown = len(REPORTS) - len(known_dates())
    assert links(library.nav("Years")) == [
        *((f"{year} ({counts[year]})", f"#year-{year}") for year in years),
        (f"No date ({unknown})", "#year-unknown"),
    ]


def known_dates() -> list[str]:
    return [report["date"] for report in REPORTS if report["date"] != "unknown"]


def when(id_: str) -> str:
    (date,) = (report["date"] for report in REPORTS if report["id"] == id_)
    return str(date)


@pytest.mark.parametrize("key", ["theme", "kind"])
def test_a_page_for_each_theme_and_kind_has_as_many_reports_as_its_links_say(
    key: str, site: Published
) -> None:
    browse = links(site.page("/publications/").nav("Browse publications"))
    leading = {url: text for text, url in browse if url.startswith(f"/publications/{key}/")}
    counts = Counter(report[key] for report in REPORTS)
    assert len(leading) == len(counts)
    for url, text in leading.items():
        listed = [one.attrib[f"data-{key}"] for one in items(site.page(url))]
        assert len(set(listed)) == 1
        assert text.endswith(f" ({len(listed)})")
        assert counts[listed[0]] == len(listed)


@pytest.mark.parametrize("id_", IDS)
def test_a_report_has_a_page_that_says_where_it_can_be_read(id_: str, site: Published) -> None:
    (report,) = (one for one in REPORTS if one["id"] == id_)
    read = section(page_of(site, id_), "Where to read it")
    found = [(text, url) for text, url in links(read) if not url.startswith("mailto:")]
    given = report.get("links", [])
    sites = [f"(web page on {link['site']})" for link in given]
    assert [url for _, url in found] == [link["url"] for link in given]
    assert all(text.endswith(end) for (text, _), end in zip(found, sites, strict=True))
    is_lost = report.get("availability") == "not found"
    assert is_lost is ("don't know of a copy" in words(read))


@pytest.mark.parametrize("id_", CITED)
def test_a_report_by_organisations_can_be_cited_with_other_programs(
    id_: str, site: Published
) -> None:
    (report,) = (one for one in REPORTS if one["id"] == id_)
    cite = dict(links(section(page_of(site, id_), "How to cite it")))
    folder = f"publications/{id_}/{id_}"
    assert sorted(cite.values()) == [f"/{folder}.bib", f"/{folder}.ris"]
    library = parse_string((site.root / f"{folder}.bib").read_text("utf-8"))
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [id_]
    (entry,) = rispy.loads((site.root / f"{folder}.ris").read_text("utf-8"))
    assert (entry["title"], entry["authors"]) == (report["title"], report["authors"])


def test_a_report_by_people_is_given_with_title_publisher_and_address(site: Published) -> None:
    cite = section(page_of(site, "evaluation-2017"), "How to cite it")
    assert words(cite) == (
        "How to cite it Take the authors from the work itself. We know its title, publisher and "
        "address: The first evaluation. Example Ministry, in the Journal of Examples, volume 45. "
        "https://doi.org/10.5555/87654321"
    )
    assert links(cite) == []


def test_no_page_claims_a_full_text_while_no_file_stands_here(site: Published) -> None:
    assert not any(path.startswith("files/") for path in site.files)
    for page in site.pages:
        names = [one.get("name", "") for one in page.find("meta")]
        assert not any(name.startswith("citation_") for name in names)


def test_the_library_says_that_there_are_no_files_only_while_there_are_none(
    site: Published, with_files: Published
) -> None:
    said = "You can't download reports here yet."
    assert said in words(site.page("/publications/").one("article"))
    assert said not in words(with_files.page("/publications/").one("article"))


def test_files_are_linked_with_type_size_and_pages(with_files: Published) -> None:
    read = section(page_of(with_files, "guide-2026"), "Where to read it")
    assert links(read)[:2] == [
        ("Guide for services (PDF, 1.2 MB, 40 pages)", "/files/guides/guide.pdf"),
        ("Canllaw (PDF, 1 KB, 1 page)", "/files/guides/canllaw.pdf"),
    ]
    assert words(read).count("This PDF has no tags") == 1
    text, address = links(read)[2]
    assert text == "Ask by email for another format of Guide for services"
    assert address == (
        "mailto:office@greenhand.example?subject=Accessible%20format%3A%20Guide%20for%20services"
    )


def test_google_scholar_finds_the_full_text(with_files: Published) -> None:
    page = page_of(with_files, "guide-2026")
    assert page.meta("citation_pdf_url") == "https://greenhand.example/files/guides/guide.pdf"
    assert page.meta("citation_title") == "Guide for services"
    assert page.meta("citation_publication_date") == "2026/10/01"


def test_a_withdrawn_report_keeps_its_address_and_says_so_first(with_files: Published) -> None:
    article = page_of(with_files, "guide-2024").one("article")
    assert words(article[0]) == (
        "Withdrawn. It gave a wrong address. Do not rely on this publication. "
        "This page stays as a record."
    )


def test_a_superseded_report_leads_to_the_newer_one_first(with_files: Published) -> None:
    article = page_of(with_files, "guide-2025").one("article")
    assert links(article[0]) == [("Guide for services", "/publications/guide-2026/")]
    assert words(article[0]).startswith("Superseded. Newer work has replaced this publication:")
