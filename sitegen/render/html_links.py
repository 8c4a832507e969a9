"""The links and ids of a finished page, and the site's path put before its own addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape, unescape
from typing import NamedTuple

_IN_TAG = r"""(?:[^"'>]++|"[^"]*"|'[^']*')"""
#: A comment; a script or style sheet with all that is in it; a tag that has attributes.
_TOKEN = re.compile(
    rf"<!--.*?-->|<(script|style)(?=[\s/>])({_IN_TAG}*+)>.*?</\1\s*>"
    rf"|<([a-zA-Z][^\s>/]*+)({_IN_TAG}++)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""(\s)([^\s"'>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")
#: One candidate of a srcset: a comma within its address, as in data:, does not end it.
_CANDIDATE = re.compile(r"([\s,]*)([^\s,]\S*?)(,+(?=\s|$)|\s[^,]*(?:,|$)|$)")
_LINKS = frozenset(("href", "src", "action", "formaction", "poster", "data", "cite"))


@dataclass(frozen=True, slots=True)
class HtmlLinks:
    """Every address that a page refers to, with the tag's name, and every id it has, in order."""

    links: tuple[tuple[str, str], ...]
    ids: tuple[str, ...]


def with_base_path(html: str, base_path: str) -> tuple[str, HtmlLinks]:
    """Collect the links of a page, and put the site's path before each root path.

    ``base_path`` is "" or a path such as "/repo". The links are returned without it.
    """
    reads = [
        _read(script or tag, of_script or attributes, base_path)
        for script, of_script, tag, attributes in _TOKEN.findall(html)
        if of_script or attributes
    ]
    links = tuple([link for read in reads for link in read.links])
    ids = tuple([id_ for read in reads for id_ in read.ids])
    published = _TOKEN.sub(partial(_republished, base_path), html) if base_path else html
    return published, HtmlLinks(links, ids)


def _republished(base_path: str, token: re.Match[str]) -> str:
    tag, attributes = token.group(1) or token.group(3), token.group(2) or token.group(4)
    if not attributes:
        return token.group()
    return token.group().replace(attributes, _read(tag, attributes, base_path).attributes, 1)


def prefixed(url: str, base_path: str) -> str:
    """Return a root path with the site's path before it; other addresses stay as they are."""
    is_root_path = url.startswith("/") and not url.startswith("//")
    return base_path + url if is_root_path else url


class _Read(NamedTuple):
    """The attributes of a tag as they are to be published, and what was found in them."""

    attributes: str
    links: tuple[tuple[str, str], ...]
    ids: tuple[str, ...]


@lru_cache(maxsize=1 << 14)  # menus and footers stand in every page
def _read(tag: str, attributes: str, base_path: str) -> _Read:
    links: list[tuple[str, str]] = []
    ids: list[str] = []

    def on_match(match: re.Match[str]) -> str:
        name, written = match.group(2).lower(), match.group(4)
        value = unescape(written[1:-1] if written[0] in "\"'" else written)
        if name == "id":
            ids.append(value)
        urls, changed = _urls(name, value, base_path)
        links.extend((tag.lower(), url) for url in urls)
        if changed == value:
            return match.group()
        return f'{match.group(1)}{match.group(2)}="{escape(changed)}"'

    return _Read(_ATTRIBUTE.sub(on_match, attributes), tuple(links), tuple(ids))


def _urls(name: str, value: str, base_path: str) -> tuple[list[str], str]:
    """Return the addresses in an attribute, and its value with the site's path before them."""
    if name in _LINKS:
        return [value], prefixed(value, base_path)
    if name == "srcset":
        urls = [match.group(2) for match in _CANDIDATE.finditer(value)]
        return urls, _CANDIDATE.sub(lambda found: _candidate(found, base_path), value)
    return [], value


def _candidate(found: re.Match[str], base_path: str) -> str:
    before, url, after = found.groups()
    return f"{before}{prefixed(url, base_path)}{after}"
