"""Vacancies: ``vacancy:`` in front matter, and what job boards read while it is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from sitegen.models import (
    FrontMatter,
    LocalTime,
    Mistake,
    Money,
    Page,
    PageType,
    Part,
    Site,
    Turning,
    WebAddress,
    page_type,
)

#: How work is employed, and what schema.org calls it.
_EMPLOYMENT = {
    "full time": "FULL_TIME",
    "part time": "PART_TIME",
    "temporary": "TEMPORARY",
    "contract": "CONTRACTOR",
    "volunteer": "VOLUNTEER",
}
_IN_ORDER = "put the two in order"


class Salary(Part):
    """What a post pays."""

    minimum: Money
    """The lowest sum, in digits only: 28000."""
    maximum: Money | None = None
    """The highest sum."""
    per: Literal["hour", "day", "week", "month", "year"] = "year"
    """For how long it is paid."""
    note: str = ""
    """What has to be known besides: pro rata."""

    @property
    def highest(self) -> Money:
        """Return the highest sum, which is the lowest where there is but one."""
        return self.maximum or self.minimum

    def __str__(self) -> str:
        """Return it in words: £28,000 to £31,000 a year, pro rata."""
        amounts = dict.fromkeys((str(self.minimum), str(self.highest)))
        article = "an" if self.per == "hour" else "a"
        text = f"{' to '.join(amounts)} {article} {self.per}"
        return f"{text}, {self.note}" if self.note else text


@page_type("vacancy")
class Vacancy(PageType):
    """A post for which people can apply until it closes."""

    example: ClassVar[str] = "vacancy: {closes: 2026-12-04 17:00, employer: …}"
    is_dated: ClassVar[bool] = True
    sorts: ClassVar[tuple[str, ...]] = ("closes",)
    search_weight: ClassVar[float] = 0.8

    closes: LocalTime
    """Until when people can apply. From then on the page says that it is closed."""
    employer: str
    """Who employs."""
    place: str
    """Where the work is."""
    hours: str
    """How many hours, in words: 37 hours a week."""
    employment: Literal["full time", "part time", "temporary", "contract", "volunteer"]
    """How the post is employed."""
    salary: Salary
    """What the post pays."""
    apply: WebAddress
    """The address at which people apply."""

    def mistakes(self, front: FrontMatter) -> Iterator[Mistake]:
        """Yield a closing date before the page's own, and a highest salary below the lowest."""
        if front.date and self.closes.is_before(front.date):
            message = f"the vacancy closes before its date, {front.date.written}"
            yield Mistake(("closes",), "date-order", message, _IN_ORDER)
        if self.salary.highest < self.salary.minimum:
            message = "the highest salary is below the lowest"
            yield Mistake(("salary", "maximum"), "date-order", message, _IN_ORDER)

    def turning(self, front: FrontMatter) -> Turning:  # noqa: ARG002 - a hook
        """Return that a vacancy is open until it closes; then search engines are to forget it."""
        return Turning("open", "closed", self.closes.over, is_hidden_after=True)

    def json_ld(self, page: Page, site: Site) -> Iterator[Mapping[str, object]]:
        """Yield the vacancy (https://schema.org/JobPosting), for as long as it is open."""
        if site.moment >= self.closes.over:
            return
        front, country = page.front, site.config.country
        yield {
            "@context": "https://schema.org",
            "@type": "JobPosting",
            "title": front.title,
            "description": front.summary or front.description,
            "url": site.config.absolute(page.url),
            "datePosted": str(front.date.day if front.date else None),
            "validThrough": self.closes.over.isoformat(timespec="minutes"),
            "employmentType": _EMPLOYMENT[self.employment],
            "hiringOrganization": {"@type": "Organization", "name": self.employer},
            "jobLocation": {
                "@type": "Place",
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": self.place,
                    **({"addressCountry": country} if country else {}),
                },
            },
            "baseSalary": _salary(self.salary),
        }


def _salary(salary: Salary) -> dict[str, object]:
    value = {
        "@type": "QuantitativeValue",
        "minValue": salary.minimum.amount,
        "maxValue": salary.highest.amount,
        "unitText": salary.per.upper(),
    }
    currency = salary.minimum.currency
    of_currency = {"currency": currency} if currency else {}
    return {"@type": "MonetaryAmount", **of_currency, "value": value}
