"""The links and ids of a finished page, and the site's path put before its own addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

_REST = r"""(?:\s++|/|[^\s"'>/]++|"[^"]*"|'[^']*')*+"""
_RAW_TEXT = re.compile(
    rf"<!--.*?-->|(<(script|style)(?=[\s/>]){_REST}>).*?</\2\s*>", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(rf"<([a-zA-Z][^\s>/]*)({_REST})>")
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
    links: list[tuple[str, str]] = []
    ids: list[str] = []

    def on_attribute(tag: str, name: str, value: str) -> str:
        if name == "id":
            ids.append(value)
        elif name in _LINKS:
            links.append((tag, value))
            return prefixed(value, base_path)
        elif name == "srcset":
            return _CANDIDATE.sub(lambda match: on_candidate(tag, match), value)
        return value

    def on_candidate(tag: str, match: re.Match[str]) -> str:
        before, url, after = match.groups()
        links.append((tag, url))
        return f"{before}{prefixed(url, base_path)}{after}"

    return _edit(html, on_attribute), HtmlLinks(tuple(links), tuple(ids))


def prefixed(url: str, base_path: str) -> str:
    """Return a root path with the site's path before it; other addresses stay as they are."""
    is_root_path = url.startswith("/") and not url.startswith("//")
    return base_path + url if is_root_path else url


def _edit(html: str, on_attribute: Callable[[str, str, str], str]) -> str:
    parts: list[str] = []
    end = 0
    for raw in _RAW_TEXT.finditer(html):
        opening = raw.group(1) or ""
        parts.append(_edit_tags(html[end : raw.start()] + opening, on_attribute))
        parts.append(raw.group()[len(opening) :])
        end = raw.end()
    parts.append(_edit_tags(html[end:], on_attribute))
    return "".join(parts)


def _edit_tags(html: str, on_attribute: Callable[[str, str, str], str]) -> str:
    def on_tag(tag: re.Match[str]) -> str:
        name = tag.group(1).lower()

        def on_match(match: re.Match[str]) -> str:
            written = match.group(4)
            quoted = written[0] in "\"'"
            value = unescape(written[1:-1] if quoted else written)
            changed = on_attribute(name, match.group(2).lower(), value)
            if changed == value:
                return match.group()
            return f'{match.group(1)}{match.group(2)}="{escape(changed)}"'

        return f"<{tag.group(1)}{_ATTRIBUTE.sub(on_match, tag.group(2))}>"

    return _TAG.sub(on_tag, html)
