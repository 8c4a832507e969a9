"""Every link into this site leads to something that is published, and every anchor exists."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic
from sitegen.render.tasks import Rendered
from sitegen.schema.nearest import nearest


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Give a mistake for each broken link, once for each page and address."""
    for page in finished.rendered.values():
        seen: set[str] = set()
        for url, path, fragment in finished.internal_links(page):
            if url not in seen:
                seen.add(url)
                yield from _check(finished, page, url, path, fragment)


def _check(
    finished: Finished, page: Rendered, url: str, path: str, fragment: str
) -> Iterator[Diagnostic]:
    target = finished.pages_by_url.get(path, "")
    if path not in finished.urls:
        message, help_ = f"no page has the URL {path}", _similar(path, finished)
    elif fragment and target in finished.ids and fragment not in finished.ids[target]:
        message = f"the page {path} has no anchor #{fragment}"
        near = nearest(fragment, finished.ids[target])
        help_ = f"did you mean #{near}?" if near else ""
    else:
        return
    place = finished.place_of(url, page)
    context = "" if place.path == page.page else page.page
    yield Diagnostic(place, "broken-link", message, help_, page=context)


def _similar(path: str, finished: Finished) -> str:
    if not path.endswith("/") and path + "/" in finished.urls:
        return f"did you mean {path}/?"
    near = nearest(path, finished.urls)
    if not near:
        return ""
    source = finished.pages_by_url.get(near)
    return f"did you mean {near} ?  ({source})" if source else f"did you mean {near} ?"
