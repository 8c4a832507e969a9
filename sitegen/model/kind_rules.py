"""What is asked of front matter by the kind of its page: keys, a date, dates in order, a review."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.documents.page import Document, FrontMatter
from sitegen.documents.records import unfinished
from sitegen.model.kinds import FOR_HELP, Kinds
from sitegen.modelling.declared import Models
from sitegen.modelling.hooks import answers, is_mistake
from sitegen.schema.yaml_text import Location

#: Two dates in the wrong order: where the later one is written, and what is wrong.
_Disorder = tuple[Location, str]


def found(document: Document, kinds: Kinds, models: Models) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a page, given the kinds of the site."""
    return tuple(mistakes(document, kinds.kind_of(document), models))


def mistakes(document: Document, kind: str, models: Models) -> Iterator[Diagnostic]:
    """Yield what is wrong with a page of a kind.

    A landing page only lists what its folder's kind is, and lacks nothing. Front matter that has
    mistakes already is left alone.
    """
    if document.sound:
        yield from () if document.front.draft else unfinished(document.yaml)
        yield from _keys_of_kinds(document, kind, models)
        yield from _date(document, kind, models)
        yield from _of_hooks(document)
        yield from (
            Diagnostic(document.yaml.span(at), "date-order", message, "put the two in order")
            for at, message in _disorders(document.front)
        )


def _keys_of_kinds(document: Document, kind: str, models: Models) -> Iterator[Diagnostic]:
    for key, page_type in models.page_types.items():
        is_there = key in document.front.own
        if is_there and kind != key:
            span = document.yaml.span((key,), key=True)
            message = f"{key} belongs to pages of the kind {key}, and this is of the kind {kind}"
            yield Diagnostic(span, "wrong-kind", message, f"remove it, or add a line kind: {key}")
        elif kind == key and not is_there and page_type.example and not is_landing(document):
            message, help_ = f"{key} is missing", f"add {page_type.example}"
            yield Diagnostic(document.yaml.span(()), "missing-key", message, help_)


def _of_hooks(document: Document) -> Iterator[Diagnostic]:
    for key, own in document.front.own.items():
        found, failed = answers(own.mistakes, (document.front,), is_mistake, lambda: document.path)
        yield from failed
        for one in found:
            span = document.yaml.span((key, *one.at))
            yield Diagnostic(span, one.rule, one.message, one.help)


def _date(document: Document, kind: str, models: Models) -> Iterator[Diagnostic]:
    if needs_date(kind, models) and document.front.date is None and not is_landing(document):
        message = f"date is missing, which a page of the kind {kind} needs"
        help_ = "add a line date: 2026-11-21"
        yield Diagnostic(document.yaml.span(()), "missing-key", message, help_)


def needs_date(kind: str, models: Models) -> bool:
    """Whether pages of a kind need a date."""
    return kind in models.page_types and models.page_types[kind].is_dated


def is_landing(document: Document) -> bool:
    """Whether a page is the landing page of its folder."""
    return document.path.endswith("/index.md")


def _disorders(front: FrontMatter) -> Iterator[_Disorder]:
    published = front.date
    if published and front.updated and front.updated < published.day:
        yield ("updated",), f"updated is before date, {published.written}"


_REVIEW_DUE = "review-due"


def overdue(
    documents: Sequence[Document], kind_of: Callable[[Document], str], today: date
) -> Iterator[Diagnostic]:
    """Yield a note for each page whose review is due; on a page of help a warning, as it may harm.

    So the review of any other page does not keep the site from being published strictly.
    """
    for document in {one.source: one for one in documents}.values():
        by = document.front.review_by
        if by and by < today:
            urgent = kind_of(document) in FOR_HELP
            severity = Severity.WARNING if urgent else Severity.NOTE
            span = document.yaml.span(("review_by",))
            help_ = "look at the page, and write the day of the next review"
            yield Diagnostic(
                span, _REVIEW_DUE, f"this page was to be reviewed by {by}", help_, severity
            )
