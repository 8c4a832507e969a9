"""A page parted into its start tags and all else, where it is written so plainly that this is safe.

Almost every page is: each ``<`` begins a tag or a comment without signs, no attribute holds one.
Then every start tag that a browser can find is one of these, whatever stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_IN_TAG = r"""[^<>"']*+(?>(?:"[^"<]*+"[^<>"']*+|'[^'<]*+'[^<>"']*+)*)>"""
#: A start tag with its attributes; a script with what is in it as well.
_TAG = re.compile(
    rf"(<(?:(?![sS][cC][rR][iI][pP][tT]\b)[a-zA-Z]{_IN_TAG}|(?i:script\b{_IN_TAG}[^<]*+</script>)))"
)
#: A comment that ends at the same place for every reader, whatever stands around it.
_COMMENT = re.compile(r"<!--[^<>\0]*+(?<=--)>")
#: Parts what is no start tag; no page that may be published holds it.
_GAP = "\0"
_DOCTYPE = "<!doctype"
#: How much of a text is sought first; if that is there, the rest most likely is.
_BEGINNING = 64


@dataclass(frozen=True, slots=True)
class Parted:
    """The start tags of a page as written, and its texts and end tags, with a NUL between two."""

    tags: tuple[str, ...]
    rest: str


@lru_cache(maxsize=1 << 6)  # marks of print are set in a page, then it is read
def parted(html: str) -> Parted | None:
    """Part a page, or return None if that might not be what browsers read."""
    pieces = _TAG.split(html)
    rest = _GAP.join(pieces[::2])
    others = rest.count("</") + (html[:9].lower() == _DOCTYPE) + _comments(rest)
    return Parted(tuple(pieces[1::2]), rest) if rest.count("<") == others else None


def _comments(rest: str) -> int:
    return len(_COMMENT.findall(rest)) if "<!--" in rest else 0


def in_pieces(html: str, known: Mapping[str, str]) -> Sequence[str]:
    """Divide a page before and behind texts that stand in it, of which much is known already.

    ``known`` has for each what can be looked at in its place, such as a part of its tags.
    What is found in the pieces is then what would be found in all of the page: each of those texts
    begins and ends with a tag, and all pieces can be parted. Else the page is one piece.
    """
    pieces, at = [], 0
    for start, text in sorted(_places(html, known)):
        if at <= start:
            pieces += [html[at:start], text]
            at = start + len(text)
    pieces.append(html[at:])
    is_safe = all(parted(known.get(one, one)) for one in pieces) and not any(
        one[:9].lower() == _DOCTYPE for one in pieces[1:]
    )
    return pieces if is_safe else (html,)


def _places(html: str, known: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield where texts stand that begin and end with a tag, without white space around them."""
    for text in map(str.strip, known):
        start = html.find(text[:_BEGINNING]) if text[:1] == "<" and text[-1] == ">" else -1
        if start >= 0 and html.startswith(text, start):
            yield start, text
