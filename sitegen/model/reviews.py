"""Pages that somebody was to look at again by a day that has gone by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.documents.page import Document
from sitegen.model.kinds import FOR_HELP

RULE = "review-due"


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
            yield Diagnostic(span, RULE, f"this page was to be reviewed by {by}", help_, severity)
