"""What differs from place to place, as a site says it: a day is written in another order."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Local:
    """How the people of a site write, dial and pay, and which clock they live by.

    ``time_zone`` is a name of the IANA's time zone database; ``country`` (ISO 3166) and
    ``currency`` (ISO 4217) are "" where nobody said; ``currency_sign`` stands before an amount;
    ``telephone_prefix`` takes the place of the 0 before a number that is called from abroad.
    ``month_first`` says that 3/12/2026 is 12 March.
    """

    time_zone: str = "UTC"
    country: str = ""
    currency: str = ""
    currency_sign: str = ""
    telephone_prefix: str = ""
    month_first: bool = False


#: What holds where a site says nothing.
NOWHERE = Local()


FORM = "write year, month and day: 2026-11-21"

_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(month_abbr) if name}
_MONTHS["sept"] = 9

_BETWEEN = r"[-/. ]+"
#: As people write days: the year first, the day first, or the month first.
_YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}}){_BETWEEN}(?P<m>\d{{1,2}}){_BETWEEN}(?P<d>\d{{1,2}})")
_DAY_FIRST = re.compile(rf"(?P<d>\d{{1,2}}){_BETWEEN}(?P<m>\d{{1,2}}){_BETWEEN}(?P<y>\d{{4}})")
_MONTH_FIRST = re.compile(rf"(?P<m>\d{{1,2}}){_BETWEEN}(?P<d>\d{{1,2}}){_BETWEEN}(?P<y>\d{{4}})")
_IN_WORDS = re.compile(
    r"(?:\w+day,? )?(?P<d>\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -](?P<m>[a-z]+),?[ -](?P<y>\d{4})"
)
_MONTH_BEFORE = re.compile(r"(?P<m>[a-z]+) (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})")


def help_for_day(written: str, otherwise: str = FORM, local: Local = NOWHERE) -> str:
    """Return how to write a day, as far as what was written tells which one is meant.

    3/12/2026 is 3 December, or 12 March where the month comes first. What looks
    like no day at all gets the other help, and so does a day that is written well and wrong in
    another way.
    """
    for year, month, day in _meant(written.strip().lower(), local):
        last = monthrange(year, month)[1]
        if 1 <= day <= last:
            meant = str(date(year, month, day))
            return otherwise if meant == written.strip() else f"write {meant}"
        return f"{month_name[month]} {year} has {last} days"
    return otherwise


def _meant(written: str, local: Local) -> Iterator[tuple[int, int, int]]:
    """Yield year, month and day of what has the form of a day, and a month and year that exist."""
    in_digits = _MONTH_FIRST if local.month_first else _DAY_FIRST
    for form in (_YEAR_FIRST, in_digits, _IN_WORDS, _MONTH_BEFORE):
        if match := form.fullmatch(written):
            name = match["m"]
            month = int(name) if name.isdecimal() else _MONTHS.get(name, 0)
            if 1 <= month <= 12 and int(match["y"]):  # noqa: PLR2004 - months of a year
                yield int(match["y"]), month, int(match["d"])
