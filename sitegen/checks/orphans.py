"""Every page is reached from somewhere: a menu, a list of its section, or a link."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.model.types import MenuItem


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Yield a warning for each page that no other page leads to."""
    in_menus = {url for items in finished.inputs.site.menus.values() for url in _urls(items)}
    for page in finished.inputs.site.pages.values():
        reached = finished.index.is_reached(page.url) or page.url in in_menus
        if not reached and page.url != "/" and page.kind != "error":
            message = f"nothing leads to the page {page.url}"
            help_ = "link to it, or add it to data/navigation.yaml"
            yield Diagnostic(Span(page.source), "orphan", message, help_, Severity.WARNING)


def _urls(items: tuple[MenuItem, ...]) -> Iterator[str]:
    for item in items:
        yield item.url.partition("#")[0]
        yield from _urls(item.children)
