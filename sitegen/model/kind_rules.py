"""What the kind of a page asks of its front matter: its own keys, a date, dates in their order."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.documents.page import Document, FrontMatter
from sitegen.schema.yaml_text import Location

#: The kinds that have a key of their own, with an example of what it holds.
OWN_KEYS = {
    "event": "event: {starts: 2026-12-04 10:00, organiser: …}",
    "vacancy": "vacancy: {closes: 2026-12-04 17:00, employer: …}",
    "story": "story: {about: […], consent: 2026-11-21, …}",
}
#: The kinds that feeds, calendars and job boards give with their date.
DATED = ("news", "event", "vacancy")

#: Two dates in the wrong order: where the later one is written, and what is wrong.
_Disorder = tuple[Location, str]


def mistakes(document: Document, kind: str) -> Iterator[Diagnostic]:
    """Give what is wrong with a page of a kind.

    A landing page only lists what its folder's kind is, and lacks nothing. Front matter that has
    mistakes already is left alone.
    """
    if document.sound:
        yield from _keys_of_kinds(document, kind)
        yield from _date(document, kind)
        yield from (
            Diagnostic(document.yaml.span(at), "date-order", message, "put the two in order")
            for at, message in _disorders(document.front)
        )


def _keys_of_kinds(document: Document, kind: str) -> Iterator[Diagnostic]:
    for key, example in OWN_KEYS.items():
        is_there = getattr(document.front, key) is not None
        if is_there and kind != key:
            span = document.yaml.span((key,), key=True)
            message = f"{key} belongs to pages of the kind {key}, and this is of the kind {kind}"
            yield Diagnostic(span, "wrong-kind", message, f"remove it, or add a line kind: {key}")
        elif kind == key and not is_there and not _is_landing(document):
            message, help_ = f"{key} is missing", f"add {example}"
            yield Diagnostic(document.yaml.span(()), "missing-key", message, help_)


def _date(document: Document, kind: str) -> Iterator[Diagnostic]:
    if kind in DATED and document.front.date is None and not _is_landing(document):
        message = f"date is missing, which a page of the kind {kind} needs"
        help_ = "add a line date: 2026-11-21"
        yield Diagnostic(document.yaml.span(()), "missing-key", message, help_)


def _is_landing(document: Document) -> bool:
    return document.path.endswith("/index.md")


def _disorders(front: FrontMatter) -> Iterator[_Disorder]:
    published = front.date
    if published and front.updated and front.updated < published.day:
        yield ("updated",), f"updated is before date, {published.written}"
    if front.event and front.event.last.is_before(front.event.starts):
        yield ("event", "ends"), "the event ends before it starts"
    if front.vacancy and published and front.vacancy.closes.is_before(published):
        yield ("vacancy", "closes"), f"the vacancy closes before its date, {published.written}"
    if front.vacancy and (front.vacancy.salary.maximum or math.inf) < front.vacancy.salary.minimum:
        yield ("vacancy", "salary", "maximum"), "the highest salary is below the lowest"
    if front.story and front.story.review.day < front.story.consent:
        yield ("story", "review"), "the review of the story is before the consent to it"
