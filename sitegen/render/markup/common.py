"""The common language: what both readers of Markdown read alike, decided by the source alone.

Each clause keeps out a form that one of them reads otherwise, or that a later step of this site
changes. What is kept out is rendered by Python-Markdown.
"""

from __future__ import annotations

import re

#: Signs that keep a whole text out, wherever they stand: of references, and of escapes.
_SIGNS = ("\\", "]:")
#: White space that the readers tidy apart, and control characters.
_ODD_SPACE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x85\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
#: Lines of nothing but spaces, or that begin a definition, a caption or a note.
_LINE = re.compile(r"\n(?: {0,3}:| +\n|Table:|[ ]*+(?:!!!|\?\?\?))")
#: Lines that end in spaces, two of them before another line aside.
_TRAILING = re.compile(r"(?<! ) (?:\n|\Z)| {3}(?:\n|\Z)|  (?:\n\n|\n?\Z)")
_HARD_SPACE = re.compile(r"\u00a0(?:\n|\Z)|(?:\n|\A)\u00a0")

#: Signs that words between elements may not have. A single _ may stand within a word.
_NO_WORDS = re.compile(r"[<*\[\]{}\\`]|~~|==|&#?\w+;|(?<![a-zA-Z0-9])_|_(?![a-zA-Z0-9])")
#: What may not begin a line of a paragraph.
_NO_BEGINNING = re.compile(r"[#:=|+>!?~*\-_`\s]|(?![0-9])\d")
_NO_ADDRESS = re.compile(r"[\s()<>'\"\\\[\]{}]|&#?\w+;")
_NO_TITLE = re.compile(r"[\n\"'\\&<>\[\]()]")


def is_outside(text: str) -> bool:
    """Whether a text has a form that keeps all of it out."""
    lines = "\n" + text
    return (
        any(sign in text for sign in _SIGNS)
        or _ODD_SPACE.search(text) is not None
        or _LINE.search(lines) is not None
        or ((" \n" in text or text.endswith(" ")) and _TRAILING.search(text) is not None)
        or ("\u00a0" in text and _HARD_SPACE.search(lines) is not None)
    )


def are_plain_words(words: str) -> bool:
    """Whether words hold no sign that may mean something."""
    return _NO_WORDS.search(words) is None


def may_begin_line(words: str) -> bool:
    """Whether a line of a paragraph may begin with these words."""
    return _NO_BEGINNING.match(words) is None


def is_plain_address(address: str) -> bool:
    """Whether an address is one for both readers; it is printed as it is written."""
    return bool(address) and _NO_ADDRESS.search(address) is None


def is_plain_title(title: str) -> bool:
    """Whether the title of a link is one for both readers."""
    return _NO_TITLE.search(title) is None
