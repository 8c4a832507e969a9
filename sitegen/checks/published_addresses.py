"""What stands at each address of the finished site, as data/addresses.yaml keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sitegen.checks.finished import Finished
from sitegen.documents.address_list import ListedAddress, checksum
from sitegen.fields.web_address import slug
from sitegen.model.routes import file_route

#: What pages load and nobody links to, and what only hosts and search engines read.
_FOR_PROGRAMS = re.compile(r"assets/.*|[._].*|robots\.txt|sitemap\.xml|404\.html|.*\.(?:js|css)")
_OWN_ID = re.compile(r"\{:?[^{}\n]*#([\w:.-]+)")
#: What a heading's id ends in where another one has the same words.
_NUMBER = re.compile(r"[_-]\d+$")


def standing(finished: Finished) -> Mapping[str, ListedAddress]:
    """Return what stands at every address that somebody may have kept."""
    files = {
        route.output: checksum(file.digest.encode())
        for path, file in finished.inputs.snapshot.files.items()
        if (route := file_route(path)) is not None
    }
    found = {
        f"/{output.removesuffix('index.html')}": ListedAddress(text=files.get(output, ""))
        for output in finished.outputs
        if not _FOR_PROGRAMS.fullmatch(output)
    }
    pages = finished.pages_by_url
    return {url: page_place(finished, pages[url]) if url in pages else found[url] for url in found}


def page_place(finished: Finished, page: str) -> ListedAddress:
    """Return what the list keeps of a page."""
    title = finished.inputs.site.pages[page].front.title
    return ListedAddress(title, text_of(finished, page), tuple(own_anchors(finished, page)))


def text_of(finished: Finished, page: str) -> str:
    """Return the checksum of a page's text, "" for one whose file makes several, or is empty."""
    body = finished.inputs.split(page).body
    is_own = not finished.inputs.site.pages[page].item and body.strip()
    return checksum(body) if is_own else ""


def own_anchors(finished: Finished, page: str) -> Iterator[str]:
    """Yield the anchors of a page that readers find.

    These are those of its headings, those that its text sets, and those that other pages lead to;
    all others are the layout's.
    """
    facts, url = finished.facts[page], finished.inputs.site.pages[page].url
    headings = set(map(slug, facts.headings))
    own = {*_OWN_ID.findall(finished.inputs.split(page).body)}
    wanted = {
        anchor for anchor, pages in finished.index.anchors.get(url, {}).items() if pages - {page}
    }
    for id_ in dict.fromkeys(facts.ids):
        if id_ in own or id_ in wanted or _NUMBER.sub("", id_) in headings or id_ in headings:
            yield id_
