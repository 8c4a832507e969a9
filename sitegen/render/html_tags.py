"""A page parted into its start tags and all else, where it is written so plainly that this is safe.

Almost every page is: each ``<`` begins a tag, no attribute holds one. Then every start tag that a
browser can find is one of these, whatever stands around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_IN_TAG = r"""[^<>"']*+(?>(?:"[^"<]*+"[^<>"']*+|'[^'<]*+'[^<>"']*+)*)>"""
#: A start tag with its attributes; a script with what is in it as well.
_TAG = re.compile(
    rf"(<(?:(?![sS][cC][rR][iI][pP][tT]\b)[a-zA-Z]{_IN_TAG}|(?i:script\b{_IN_TAG}[^<]*+</script>)))"
)
#: Parts what is no start tag; no page that may be published holds it.
_GAP = "\0"


@dataclass(frozen=True, slots=True)
class Parted:
    """The start tags of a page as written, and its texts and end tags, with a NUL between two."""

    tags: tuple[str, ...]
    rest: str


@lru_cache(maxsize=2)  # marks of print are set in a page, then it is read
def parted(html: str) -> Parted | None:
    """Part a page, or return None if that might not be what browsers read."""
    pieces = _TAG.split(html)
    rest = _GAP.join(pieces[::2])
    others = rest.count("</") + html.startswith("<!")
    return Parted(tuple(pieces[1::2]), rest) if rest.count("<") == others else None
