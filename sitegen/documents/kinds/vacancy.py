"""``vacancy:`` in front matter: a post, what it pays, who the employer is, when it closes."""

from __future__ import annotations

from typing import Literal

from sitegen.fields.local_time import LocalTime
from sitegen.fields.record import Part
from sitegen.fields.types import WebAddress

Employment = Literal["full time", "part time", "temporary", "contract", "volunteer"]


class Salary(Part):
    """What a post pays, in pounds, for each hour, day, week, month or year."""

    minimum: int | float
    maximum: int | float | None = None
    per: Literal["hour", "day", "week", "month", "year"] = "year"
    note: str = ""

    def __str__(self) -> str:
        """Return it in words: £28,000 to £31,000 a year, pro rata."""
        amounts = dict.fromkeys((self.minimum, self.maximum or self.minimum))
        article = "an" if self.per == "hour" else "a"
        text = f"{' to '.join(map(_pounds, amounts))} {article} {self.per}"
        return f"{text}, {self.note}" if self.note else text


class Vacancy(Part):
    """A post for which people can apply, at the address ``apply``, until it ``closes``."""

    closes: LocalTime
    employer: str
    place: str
    hours: str
    employment: Employment
    salary: Salary
    apply: WebAddress


def _pounds(amount: float) -> str:
    return f"£{amount:,.2f}" if amount % 1 else f"£{amount:,.0f}"
