"""A finished page read once: where it leads, its ids, and what in it may not be published.

A parser reads it as browsers do. Almost every page is written so plainly that it can be read tag by
tag, and a tag that stands in every page only once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from html import unescape

from sitegen.diagnostics import Finding
from sitegen.render.html_tags import parted
from sitegen.render.safe_html import (
    Attributes,
    Fault,
    Policy,
    address_fault,
    addresses,
    attribute_fault,
    element_faults,
)

#: What no text holds; tabs and line ends aside.
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
_ATTRIBUTE = r"""\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?"""
_PLAIN_TAG = re.compile(rf"<([a-zA-Z][a-zA-Z0-9-]*)((?:{_ATTRIBUTE})*)\s*/?>")
#: A link to a page of this site that is written plainly.
_PLAIN_LINK = re.compile(
    r'<a href="((?>(?:/[a-zA-Z0-9_-][a-zA-Z0-9_.-]*+)+)/?(?:#[a-zA-Z0-9_-]*+)?)">'
)
#: A tag that is most often another one on each page: it has one attribute, which shows nothing.
_HARMLESS_TAG = re.compile(
    r'<(?:div|h[1-6]|li|p|span|t[dh]) (?:id="([^"&\r]*)"|(?:class|data-label)="[^"\r]*")>'
)
_ONE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")


@dataclass(frozen=True, slots=True)
class PageReading:
    """The distinct addresses that a page refers to and that may be published, and every id it has.

    Both stand in their order. ``faults`` are what may not be published, each once.
    """

    links: tuple[str, ...]
    ids: tuple[str, ...]
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class _Found:
    links: dict[str, None] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    faults: dict[Fault, None] = field(default_factory=dict)

    def add(
        self, tag: str, attributes: Attributes, inside: Callable[[], str], policy: Policy
    ) -> None:
        """Take in one element."""
        for name, value in attributes.items():
            if name == "id":
                self.ids.append(value or "")
            if fault := attribute_fault(name, value or ""):
                self.faults[fault] = None
            for address in addresses(name, value or ""):
                if fault := address_fault(address):
                    self.faults[fault] = None
                else:
                    self.links[address] = None
        self.faults.update(dict.fromkeys(element_faults(tag, attributes, inside, policy)))

    def take(self, other: _Found, times: int) -> None:
        """Take in what a tag holds that stands in the page so many times."""
        self.links.update(other.links)
        self.ids += other.ids * times
        if other.faults:
            self.faults.update(other.faults)


_NOTHING = _Found()


def read_page(html: str, policy: Policy, pieces: Sequence[str] = ()) -> PageReading:
    """Read a page as it is to be published; its links are returned without the site's path.

    ``pieces`` are those that ``in_pieces`` has divided it into, or what can be looked at for them.
    """
    base_path = policy.base_path
    found = read_tags(html, policy, pieces) or read_tree(html, policy)
    found.faults.update(dict.fromkeys(_control_characters(html.encode())))
    links = [_without(base_path, address) for address in found.links] if base_path else found.links
    return PageReading(tuple(links), tuple(found.ids), tuple(found.faults))


def read_tags(html: str, policy: Policy, pieces: Sequence[str] = ()) -> _Found | None:
    """Read a page tag by tag, or return None if that might not be what browsers read."""
    found = _Found()
    for piece in pieces or (html,):
        read = _read_piece(piece, policy)
        if read is None:
            return None
        found.take(read, 1)
    return found


@lru_cache(maxsize=1 << 4)  # menus stand in every page
def _read_piece(html: str, policy: Policy) -> _Found | None:
    page = parted(html)
    if page is None:
        return None
    found, read_tag = _Found(), _tag_reader(policy)
    for tag, times in Counter(page.tags).items():
        read = read_tag(tag)
        if read is None:
            return None
        if read is not _NOTHING:
            found.take(read, times)
    return found


@lru_cache(maxsize=4)
def _tag_reader(policy: Policy) -> Callable[[str], _Found | None]:
    """Return what reads a tag, and knows those that it has read: menus stand in every page."""
    return lru_cache(maxsize=1 << 14)(partial(_read_tag, policy=policy))


def _read_tag(written: str, policy: Policy) -> _Found | None:
    if harmless := _HARMLESS_TAG.fullmatch(written):
        return _Found(ids=[harmless[1]]) if harmless[1] is not None else _NOTHING
    if link := _PLAIN_LINK.fullmatch(written):
        return _Found(links={link[1]: None})
    match = _PLAIN_TAG.match(written)
    if match is None or match[1].lower() in ("noscript", "style"):
        return None
    attributes: dict[str, str | None] = {}
    for name, value in _ONE.findall(match[2]):
        plain = value[1:-1] if value[:1] in ("'", '"') else value
        attributes.setdefault(name.lower(), unescape(plain.replace("\r", "\n")))
    found = _Found()
    inside = written[match.end() :].removesuffix("</script>")
    found.add(match[1].lower(), attributes, lambda: inside, policy)
    return found if found.links or found.ids or found.faults else _NOTHING


def read_tree(html: str, policy: Policy) -> _Found:
    """Read a page element by element, with scripts and without: the faults of both count."""
    from sitegen.render.html_tree import elements  # slow to load, and seldom needed

    found, with_scripts = _Found(), _Found()
    for tag, attributes, inside in elements(html):
        found.add(tag, attributes, inside, policy)
    for tag, attributes, inside in elements(html, scripting=True):
        with_scripts.add(tag, attributes, inside, policy)
    found.faults.update(with_scripts.faults)
    return found


def _control_characters(html: bytes) -> Iterator[Fault]:
    if len(html.translate(None, _CONTROLS)) < len(html):
        control = next(byte for byte in html if byte in _CONTROLS)
        message = f"a control character, 0x{control:02x}, which is no text"
        yield Fault(Finding("control-character", message, "delete it"), chr(control))


def _without(base_path: str, address: str) -> str:
    if base_path and address.startswith(f"{base_path}/"):
        return address.removeprefix(base_path)
    return address
