"""Signs of bold and italic type, and of code, that begin or end nothing: warnings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sitegen.render.markup.findings import InText, warning_at
from sitegen.render.markup.lint.bare_words import Words

#: Two of a sign, or a star, that begin or end nothing; between digits they are meant as they are.
_MARKS = re.compile(
    r"(?<![\\*\d])\*\*(?!\*)|(?<![\\*])\*\*(?![*\d])|(?<=[^\W\d_] )\*(?=[^\W\d_])"
    r"|(?<![\w\\])__(?=[^\W_])|(?<=[^\W_])__(?!\w)|(?<![~\\])~~(?=\w)|(?<=\w)~~(?!~)"
    r"|(?<![\w\\/.=|\"'-])_(?=[^\W\d_]++(?:[^\w/.-]|[.-](?!\w)|\Z))"
)
#: A single star before the first word of a line or behind a word: that of a note by hand, if there
#: are both in a text.
_FIRST_STAR = re.compile(r"\*(?=[^\W\d_])")
_LAST_STAR = re.compile(r"(?<=[^\W_])\*(?![\w*])")
#: Two of this sign, and not more, with a word beside them.
_HIGHLIGHT = re.compile(r"(?<![=\\])==(?!=)")
#: One that is written as a sign, or stands for an apostrophe, is meant as it is.
_BACKTICK = re.compile(r"(?<![^\s(*])`(?=\w\w)")
#: What is told of signs that begin or end nothing.
_NO_MARKS = {
    "**": (
        "these stars make no bold type",
        "write **words**, without a space inside, or \\*\\* for the stars themselves",
    ),
    "*": (
        "this star makes no italic type",
        "write *words*, without a space inside, or \\* for the star itself",
    ),
    "__": (
        "these lines make no bold type",
        "write **words**, without a space inside, or \\_\\_ for the lines themselves",
    ),
    "_": (
        "this line makes no italic type",
        "write *words*, without a space inside, or \\_ for the line itself",
    ),
    "==": (
        "these signs mark nothing",
        "write ==words==, without a space inside, or \\=\\= for the signs themselves",
    ),
    "~~": (
        "these signs strike nothing out",
        "write ~~words~~, without a space inside, or \\~\\~ for the signs themselves",
    ),
}


def _marks(words: Words) -> Iterator[InText]:
    if marks := _MARKS.search(words.shown, words.start, words.end):
        signs = marks[0]
        yield warning_at("emphasis-form", *_NO_MARKS[signs], signs, marks.start())


def _single_stars(words: Words) -> Iterator[InText]:
    """Look for a star that begins or ends nothing, unless others of the text are its other end."""
    first = words.begins and _FIRST_STAR.match(words.shown, words.start, words.end)
    if first and not _LAST_STAR.search(words.shown):
        yield warning_at("emphasis-form", *_NO_MARKS["*"], "*", words.start)
    last = None if first else _LAST_STAR.search(words.shown, words.start, words.end)
    if last and not re.search(r"(?m)^[ \t>|]*\\?\*", words.shown):
        yield warning_at("emphasis-form", *_NO_MARKS["*"], "*", last.start())


def _highlight(words: Words) -> Iterator[InText]:
    """Look for the last of an uneven number of these signs in a paragraph."""
    for found in _HIGHLIGHT.finditer(words.shown, words.start, words.end):
        start = words.shown.rfind("\n\n", 0, found.start()) + 1
        end = words.shown.find("\n\n", found.end()) % (len(words.shown) + 1)
        others = [one.start() for one in _HIGHLIGHT.finditer(words.shown, start, end)]
        beside = words.shown[found.start() - 1 : found.start()] + words.shown[found.end() :][:1]
        if len(others) % 2 and found.start() == others[-1] and beside.strip():
            yield warning_at("emphasis-form", *_NO_MARKS["=="], "==", found.start())


def _backtick(words: Words) -> Iterator[InText]:
    """Look for the sign of code before a word, where no other stands in the same line."""
    found = _BACKTICK.search(words.text, words.start, words.end)
    if found and words.whole_line.count("`") == 1:
        at = found.start()
        message = "this ` is not closed: no code begins here"
        help_ = "write `code` with one at each end, or \\` for the sign itself"
        yield warning_at("code-form", message, help_, "`", at)


#: What looks at words, and a sign that is in each text in which it may find something.
OPEN_MARKS: tuple[tuple[str, Callable[[Words], Iterator[InText]]], ...] = (
    ("*", _marks),
    ("~~", _marks),
    ("*", _single_stars),
    ("_", _marks),
    ("==", _highlight),
    ("`", _backtick),
)
