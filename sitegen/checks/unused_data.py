"""Every file in data/ is read: one that nobody reads may only have a mistake in its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from sitegen.checks.finished import Finished
from sitegen.config import PATH as CONFIG
from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.documents.address_list import PATH as ADDRESSES
from sitegen.documents.hosting import PATH as HOSTING
from sitegen.documents.navigation import PATH as NAVIGATION
from sitegen.documents.word_lists import PATH as SEARCH
from sitegen.schema.did_you_mean import did_you_mean


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Yield a warning for each data file that neither the builder nor a page reads."""
    site = finished.inputs.site
    known = {
        CONFIG,
        HOSTING,
        ADDRESSES,
        NAVIGATION,
        SEARCH,
        *(f"data/{name}.yaml" for name in site.records),
    }
    names = [PurePosixPath(path).stem for path in known - site.data.keys()]
    for path in _unread(finished, {path: None for path in site.data if path not in known}):
        near = did_you_mean(PurePosixPath(path).stem, names)
        help_ = near or "correct its name, or remove it"
        message = "no page reads this file"
        yield Diagnostic(Span(path), "unused-file", message, help_, Severity.WARNING)


def _unread(finished: Finished, unread: dict[str, None]) -> Iterable[str]:
    """Return the files that no page reads; once there are none left, no more facts are fetched."""
    pages = iter(finished.facts)
    while unread and (page := next(pages, None)):
        for name in finished.facts[page].data:
            unread.pop(f"data/{name}.yaml", None)
    return unread
