"""A published page as its visitors meet it: its words line by line, its links, what it weighs."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: What stands between the name of a file and its type where its content names it too.
_FINGERPRINT = re.compile(r"\.[0-9a-f]{10}(?=\.[a-z0-9]+$)")
_TARGET = re.compile(r"url\s*=\s*(\S+)", re.IGNORECASE)

#: nginx, Apache and the large hosts pack with this level or one near it.
_AS_HOSTS_DO = 6

#: Elements whose text is part of the line around them; all others begin a line of their own.
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i"),
        *("img", "input", "ins", "kbd", "label", "mark", "q", "ruby", "s", "samp", "small"),
        *("span", "strong", "sub", "sup", "td", "th", "time", "u", "var", "wbr"),
    )
)
_UNSEEN = frozenset(("script", "style", "noscript", "title"))
_TEXT, _CELLS = "-text", frozenset(("td", "th"))


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Where a link leads, as a root path or a full address, and the words that it is on."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page: its text in lines, one for each paragraph, entry or row, and its links."""

    lines: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page that was read. ``main`` is what it is about, ``frame`` what stands around that.

    ``leads_to`` is the address to which a redirect page sends its visitors. ``weight`` is in bytes,
    packed with gzip as hosts send it, without pictures; ``pictures`` names their files.
    """

    address: str
    title: str
    description: str
    main: Region
    frame: Region
    leads_to: str
    pictures: tuple[str, ...]
    weight: int


def read_page(address: str, data: bytes, base_path: str) -> SeenPage:
    """Read one page; addresses below ``base_path``, under which the site lives, are cut to it."""
    tree = LexborHTMLParser(data.decode(errors="replace"))
    main = tree.css_first("main")
    inside = [node for one in tree.css("main") for node in _nodes(one)]
    held = {node.mem_id for node in inside}
    around = [node for node in _nodes(tree.body) if node.mem_id not in held] if main else []
    return SeenPage(
        address=address,
        title=_collapsed(tree.css_first("title")),
        description=_attribute(tree, 'meta[name="description"]', "content"),
        main=_region(inside if main else _nodes(tree.body), base_path),
        frame=_region(around, base_path),
        leads_to=_leads_to(tree, base_path),
        pictures=tuple(sorted(set(_pictures(tree, base_path)))),
        weight=sent_size(data),
    )


def sent_size(data: bytes) -> int:
    """Return how many bytes a host sends for a text that it packs with gzip."""
    return len(gzip.compress(data, _AS_HOSTS_DO))


def plain_name(path: str) -> str:
    """Return the path of a file without the fingerprint of its content."""
    return _FINGERPRINT.sub("", path)


def _nodes(root: LexborNode | None) -> list[LexborNode]:
    return list(root.traverse(include_text=True)) if root else []


def _region(nodes: Iterable[LexborNode], base_path: str) -> Region:
    nodes = list(nodes)
    links = {
        Link(_collapsed(node), _local(node.attributes["href"] or "", base_path))
        for node in nodes
        if node.tag == "a" and "href" in node.attributes
    }
    return Region(tuple(_lines(nodes, base_path)), tuple(sorted(links)))


def _lines(nodes: Iterable[LexborNode], base_path: str) -> Iterator[str]:
    """Yield the text of each block; the cells of a row stand in one line, with bars between."""
    parts = [part for node in nodes if (part := _part(node, base_path))]
    for _, same in groupby(parts, key=lambda part: part[0]):
        cells = groupby(same, key=lambda part: part[1])
        line = " | ".join(_spaced("".join(text for *_, text in cell)) for _, cell in cells)
        if line.strip(" |"):
            yield line


def _part(node: LexborNode, base_path: str) -> tuple[int, int, str] | None:
    """Return a node's block, its cell in a row (0 outside of rows), and its text."""
    text = node.text_content or "" if node.tag == _TEXT else _picture(node, base_path)
    if not text:
        return None
    cell, above = 0, node.parent
    while above and above.tag in _INLINE:
        cell = above.mem_id if above.tag in _CELLS else cell
        above = above.parent
    if above is None or above.tag in _UNSEEN:
        return None
    return above.mem_id, cell, text


def _picture(node: LexborNode, base_path: str) -> str:
    """Return what stands for a picture: its text, or the name of its file if it has none."""
    if node.tag != "img":
        return " " if node.tag == "br" else ""
    name = plain_name(_local(node.attributes.get("src") or "", base_path)).rpartition("/")[2]
    return f" [picture: {node.attributes.get('alt') or name}] "


def _pictures(tree: LexborHTMLParser, base_path: str) -> Iterator[str]:
    for node in tree.css("img[src]"):
        yield _local(node.attributes["src"] or "", base_path).removeprefix("/")


def _leads_to(tree: LexborHTMLParser, base_path: str) -> str:
    found = _TARGET.search(_attribute(tree, 'meta[http-equiv="refresh" i]', "content"))
    return _local(found[1], base_path) if found else ""


def _local(address: str, base_path: str) -> str:
    """Return an address as if the site lived at the root of its host, and files plainly named."""
    within = bool(base_path) and address.startswith(f"{base_path}/")
    return plain_name(address.removeprefix(base_path) if within else address)


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    attributes: Mapping[str, str | None] = node.attributes if node else {}
    return _spaced(attributes.get(name) or "")


def _collapsed(node: LexborNode | None) -> str:
    if node is None:
        return ""
    pictures = [one.attributes.get("alt") or "" for one in node.css("img")]
    return _spaced(" ".join([node.text(), *pictures]))


def _spaced(text: str) -> str:
    return " ".join(text.split())
