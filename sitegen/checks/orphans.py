"""Every page is reached from somewhere: a menu, a list of its section, or a link."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.model.types import MenuItem


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Yield a warning for each page that no other page leads to."""
    in_menus = {url for items in finished.inputs.site.menus.values() for url in _urls(items)}
    pages = finished.inputs.site.pages
    for id_, url in pages.urls.items():
        is_reached = url in in_menus or url == "/" or finished.index.is_reached(url)
        if not is_reached and (page := pages[id_]).kind != "error":
            message = f"nothing leads to the page {url}"
            help_ = "link to it, or add it to data/navigation.yaml"
            yield Diagnostic(Span(page.source), "orphan", message, help_, Severity.WARNING)


def _urls(items: tuple[MenuItem, ...]) -> Iterator[str]:
    for item in items:
        yield item.url.partition("#")[0]
        yield from _urls(item.children)
