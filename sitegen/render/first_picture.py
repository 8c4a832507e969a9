"""The first picture of a page is loaded at once: readers see it before they scroll."""

from __future__ import annotations

import re

from sitegen.render.images import LAZY

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
