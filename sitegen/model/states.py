"""How a page with dates of its own stands on the day of a build: coming or past, open or closed."""

from __future__ import annotations

from datetime import date

from sitegen.documents.page import FrontMatter


def state_of(front: FrontMatter, day: date) -> str:
    """Return "coming" or "past", "open" or "closed", "shown" or "withheld", or "" for no state.

    A build knows the day and not the hour, so what ends in the course of the day is not yet past.
    """
    if front.event:
        return "coming" if front.event.last.day >= day else "past"
    if front.vacancy:
        return "open" if front.vacancy.closes.day >= day else "closed"
    if front.story:
        is_shown = front.status != "withdrawn" and day < front.story.review
        return "shown" if is_shown else "withheld"
    return ""


def unpublished(front: FrontMatter, day: date) -> str:
    """Return why a page is not public on the day of a build, or "" if it is."""
    if front.draft:
        return "a draft"
    is_coming = front.date is not None and front.date > day
    return f"not published before {front.date}" if is_coming else ""


#: The states in which search engines are to forget a page.
NOT_LISTED = ("closed", "withheld")
