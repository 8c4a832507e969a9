"""Every link into this site leads to something that is published, and every anchor exists."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic
from sitegen.render.link_targets import Link
from sitegen.schema.nearest import nearest


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Give a mistake for each broken link, once for each page and address."""
    for page in finished.looked_at:
        for link in finished.facts[page].links:
            yield from _check(finished, page, link)


def _check(finished: Finished, page: str, link: Link) -> Iterator[Diagnostic]:
    url, path, fragment = link
    if path not in finished.urls:
        message, help_ = f"no page has the URL {path}", _similar(path, finished)
    elif fragment and _lacks(finished, path, fragment):
        message = f"the page {path} has no anchor #{fragment}"
        near = nearest(fragment, finished.ids(finished.pages_by_url[path]) or ())
        help_ = f"did you mean #{near}?" if near else ""
    else:
        return
    place = finished.place_of(url, page)
    context = "" if place.path == finished.source(page) else page
    yield Diagnostic(place, "broken-link", message, help_, page=context)


def _lacks(finished: Finished, path: str, fragment: str) -> bool:
    ids = finished.ids(finished.pages_by_url.get(path, ""))
    return ids is not None and fragment not in ids


def _similar(path: str, finished: Finished) -> str:
    if not path.endswith("/") and path + "/" in finished.urls:
        return f"did you mean {path}/?"
    near = nearest(path, finished.urls)
    if not near:
        return ""
    source = finished.pages_by_url.get(near)
    return f"did you mean {near} ?  ({source})" if source else f"did you mean {near} ?"
