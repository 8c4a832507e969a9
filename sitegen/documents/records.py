"""The lists of records in data/: sources, reports and figures, each checked by its schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from sitegen.diagnostics import Diagnostic
from sitegen.schema.check import CLOSED, Checked, check_each, repeated_ids
from sitegen.schema.yaml_text import YamlText


@dataclass(frozen=True)
class Source:
    """A work that pages rely on. ``date`` is in words; ``seen`` says how much of it was read."""

    __pydantic_config__ = CLOSED
    id: str
    title: str
    publisher: str
    url: str
    date: str = ""
    seen: str = ""


@dataclass(frozen=True)
class PartialDate:
    """A date of which perhaps only the month or the year is known; ``iso`` is "" if none is."""

    iso: str

    def __str__(self) -> str:
        """Return the date in words: 18 October 2023, November 2020, 2021, date not known."""
        if not self.iso:
            return "date not known"
        year, month, day = (*self.iso.split("-"), "", "")[:3]
        name = date(1, int(month), 1).strftime("%B") if month else ""
        return " ".join(part for part in (day.lstrip("0"), name, year) if part)


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
    kind: Literal[
        "evaluation",
        "policy report",
        "briefing",
        "consultation response",
        "academic paper",
        "strategy",
        "impact data",
        "campaign",
    ]
    theme: Literal[
        "children's social care system", "relationships for families", "wider societal issues"
    ]
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
        return PartialDate("" if self.date == "unknown" else self.date)


@dataclass(frozen=True)
class Figure:
    """A number with what it measures and where it comes from. ``value`` is in ``unit``."""

    __pydantic_config__ = CLOSED
    id: str
    value: int | float
    measures: str
    period: str
    source: str
    unit: Literal["count", "percent", "gbp"] = "count"
    place: str = ""
    caution: str = ""

    @property
    def text(self) -> str:
        """Return the number as it is printed: 3,250, 30%, £4.50, 14.4."""
        if self.unit == "percent":
            return f"{self.value:,}%"
        if self.unit == "gbp":
            return f"£{self.value:,.2f}" if self.value % 1 else f"£{self.value:,.0f}"
        return f"{self.value:,}"


SOURCES, REPORTS, FIGURES = "data/sources.yaml", "data/reports.yaml", "data/figures.yaml"

Item = TypeVar("Item", Source, Report, Figure)


@dataclass(frozen=True)
class Records(Generic[Item]):
    """The records of one file, in its order, with the YAML that tells their places."""

    yaml: YamlText
    items: tuple[Item, ...]

    def by_id(self) -> dict[str, Item]:
        """Return the records by their ids."""
        return {item.id: item for item in self.items}


def load_records(
    yaml: YamlText, schema: type[Item]
) -> tuple[Records[Item], tuple[Diagnostic, ...]]:
    """Check every record of a list; two records with one id are a mistake."""
    checked: Checked[tuple[Item, ...]] = check_each(yaml, schema)
    mistakes = (*checked.diagnostics, *repeated_ids(yaml), *_wrong_dates(yaml))
    return Records(yaml, checked.record or ()), mistakes


def _wrong_dates(yaml: YamlText) -> tuple[Diagnostic, ...]:
    """Check the dates of reports, of which a part may be unknown."""
    if yaml.path != REPORTS or not isinstance(yaml.value, list):
        return ()
    help_ = "write 2026-11-21, 2026-11, 2026 (in quotes) or unknown"
    return tuple(
        Diagnostic(yaml.span((place, "date")), "wrong-type", f"{item['date']} is no date", help_)
        for place, item in enumerate(yaml.value)
        if isinstance(item, dict) and not is_partial_date(item.get("date", "unknown"))
    )


def is_partial_date(value: object) -> bool:
    """Tell whether a value is a day, a month or a year that exists, or the word unknown."""
    if value == "unknown" or not isinstance(value, str):
        return True
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", value):
        return False
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True
