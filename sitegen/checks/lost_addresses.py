"""No address and no anchor that visitors have found is lost: data/addresses.yaml lists them all.

Those of the official site that records name are to be kept too, where a site promises it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from urllib.parse import urlsplit

from sitegen.checks.finished import Finished
from sitegen.checks.published_addresses import own_anchors, page_place, standing
from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.documents.address_list import PATH, ListedAddress
from sitegen.documents.hosting import PATH as HOSTING
from sitegen.fields.marks import marked
from sitegen.fields.types import Address
from sitegen.fields.web_address import slug
from sitegen.model.routes import alias_url, page_route
from sitegen.schema.yaml_text import YamlText, read_yaml

RULE = "lost-address"
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
#: Which part of its anchors a page has to have in common with another to be taken for that.
_SIMILAR = 0.5


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Yield an error for each lost address or anchor, with the line that brings it back."""
    site = finished.inputs.site
    if site.address_list.published:
        lost = _Lost(finished)
        yield from lost.addresses()
        for page in finished.looked_at:
            yield from lost.anchors(page)
    if site.config.promises and site.config.official_url:
        yield from _of_the_official_site(finished)


def is_kept(finished: Finished, address: str) -> bool:
    """Whether an address leads somewhere, or is known to be gone, or comes back by itself."""
    site = finished.inputs.site
    known = (finished.urls, site.redirects, site.coming, site.address_list.gone)
    return any(address in one for one in known) or any(
        rule.fits(address) for rule in site.hosting.rules
    )


class _Lost:
    """Looks for what is lost; where it may be now is worked out once."""

    def __init__(self, finished: Finished) -> None:
        self._finished = finished
        self._site = finished.inputs.site
        self._known = self._site.address_list.published

    def addresses(self) -> Iterator[Diagnostic]:
        """Yield a mistake for each address that leads nowhere any more."""
        drafts = {page_route(page).url: page for page in self._site.hidden}
        for address, place in self._known.items():
            if is_kept(self._finished, address) or self._comes_with_a_page(address):
                continue
            if draft := drafts.get(address):
                message = f"{address} was published, and its page is a draft now"
                help_ = f"take draft: true out of it, or {_give_up(address)}"
                yield Diagnostic(Span(draft), RULE, message, help_)
            else:
                yield self._lost(address, place)

    def _comes_with_a_page(self, address: str) -> bool:
        """Whether it is that of a file which is made beside a page that is not public yet."""
        return f"{address.rpartition('.')[0]}/" in self._site.coming

    def _lost(self, address: str, place: ListedAddress) -> Diagnostic:
        message = f"{address} was published, and leads nowhere now"
        if page := self._page_with(place):
            here = self._site.pages[page].source
            is_own = self._site.pages[page].id == here
            has_some = bool(self._site.pages[page].front.aliases)
            line = f"add {address} to its aliases" if has_some else f"write aliases: [{address}]"
            how = line if is_own else _redirect(address, self._site.pages[page].url)
            help_ = f"{here} is that page now: {how}"
            return Diagnostic(Span(here), RULE, message, help_)
        span = self._yaml.span(("published", address), key=True)
        if new := self._file_with(place):
            return Diagnostic(
                span, RULE, message, f"the file is {new} now: {_redirect(address, new)}"
            )
        help_ = f"give the page that serves best aliases: [{address}], or {_give_up(address)}"
        if not address.endswith(("/", ".html")):
            help_ = f"{_redirect(address, '/…')}, or {_give_up(address)}"
        return Diagnostic(span, RULE, message, help_)

    @cached_property
    def _yaml(self) -> YamlText:
        return read_yaml(self._finished.inputs.snapshot.text(PATH) or "", PATH)[0]

    @cached_property
    def _new(self) -> dict[str, ListedAddress]:
        """Return what stands at the addresses that the list does not have yet."""
        pages = self._finished.pages_by_url
        new = {url: page for url, page in pages.items() if url not in self._known}
        return {page: page_place(self._finished, page) for page in new.values()}

    def _page_with(self, place: ListedAddress) -> str:
        """Return the new page that has the text of a lost one, else its title or its anchors."""
        ways = (
            lambda new: bool(place.text) and new.text == place.text,
            lambda new: bool(place.title) and new.title == place.title,
            lambda new: _have_much_in_common(place.anchors, new.anchors),
        )
        found = (page for way in ways for page, new in self._new.items() if way(new))
        return next(found, "")

    def _file_with(self, place: ListedAddress) -> str:
        """Return the new address of the very file, or ""."""
        if not place.text or place.title:
            return ""
        there = standing(self._finished).items()
        same = (one for one, now in there if now.text == place.text and one not in self._known)
        return next(same, "")

    def anchors(self, page: str) -> Iterator[Diagnostic]:
        """Yield a mistake for each anchor of a page that it has no more."""
        url = self._site.pages[page].url
        place, ids = self._known.get(url), self._finished.ids(page)
        if place is None or ids is None:
            return
        gone = [one for one in place.anchors if one not in ids]
        gone = [one for one in gone if f"{url}#{one}" not in self._site.address_list.gone]
        if not gone:
            return
        others = dict(_exchanged(place.anchors, tuple(own_anchors(self._finished, page))))
        for anchor in gone:
            message = f"the anchor #{anchor} of {url} was published, and is gone"
            span, help_ = self._heading(page, others.get(anchor, ""), anchor)
            yield Diagnostic(span, RULE, message, f"{help_}, or {_give_up(f'{url}#{anchor}')}")

    def _heading(self, page: str, now: str, anchor: str) -> tuple[Span, str]:
        """Return the heading that has other words now, and how to write it."""
        source, split = self._site.pages[page].source, self._finished.inputs.split(page)
        for found in _HEADING.finditer(split.body):
            if now and slug(found[1]) == now:
                line = split.body_line + split.body.count("\n", 0, found.start(1))
                span = Span(source, line, 1, len(found[0]))
                return span, f"write {found[0].strip()} {{#{anchor}}}"
        return Span(source), f"write {{#{anchor}}} behind the heading that it led to"


def _exchanged(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield lost anchors with those that stand in their places now."""
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "replace":
            yield from zip(old[a:b], new[c:d], strict=False)


def _have_much_in_common(old: Sequence[str], new: Sequence[str]) -> bool:
    both = set(old) & set(new)
    return len(both) > 1 and len(both) >= _SIMILAR * max(len(old), len(new))


def _give_up(address: str) -> str:
    return f"- {address} below gone: in {PATH}"


def _redirect(old: str, new: str) -> str:
    return f"write - {{old: {old}, new: {new}}} below redirects: in {HOSTING}"


def _of_the_official_site(finished: Finished) -> Iterator[Diagnostic]:
    """Look for addresses of the official site that would lead nowhere on this one."""
    site = finished.inputs.site
    host = urlsplit(site.config.official_url).netloc
    hosts = {host, host.removeprefix("www.")} - {""}
    for name, records in site.records.items() if host else ():
        named = (
            (record, at, urlsplit(address))
            for record in records.values()
            for at, _, address in marked(type(record), Address, record)
        )
        lost = [
            (record.id, at, address.path)
            for record, at, address in named
            if address.netloc in hosts and not is_kept(finished, alias_url(address.path or "/"))
        ]
        path = f"data/{name}.yaml"
        yaml = read_yaml(finished.inputs.snapshot.text(path) or "" if lost else "", path)[0]
        for id_, at, old in lost:
            message = f"{old} is an address of the official site, and leads nowhere here"
            help_ = f"give the page that serves best aliases: [{old}]"
            span = yaml.span((yaml.places[id_], *at))
            yield Diagnostic(span, RULE, message, help_, Severity.WARNING)
