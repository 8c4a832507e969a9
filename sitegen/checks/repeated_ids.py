"""No id stands twice in a page: a link to it would lead to the first one only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic, Span


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Give a mistake for each id that a page has more than once."""
    for page in finished.looked_at:
        for id_, times in Counter(finished.facts[page].ids).items():
            if times > 1:
                message = f"the id {id_} stands {times} times in the page"
                help_ = "give one of its headings another id: ## Heading {#another-id}"
                yield Diagnostic(Span(finished.source(page)), "repeated-id", message, help_)
