"""Every file beside a page is used by a page: it is published, and perhaps was not meant to be."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.pictures.values import Picture


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Yield a warning for each file in content/ that no page links to or shows."""
    for path in finished.inputs.assets.urls:
        if path.startswith("content/") and not _is_reached(finished, path):
            message = "no page links to this file, yet it would be published"
            help_ = "link to it from a page, or move it out of content/"
            yield Diagnostic(Span(path), "unused-file", message, help_, Severity.WARNING)


def _is_reached(finished: Finished, path: str) -> bool:
    """Whether a page leads to a file, or to one of the versions of a picture."""
    assets = finished.inputs.assets
    picture = assets.pictures.get(path)
    urls = picture.urls if isinstance(picture, Picture) else (assets.urls[path],)
    return any(finished.index.is_reached(unquote(url)) for url in urls)
