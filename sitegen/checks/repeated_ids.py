"""No id stands twice in a page: a link to it would lead to the first one only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic, Span

_HEADING_HELP = "give one of its headings another id: ## Heading {#another-id}"


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Yield a mistake for each id that a page has more than once."""
    for page in finished.looked_at:
        ids = finished.facts[page].ids
        counted = Counter(ids) if len(frozenset(ids)) < len(ids) else {}
        for id_, times in counted.items():
            if times > 1:
                yield _mistake(finished, page, id_, times)


def _mistake(finished: Finished, page: str, id_: str, times: int) -> Diagnostic:
    """Return where the last of them was written: in the text, in a template, or somewhere."""
    message = f"the id {id_} stands {times} times in the page"
    source = finished.source(page)
    if span := _last(finished, source, rf"\{{[^}}\n]*(#{re.escape(id_)})\b"):
        return Diagnostic(span, "repeated-id", message, _HEADING_HELP)
    for name in reversed(finished.facts[page].templates):
        if span := _last(finished, f"templates/{name}", rf"""\bid=["']({re.escape(id_)})["']"""):
            help_ = "give one of the two elements another id"
            return Diagnostic(span, "repeated-id", message, help_, page=page)
    return Diagnostic(Span(source), "repeated-id", message, _HEADING_HELP)


def _last(finished: Finished, path: str, pattern: str) -> Span | None:
    """Return the place of what a pattern matches last in a file, or None."""
    text = finished.inputs.snapshot.text(path) or ""
    matches = list(re.finditer(pattern, text))
    if not matches:
        return None
    start, end = matches[-1].span(1)
    column = start - text.rfind("\n", 0, start)
    return Span(path, text.count("\n", 0, start) + 1, column, end - start)
