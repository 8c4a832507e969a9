"""Every page is reached from somewhere: a menu, a list of its section, or a link."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic, Severity, Span


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Yield a warning for each page that no other page leads to."""
    menus = finished.inputs.site.menus.values()
    in_menus = {one.address for items in menus for item in items for one in item.whole}
    pages = finished.inputs.site.pages
    for id_, url in pages.urls.items():
        is_reached = url in in_menus or url == "/" or finished.index.is_reached(url)
        if not is_reached and (page := pages[id_]).kind != "error":
            message = f"nothing leads to the page {url}"
            help_ = "link to it, or add it to data/navigation.yaml"
            yield Diagnostic(Span(page.source), "orphan", message, help_, Severity.WARNING)
