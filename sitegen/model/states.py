"""How a page with dates of its own stands at a moment: coming or past, open or closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sitegen.documents.page import FrontMatter


def state_of(front: FrontMatter, moment: datetime) -> str:
    """Return "coming" or "past", "open" or "closed", "shown" or "withheld", or "" for no state.

    What ends on a day whose hour nobody wrote is past when the day is.
    """
    if front.event:
        return "coming" if moment < front.event.last.over else "past"
    if front.vacancy:
        return "open" if moment < front.vacancy.closes.over else "closed"
    if front.story:
        is_shown = front.status != "withdrawn" and moment < front.story.review.first
        return "shown" if is_shown else "withheld"
    return ""


def unpublished(front: FrontMatter, moment: datetime) -> str:
    """Return why a page is not public at the moment of a build, or "" if it is."""
    if front.draft:
        return "a draft"
    if front.date and moment < front.date.first:
        return f"not published before {front.date.written}"
    return ""


def turns(front: FrontMatter) -> Iterator[tuple[str, datetime]]:
    """Yield the moments at which a page changes by itself, each with what happens then."""
    if front.draft:
        return
    if front.date:
        yield "published", front.date.first
    if front.event:
        yield "past", front.event.last.over
    if front.vacancy:
        yield "closed", front.vacancy.closes.over
    if front.story and front.status != "withdrawn":
        yield "withheld", front.story.review.first


#: The states in which search engines are to forget a page.
NOT_LISTED = ("closed", "withheld")
