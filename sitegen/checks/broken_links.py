"""Every link into this site leads to something that is published, and every anchor exists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic
from sitegen.fields.web_address import slug
from sitegen.render.rendered import Link
from sitegen.schema.did_you_mean import nearest

_NOTHING_NEAR = "correct the address, or remove the link"
#: So many anchors of a page are named where none is near.
_SOME = 5


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Yield a mistake for each broken link: at each of its places in the text of its page."""
    fault_of = cache(partial(_fault_of, finished))  # most links stand in many pages
    for page in finished.looked_at:
        links = finished.facts[page].links
        for link, fault in zip(links, map(fault_of, links), strict=True):
            if fault:
                yield from _at_its_places(finished, page, link, fault)


def _fault_of(finished: Finished, link: Link) -> tuple[str, str] | None:
    """Return what is wrong with a link, and what to do; None for one that leads somewhere."""
    url, path, fragment = link
    if why := finished.hidden_urls.get(path):
        return f"{path} is {why}", "remove the link for now"
    if path not in finished.urls:
        message = f"no page has the URL {path}"
        if url.startswith(root := finished.inputs.site.config.root_url):
            message += f" ({root} is this site, by base_url in data/site.yaml)"
        return message, _similar(path, finished)
    if fragment and _lacks(finished, path, fragment):
        help_ = _similar_anchor(fragment, finished.pages_by_url[path], finished)
        return f"the page {path} has no anchor #{fragment}", help_
    return None


def _at_its_places(
    finished: Finished, page: str, link: Link, fault: tuple[str, str]
) -> Iterator[Diagnostic]:
    for place in finished.places_of(link[0], page):
        context = "" if place.path == finished.source(page) else page
        yield Diagnostic(place, "broken-link", *fault, page=context)


def _lacks(finished: Finished, path: str, fragment: str) -> bool:
    ids = finished.ids(finished.pages_by_url.get(path, ""))
    return ids is not None and fragment not in ids


def _similar(path: str, finished: Finished) -> str:
    if not path.endswith("/") and path + "/" in finished.urls:
        return f"did you mean {path}/?"
    page = finished.inputs.site.pages.get(f"content{path}")
    near = page.url if page else nearest(path, finished.urls)
    if not near:
        return _NOTHING_NEAR
    source = finished.pages_by_url.get(near)
    return f"did you mean {near} ?  ({source})" if source else f"did you mean {near} ?"


def _similar_anchor(fragment: str, page: str, finished: Finished) -> str:
    """Return the anchor that is meant, or those that the page's own headings have."""
    ids = finished.ids(page) or frozenset()
    if near := nearest(fragment, ids):
        return f"did you mean #{near}?"
    slugs = map(slug, finished.facts[page].headings)
    own = [f"#{one}" for one in dict.fromkeys(slugs) if one in ids]
    some = ", ".join(own[:_SOME]) + ", …" * (len(own) > _SOME)
    return f"its headings have {some}" if own else f"remove #{fragment}, or add the heading"
