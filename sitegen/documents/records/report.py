"""data/reports.yaml: publications by the charity or about its work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sitegen.diagnostics import Diagnostic
from sitegen.documents.records.partial_date import PartialDate, wrong_dates
from sitegen.schema.check import CLOSED
from sitegen.schema.yaml_text import YamlText

ReportKind = Literal[
    "evaluation",
    "policy report",
    "briefing",
    "consultation response",
    "academic paper",
    "strategy",
    "impact data",
    "campaign",
]
Theme = Literal[
    "children's social care system", "relationships for families", "wider societal issues"
]


@dataclass(frozen=True)
class ReportLink:
    """Where a report can be read: the address, the site it is on, and the words of the link."""

    __pydantic_config__ = CLOSED
    url: str
    site: str
    text: str = ""


@dataclass(frozen=True)
class Report:
    """A publication by or about the charity. ``date`` is a day, a month, a year or ``unknown``."""

    __pydantic_config__ = CLOSED
    id: str
    title: str
    date: str
    kind: ReportKind
    theme: Theme
    publisher: str
    summary: str
    availability: Literal["here", "elsewhere", "not found"]
    sources: tuple[str, ...]
    link: ReportLink | None = None
    status: Literal["current", "superseded", "withdrawn"] = "current"
    note: str = ""

    @property
    def when(self) -> PartialDate:
        """Return the date as far as it is known."""
        return PartialDate.of(self.date)


def mistakes(yaml: YamlText, reports: tuple[Report, ...]) -> Iterator[Diagnostic]:  # noqa: ARG001 - every subject's checks are called alike
    """Give the mistakes that one report's schema cannot see."""
    yield from wrong_dates(yaml)
