"""The table of all reports, for those who keep a list of their own."""

from __future__ import annotations

from models.reports.citations import readable_at
from models.reports.record import Report
from sitegen.models import Site, csv_text

COLUMNS = (
    "id",
    "title",
    "date",
    "kind",
    "theme",
    "authors",
    "publisher",
    "number",
    "language",
    "status",
    "availability",
    "url",
    "page",
    "summary",
    "keywords",
)


def reports_csv(site: Site) -> str:
    """Return a line for each report; several authors or keywords are parted by semicolons."""
    return csv_text(COLUMNS, (_row(report, site) for report in site.records["reports"].values()))


def _row(report: Report, site: Site) -> list[str]:
    page = site.page_of("reports", report.id)
    told = {
        **{name: getattr(report, name, "") for name in COLUMNS},
        "authors": "; ".join(report.by),
        "availability": report.where,
        "url": readable_at(report, page, site) if page else "",
        "page": site.config.absolute(page.url) if page else "",
        "keywords": "; ".join(report.keywords),
    }
    return [str(told[name]) for name in COLUMNS]
