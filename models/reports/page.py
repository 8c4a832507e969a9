"""The page of a report, of the kind ``report``, and the files in which all reports are cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from models.reports.citations import (
    Citation,
    citation,
    citation_files,
    library_bib,
    library_ris,
)
from models.reports.structured_data import report_data, scholar
from models.reports.table import reports_csv
from sitegen.models import Page, PageType, Site, page_type

#: Where all reports are published as one file for each format.
_LIBRARY = "data/reports"


@page_type("report")
class ReportPage(PageType):
    """A page that a file makes of each report."""

    attributes: ClassVar[tuple[str, ...]] = ("citation", "scholar")

    def citation(self, page: Page, site: Site) -> Citation | None:
        """Return how to cite the report, if it can be cited in full."""
        return citation(page, site)

    def scholar(self, page: Page, site: Site) -> tuple[tuple[str, str], ...]:
        """Return name and content of the tags that Google Scholar reads."""
        return scholar(page, site)

    def json_ld(self, page: Page, site: Site) -> Iterator[Mapping[str, object]]:
        """Yield the report (https://schema.org/Report)."""
        return report_data(page, site)

    def files(self, page: Page, site: Site) -> Mapping[str, str]:
        """Return its citation as BibTeX and as RIS beside the page."""
        return citation_files(page, site)

    @classmethod
    def site_files(cls, site: Site) -> Mapping[str, str]:
        """Return all reports in one file for each format, if there are any."""
        made = {"bib": library_bib, "ris": library_ris, "csv": reports_csv}
        if not site.records["reports"]:
            return {}
        return {f"{_LIBRARY}.{ending}": text(site) for ending, text in made.items()}
