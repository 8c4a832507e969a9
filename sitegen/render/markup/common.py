"""The common language: what both readers of Markdown read alike, decided by the source alone.

Each clause keeps out a form that one of them reads otherwise, or that a later step of this site
changes. What is kept out is rendered by Python-Markdown.
"""

from __future__ import annotations

import re

from sitegen.model.figures import TYPED_NUMBER

#: Forms that keep a whole text out, wherever they stand: white space that the readers tidy apart;
#: lines that end in spaces, two of them before another line aside; backslashes; what begins a
#: definition, a caption, a reference or a note; numbers that are told of.
_OUTSIDE = re.compile(
    r"[^\S \n\u00a0]|[\x00-\x08\x0e-\x1f]|\u00a0(?:\n|\Z)|(?:\n|\A)\u00a0"
    r"|(?<! ) (?:\n|\Z)| {3}(?:\n|\Z)|  (?:\n\n|\n?\Z)|\n +\n"
    r"|\\|\]:|\n {0,3}:|\nTable:|\n[ ]*+(?:!!!|\?\?\?)"
)
_NUMBER = re.compile(TYPED_NUMBER)
_NUMBER_SIGNS = ("£", "%", "cent")

#: Signs that words between elements may not have. A single _ may stand within a word.
_NO_WORDS = re.compile(r"[<*\[\]{}\\`]|~~|==|&#?\w+;|(?<![a-zA-Z0-9])_|_(?![a-zA-Z0-9])")
#: What may not begin a line of a paragraph.
_NO_BEGINNING = re.compile(r"[#:=|+>!?~*\-_`\s]|(?![0-9])\d")
_NO_ADDRESS = re.compile(r"[\s()<>'\"\\\[\]{}]|&#?\w+;")
_NO_TITLE = re.compile(r"[\n\"'\\&<>\[\]()]")


def is_outside(text: str) -> bool:
    """Whether a text has a form that keeps all of it out."""
    if _OUTSIDE.search("\n" + text):
        return True
    return any(sign in text for sign in _NUMBER_SIGNS) and _NUMBER.search(text) is not None


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
