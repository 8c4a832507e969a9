"""Nothing in a finished page runs, or leads where it must not, whatever printed it."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Yield a mistake for each thing in a page that may not be published."""
    for page in finished.looked_at:
        for fault in finished.facts[page].faults:
            place = finished.place_of(fault.written, page)
            context = "" if place.path == finished.source(page) else page
            yield fault.finding.at(place, page=context)
