"""A site has a page to publish: an empty one is a mistake, not a result."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic, Span, count

_HOME = "content/index.md"


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Yield a mistake if no page would be published, with what to do about it."""
    site = finished.inputs.site
    if site.pages:
        return
    if site.hidden:
        message = f"no page would be published: {count(len(site.hidden), 'page')} not public yet"
        help_ = "publish one: remove its line draft: true, or give it a date that has come"
    else:
        message = "the site has no page: content/ holds no Markdown file"
        help_ = (
            "make the file content/index.md: a line ---, then title: and description:, a line ---,"
            " and the text"
        )
    yield Diagnostic(Span(next(iter(site.hidden), _HOME)), "no-pages", message, help_)
