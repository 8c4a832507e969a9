"""The common language: what both readers of Markdown read alike, decided by the source alone.

Each clause keeps out a form that one of them reads otherwise, or that a later step of this site
changes. What is kept out is rendered by Python-Markdown.
"""

from __future__ import annotations

import re
from typing import NamedTuple

#: Control characters, line ends aside.
_CONTROLS = bytes((*range(10), *range(11, 32)))
#: Lines of spaces are empty; of other spaces at the end of a line only two mean something.
_EMPTY_LINE = re.compile(r"(?<=\n) +\n")
_WIDTH_OF_TAB = 4
#: A list of which this is the first number, or a higher one, is rather a sentence that begins so.
UNLIKELY = 100

#: Signs that words between elements may not have. A single _ may stand within a word.
_NO_WORDS = re.compile(r"[<*\[{`]|~~|==|&(?:#|\w+;)|(?<![^\W_])_|_(?![a-zA-Z0-9])")
#: What may not begin a line of a paragraph.
_NO_BEGINNING = re.compile(
    r"[#:|\-\s]|!!!|\?\?\?|Table:(?! \S)|(?![0-9])\d|\d{1,3}[.)] |\d{10,}\.|=+ *\Z"
)
#: Two lines in which spaces seem to part cells.
_CELLS = re.compile(r"[^\n]*?\S {3,}\S[^\n]*\n[^\n]*?\S {3,}\S")
_NO_ADDRESS = re.compile(r"[\s'\"\[{`]|&(?:#|\w+;)")
_NO_TITLE = re.compile(r"['\[{`]|^ | $|[^\S ]")
_NO_LABEL = re.compile(r"[&>\"#\[]|^ | $|  |[^\S ]")
_NO_NAME = re.compile(r"^\^|^ | $|  |[^\S ]")

#: Lines that say where names lead, in a paragraph of their own.
_DEFINITION = r"\[([^\[\]\n]++)\]: (\S++)(?: \"([^\"\n]++)\")?(?=\n|\Z)"
_ONE_DEFINITION = re.compile(_DEFINITION)
_DEFINITIONS = re.compile(rf"(?:\A|(?<=\n\n))(?>(?:{_DEFINITION}\n?)+)(?=\n|\Z)")
#: What makes a definition, wherever it stands.
SIGN_OF_DEFINITION = "]:"


class Target(NamedTuple):
    """Where a link leads, and its title or ""."""

    address: str
    title: str


def tidied(text: str) -> str:
    """Return a text with its white space as Python-Markdown sees to it, before all else."""
    if "\t" in text:
        text = text.expandtabs(_WIDTH_OF_TAB)
    return _EMPTY_LINE.sub("\n", text) if "\n " in text else text


def is_outside(text: str) -> bool:
    """Whether a text has a form that keeps all of it out."""
    data = text.encode()
    return text.startswith("    ") or len(data.translate(None, _CONTROLS)) < len(data)


def definitions(text: str) -> list[tuple[str, Target]]:
    """Return where names lead, as Python-Markdown finds it."""
    blocks = _DEFINITIONS.finditer(text) if SIGN_OF_DEFINITION in text else ()
    found = [one for block in blocks for one in _ONE_DEFINITION.finditer(block[0])]
    return [(one[1].lower(), Target(one[2].lstrip("<").rstrip(">"), one[3] or "")) for one in found]


def is_plain_name(name: str) -> bool:
    """Whether a name of a target is compared by both readers as it is written, but for its case."""
    return are_plain_words(name) and _NO_NAME.search(name) is None


def is_plain_label(words: str) -> bool:
    """Whether words can be printed in attributes as well."""
    return _NO_LABEL.search(words) is None


def are_plain_words(words: str) -> bool:
    """Whether words hold no sign that may mean something."""
    return _NO_WORDS.search(words) is None


def may_begin_line(words: str) -> bool:
    """Whether a line of a paragraph may begin with these words."""
    return _NO_BEGINNING.match(words) is None


def has_cells(text: str, start: int) -> bool:
    """Whether a line and the next one look like rows of a table without bars."""
    return _CELLS.match(text, start) is not None


def is_plain_target(target: Target) -> bool:
    """Whether address and title are some for both readers, and printed as they are written."""
    address, title = target
    return not _NO_ADDRESS.search(address) and not _NO_TITLE.search(title)
