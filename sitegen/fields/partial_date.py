"""Dates of which perhaps only the month or the year is known."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sitegen.fields.local_time import within_reach

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
        """Whether this date is before another, however the unknown parts of both turn out."""
        return bool(self.iso) and f"{self.iso}~" < other.iso  # "~" sorts after digits and "-"


def is_partial_date(value: object) -> bool:
    """Whether a value is a day, a month or a year that exists, or the word unknown."""
    if value == "unknown" or not isinstance(value, str):
        return True
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", value):
        return False
    try:
        within_reach(date.fromisoformat(f"{value}-01-01"[:10]))
    except ValueError:
        return False
    return True


def out_of_order(dates: Sequence[PartialDate]) -> tuple[int, ...]:
    """Return the places of the fewest dates without which all others stand in the order of time.

    So one wrong year is blamed, and not all that stands after it; of two dates the second. A date
    of which only the year is known may stand anywhere in that year. Source: "patience sorting", D.
    Aldous and P. Diaconis, 1999.
    """
    keys = list(_keys(dates))
    ranks = {key: -rank for rank, key in enumerate(sorted(set(keys)))}
    ends: list[int] = []
    best: list[int] = []
    following: dict[int, int] = {}
    for place in reversed(range(len(keys))):
        rank = ranks[keys[place]]
        at = bisect_right(ends, rank)
        following[place] = best[at - 1] if at else -1
        ends[at : at + 1] = [rank]
        best[at : at + 1] = [place]
    kept, place = set(), best[-1] if best else -1
    while place >= 0:
        kept.add(place)
        place = following[place]
    return tuple(place for place in range(len(dates)) if place not in kept)


def disorder(dates: Sequence[PartialDate], place: int) -> tuple[str, PartialDate]:
    """Return on which side of which neighbour a date stands wrongly: "after" or "before" it."""
    date_ = dates[place]
    if place and date_.is_before(dates[place - 1]):
        return "after", dates[place - 1]
    return "before", next((one for one in dates[place + 1 :] if one.is_before(date_)), date_)


def _keys(dates: Sequence[PartialDate]) -> Iterator[str]:
    """Yield the earliest day that each date can be without standing before an earlier one."""
    seen: list[str] = []
    for date_ in dates:
        at = bisect_right(seen, f"{date_.iso}~")
        key = max(date_.iso, seen[at - 1]) if at else date_.iso
        insort(seen, key)
        yield key
