"""Every file beside a page is used by a page: it is published, and perhaps was not meant to be."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic, Severity, Span


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Give a warning for each file in content/ that no page links to or shows."""
    for path in finished.inputs.assets.urls:
        url = "/" + path.removeprefix("content/")
        if path.startswith("content/") and not finished.index.is_reached(url):
            message = "no page links to this file, yet it would be published"
            help_ = "link to it from a page, or move it out of content/"
            yield Diagnostic(Span(path), "unused-file", message, help_, Severity.WARNING)
