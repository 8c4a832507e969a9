"""What looks at other sites mean for the pages that link there, in an editor's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.external.ledger import Kind, Ledger, Outcome
from sitegen.external.links import Links

RULE = "external-link"
_ARCHIVE = "https://web.archive.org/web/"


def findings(links: Links, ledger: Ledger) -> Iterator[Diagnostic]:
    """Yield a warning for each place of a link that leads nowhere, or to where nothing stays.

    What only a person can look at is a note.
    """
    for address, places in links.items():
        outcome = ledger.last(address)
        told = _told(address, outcome) if outcome else None
        if outcome and told:
            severity = Severity.NOTE if outcome.kind is Kind.REFUSED else Severity.WARNING
            yield from (Diagnostic(place, RULE, *told, severity) for place in places)


def _told(address: str, outcome: Outcome) -> tuple[str, str] | None:
    """Return what is wrong with a link and what to do, or None if nothing is."""
    by = f"(looked at on {_day(outcome.looked)}{_since(outcome)})"
    if outcome.kind is Kind.MISSING:
        message = f"{address} is not there any more: its host answers {outcome.status} {by}"
        help_ = f"link to where it is now, or to a copy ({_ARCHIVE}{address}), or remove the link"
        return message, help_
    if outcome.kind is Kind.FAILING:
        return f"{address} does not work: its host answers {outcome.status} {by}", _look_yourself()
    if outcome.kind is Kind.SILENT:
        return f"{address} cannot be reached: {outcome.trouble} {by}", _look_yourself()
    if outcome.kind is Kind.REFUSED:
        why = outcome.trouble or f"it answers {outcome.status}"
        return f"the host of {address} lets no program look: {why} {by}", "look at it in a browser"
    return _moved(address, outcome.moved_to, by) if outcome.moved_to else None


def _look_yourself() -> str:
    return "look at it in a browser: correct the address, or link to another page"


def _moved(address: str, to: str, by: str) -> tuple[str, str]:
    message = f"{address} has moved for good to {to} {by}"
    if urlsplit(to).path in ("", "/") and urlsplit(address).path not in ("", "/"):
        return message, "that is the home page: the page itself may be gone, so look for it"
    return message, f"write {to}"


def _since(outcome: Outcome) -> str:
    return "" if outcome.since == outcome.looked else f"; so since {_day(outcome.since)}"


def _day(day: datetime) -> str:
    return f"{day.day} {day:%B %Y}"
