"""What the builder itself changes in a finished page: marks, its first picture, the site's path."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from html import escape, unescape

from sitegen.render.images import LAZY
from sitegen.render.safe_html import ADDRESSES, CANDIDATE, CANDIDATES

_BODY = re.compile(r"<body(?=[\s>])[^>]*>", re.IGNORECASE)


def marked(html: str, why: str) -> str:
    """Return a page with a line in front of all it says, or as it is if there is no reason to.

    The builder writes it, not a layout: no template can forget it.
    """
    if not why:
        return html
    mark = f'<p class="unpublished" role="note">Not public: {escape(why)}.</p>\n'
    body = _BODY.search(html)
    place = body.end() if body else len(html)
    return html[:place] + mark + html[place:]


_LAZY = f' {LAZY[0]}="{LAZY[1]}"'
#: A picture's tag; comments are passed over as a whole, and what scripts and styles hold is text.
_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*+>|\Z)"""
    r"""|<img(?=\s)(?>(?:[^"'>]++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*)(?:>|\Z)""",
    re.DOTALL | re.IGNORECASE,
)


def load_first_at_once(html: str) -> str:
    """Return a page whose first picture, of those that would wait, does not wait to be seen."""
    if _LAZY not in html:
        return html
    for tag in _TAG.finditer(html):
        if tag.group()[:4].lower() == "<img" and _LAZY in tag.group():
            eager = tag.group().replace(_LAZY, "", 1)
            return html[: tag.start()] + eager + html[tag.end() :]
    return html


_IN_TAG = r"""(?:[^"'>]++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))"""
#: A comment; a script or style sheet with all that is in it; a tag that has attributes. What has no
#: end goes on to the end of the page, as in browsers; so no part of it is looked through again.
_TOKEN = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(script|style)(?=[\s/>])((?>{_IN_TAG}*))(?:>.*?(?:</\1\s*+>|\Z)|\Z)"
    rf"|<([a-zA-Z][^\s>/]*+)(?:((?>{_IN_TAG}+))(?:>|\Z)|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""(\s)([^\s"'>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")


@lru_cache(maxsize=1 << 4)  # menus stand in every page
def with_base_path(html: str, base_path: str) -> str:
    """Return a page, or a piece of one, with the site's path before each root path.

    That is "", or such as "/repo".
    """
    return _TOKEN.sub(partial(_republished, base_path), html) if base_path else html


def _republished(base_path: str, token: re.Match[str]) -> str:
    attributes = token.group(2) or token.group(4)
    if not attributes:
        return token.group()
    return token.group().replace(attributes, _attributes(attributes, base_path), 1)


def prefixed(url: str, base_path: str) -> str:
    """Return a root path with the site's path before it; other addresses stay as they are."""
    is_root_path = url.startswith("/") and not url.startswith("//")
    return base_path + url if is_root_path else url


@lru_cache(maxsize=1 << 14)  # menus and footers stand in every page
def _attributes(attributes: str, base_path: str) -> str:
    def on_match(match: re.Match[str]) -> str:
        name, written = match.group(2).lower(), match.group(4)
        value = unescape(written[1:-1] if written[0] in "\"'" else written)
        changed = _changed(name, value, base_path)
        if changed == value:
            return match.group()
        return f'{match.group(1)}{match.group(2)}="{escape(changed)}"'

    return _ATTRIBUTE.sub(on_match, attributes)


def _changed(name: str, value: str, base_path: str) -> str:
    """Return the value of an attribute with the site's path before the addresses in it."""
    if name in ADDRESSES:
        return prefixed(value, base_path)
    if name in CANDIDATES:
        return CANDIDATE.sub(lambda found: _candidate(found, base_path), value)
    return value


def _candidate(found: re.Match[str], base_path: str) -> str:
    before, url, after = found.groups()
    return f"{before}{prefixed(url, base_path)}{after}"
