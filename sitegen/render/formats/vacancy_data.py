"""JSON-LD of a vacancy (https://schema.org/JobPosting), for as long as it is open."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.documents.kinds.vacancy import Salary
from sitegen.model.states import state_of
from sitegen.model.types import Page, Site

_EMPLOYMENT = {
    "full time": "FULL_TIME",
    "part time": "PART_TIME",
    "temporary": "TEMPORARY",
    "contract": "CONTRACTOR",
    "volunteer": "VOLUNTEER",
}


def blocks(page: Page, site: Site) -> Iterator[dict[str, object]]:
    """Give the block of a page that is about an open vacancy."""
    vacancy = page.front.vacancy
    if vacancy is None or state_of(page.front, site.moment) != "open":
        return
    yield {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": page.front.title,
        "description": page.front.summary or page.front.description,
        "url": site.config.absolute(page.url),
        "datePosted": str(page.front.date.day if page.front.date else None),
        "validThrough": vacancy.closes.over.isoformat(timespec="minutes"),
        "employmentType": _EMPLOYMENT[vacancy.employment],
        "hiringOrganization": {"@type": "Organization", "name": vacancy.employer},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": vacancy.place,
                "addressCountry": "GB",
            },
        },
        "baseSalary": _salary(vacancy.salary),
    }


def _salary(salary: Salary) -> dict[str, object]:
    value = {
        "@type": "QuantitativeValue",
        "minValue": salary.minimum,
        "maxValue": salary.maximum or salary.minimum,
        "unitText": salary.per.upper(),
    }
    return {"@type": "MonetaryAmount", "currency": "GBP", "value": value}
