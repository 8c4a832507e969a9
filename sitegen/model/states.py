"""How a page with dates of its own stands at a moment: coming or past, open or closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sitegen.documents.page import FrontMatter, Turning


def state_of(front: FrontMatter, moment: datetime) -> str:
    """Return how a page stands, in a word of its type such as "coming" or "past"; else ""."""
    turning = front.turning
    if turning is None:
        return ""
    return turning.after if _has_turned(turning, moment) else turning.before


def is_listed(front: FrontMatter, moment: datetime) -> bool:
    """Whether search engines may know of a page."""
    turning = front.turning
    return turning is None or not (turning.is_hidden_after and _has_turned(turning, moment))


def _has_turned(turning: Turning, moment: datetime) -> bool:
    return turning.at is None or moment >= turning.at


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
    if front.turning and front.turning.at:
        yield front.turning.after, front.turning.at
