"""Dates of which perhaps only the month or the year is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sitegen.diagnostics import Diagnostic
from sitegen.documents.local_time import within_reach
from sitegen.schema.yaml_text import YamlText

HELP = "write 2026-11-21, 2026-11, 2026 (in quotes) or unknown"


@dataclass(frozen=True)
class PartialDate:
    """A date of which perhaps only the month or the year is known; ``iso`` is "" if none is."""

    iso: str

    @classmethod
    def of(cls, written: str) -> PartialDate:
        """Return the date as it stands in a record, where "unknown" is a date too."""
        return cls("" if written == "unknown" else written)

    def __str__(self) -> str:
        """Return the date in words: 18 October 2023, November 2020, 2021, date not known."""
        if not self.iso:
            return "date not known"
        year, month, day = (*self.iso.split("-"), "", "")[:3]
        name = date(1, int(month), 1).strftime("%B") if month else ""
        return " ".join(part for part in (day.lstrip("0"), name, year) if part)

    @property
    def year(self) -> str:
        """Return the year as four digits, or "" if it is not known."""
        return self.iso[:4]

    def is_before(self, other: PartialDate) -> bool:
        """Tell whether this date is before another, however the unknown parts of both turn out."""
        return bool(self.iso) and f"{self.iso}~" < other.iso  # "~" sorts after digits and "-"


def is_partial_date(value: object) -> bool:
    """Tell whether a value is a day, a month or a year that exists, or the word unknown."""
    if value == "unknown" or not isinstance(value, str):
        return True
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", value):
        return False
    try:
        within_reach(date.fromisoformat(f"{value}-01-01"[:10]))
    except ValueError:
        return False
    return True


def wrong_dates(yaml: YamlText, *keys: str) -> Iterator[Diagnostic]:
    """Give a mistake for each record of a list that has no date under a key that is for one."""
    for place, item in enumerate(yaml.value if isinstance(yaml.value, list) else []):
        for key in keys or ("date",):
            if isinstance(item, dict) and not is_partial_date(item.get(key, "unknown")):
                span = yaml.span((place, key))
                yield Diagnostic(span, "wrong-type", f"{item[key]} is no date", HELP)
