"""What a report's page tells search engines: JSON-LD, and the tags that Google Scholar reads.

Vocabulary: https://schema.org/Report. Tags: Google Scholar, "Inclusion Guidelines for Webmasters".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from models.reports.citations import readable_at, report_of
from models.reports.record import Report, ReportFile
from sitegen.models import Page, Site

_CHARITY_STATUS = "https://schema.org/LimitedByGuaranteeCharity"


def report_data(page: Page, site: Site) -> Iterator[Mapping[str, object]]:
    """Yield the JSON-LD block of the report that a page is about, if it is about one."""
    report = report_of(page, site)
    if report is None:
        return
    block = {
        "@context": "https://schema.org",
        "@type": "Report",
        "mainEntityOfPage": site.config.absolute(page.url),
        "name": report.title,
        "abstract": report.summary,
        "genre": report.kind,
        "about": report.theme,
        "inLanguage": report.language,
        "datePublished": report.when.iso,
        "reportNumber": report.number,
        "creativeWorkStatus": report.status if report.status != "current" else "",
        "url": readable_at(report, page, site),
        "author": [_organisation(name, site) for name in report.authors] or _people(report),
        "publisher": _organisation(report.publisher, site) if report.authors else None,
        "encoding": [_file(file, site) for file in report.files],
    }
    yield {key: value for key, value in block.items() if value}


def _organisation(name: str, site: Site) -> dict[str, str]:
    """Return an organisation; of the charity alone the site knows more than the name."""
    if name != site.config.name:
        return {"@type": "Organization", "name": name}
    charity = {"@type": "NGO", "name": name, "nonprofitStatus": _CHARITY_STATUS}
    return {**charity, "url": site.config.official_url} if site.config.official_url else charity


def _people(report: Report) -> list[dict[str, str]]:
    """Return the persons who wrote a report."""
    return [{"@type": "Person", "name": name} for name in report.by if report.people]


def _file(file: ReportFile, site: Site) -> dict[str, str]:
    """Return a file of the report, whose digest the build has checked."""
    return {
        "@type": "MediaObject",
        "name": file.title,
        "contentUrl": _address(file, site),
        "inLanguage": file.language,
        "sha256": file.sha256,
    }


def scholar(page: Page, site: Site) -> tuple[tuple[str, str], ...]:
    """Return name and content of the tags for a report whose PDF stands on this site, or none."""
    report = report_of(page, site)
    pdfs = [file for file in report.files if file.path.lower().endswith(".pdf")] if report else []
    if report is None or not pdfs or not report.by:
        return ()
    tags = [
        ("citation_title", report.title),
        *(("citation_author", name) for name in report.authors or report.people),
        ("citation_publication_date", report.when.iso.replace("-", "/")),
        ("citation_technical_report_institution", report.publisher),
        ("citation_technical_report_number", report.number),
        ("citation_language", report.language),
        ("citation_pdf_url", _address(pdfs[0], site)),
    ]
    return tuple((name, content) for name, content in tags if content)


def _address(file: ReportFile, site: Site) -> str:
    return site.config.absolute(f"/{quote(file.asset)}")
