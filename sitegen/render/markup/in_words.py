"""Words that look like a form of Markdown and are none, or that GitHub makes more of: warnings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from sitegen.diagnostics import Replacement
from sitegen.render.markup.collected import InText, warning_at
from sitegen.render.markup.reader import Reading

_HEADING_WITHOUT_SPACE = re.compile(r"(#{1,6})([^\s#][^\n]*)")
_ROW = re.compile(r"\|[^\n]*\|")
_NO_ITEM = r"(?![ \t>]*(?:[-*+]|\d+[.)])\s|[ \t>]*(?:[^\w\s]|[ovØü])\t)"
_CELLS_BY_TABS = re.compile(rf"{_NO_ITEM}[^\n\t]*?\S(?:\t+| {{3,}})[^\s][^\n]*")
#: Two of a sign, or a star, that begin or end nothing; between digits they are meant as they are.
_MARKS = re.compile(
    r"(?<![\\*\d])\*\*(?!\*)|(?<![\\*])\*\*(?![*\d])|(?<=[^\W\d_] )\*(?=[^\W\d_])"
    r"|(?<![\w\\])__(?=[^\W_])|(?<=[^\W_])__(?!\w)|(?<![~\\])~~(?=\w)|(?<=\w)~~(?!~)"
)
#: An address in the midst of words, up to what can be no part of it.
_BARE_ADDRESS = re.compile(
    r"(?<![\w/.@-])(?<!\]\()(?:https?://(?:[\w-]+\.|localhost\b)|www\.[\w-]+\.)"
    r"(?:\([^\s<>()\[\]|]*\)|[^\s<>()\[\]|])*",
    re.IGNORECASE,
)
#: An attribute list; the signs by which it may end what it is about.
_ATTRIBUTES = re.compile(r"\{:?[ ]*(?:[.#][\w-]+|(?:lang|class|id)=)[^{}\n]*\}")
#: One that is written as a sign, or stands for an apostrophe, is meant as it is.
_BACKTICK = re.compile(r"(?<![^\s(*])`(?=\w\w)")
#: Blocks whose words may stand in several pieces, and what an attribute list may follow.
_HOLDERS = frozenset(("Paragraph", "Heading", "TableCell", "Item", "DefinitionListTitle"))
_WITH_ATTRIBUTES = frozenset(("Code", "Emphasis", "Image", "Link", "Strong", "Strikethrough"))
LINK_FORM = "a link is written [its words](the-page.md)"
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
    "~~": (
        "these signs strike nothing out",
        "write ~~words~~, without a space inside, or \\~\\~ for the signs themselves",
    ),
}


class _Words(NamedTuple):
    """Words of a text, code and HTML aside: whether they begin a line of a paragraph.

    ``holder`` is the block that they stand in, ``before`` the element right before them; in
    ``shown`` signs stand for shortcodes.
    """

    text: str
    start: int
    end: int
    begins: bool
    holder: str
    before: str
    shown: str

    @property
    def line(self) -> str:
        """Return the rest of their line."""
        return self.text[self.start : _end_of_line(self.text, self.start)]

    @property
    def whole_line(self) -> str:
        """Return their line from its beginning."""
        return self.text[self.text.rfind("\n", 0, self.start) + 1 : self.start] + self.line

    @property
    def line_before(self) -> str:
        """Return the line above them."""
        end = self.text.rfind("\n", 0, self.start)
        return self.text[self.text.rfind("\n", 0, max(end, 0)) + 1 : max(end, 0)]

    @property
    def line_after(self) -> str:
        """Return the line below them."""
        start = _end_of_line(self.text, self.start) + 1
        return self.text[start : _end_of_line(self.text, start)]

    @property
    def lines(self) -> list[str]:
        """Return the rest of their line, and the lines below it up to the next empty one."""
        return self.text[self.start :].partition("\n\n")[0].rstrip("\n").split("\n")

    def warning(self, rule: str, message: str, help_: str, *fix: Replacement) -> InText:
        """Return a warning about their line."""
        return warning_at(rule, message, help_, self.line.rstrip(), self.start, *fix)


@lru_cache(maxsize=8)  # asked for each form that is found in the text of a page
def _all_words(reading: Reading) -> tuple[_Words, ...]:
    """Return the words of a text, what stands in links, code and HTML aside."""
    found, inside, holder = [], 0, ""
    for before, event in reading.pairs:
        if event.name in ("Link", "Image", "CodeBlock", "HtmlBlock"):
            inside += -1 if event.ends else 1
        elif event.name in _HOLDERS and not event.ends:
            holder = event.name
        elif event.name == "Text" and not inside:
            begins = before.name in ("SoftBreak", "Paragraph")
            found.append(
                _Words(
                    reading.text, event.start, event.end, begins, holder, before.name, reading.shown
                )
            )
    return tuple(found)


def is_in_words(reading: Reading, at: int) -> bool:
    """Whether the reader found nothing at a place of a text but words."""
    words = _all_words(reading)
    place = bisect_right(words, at, key=lambda one: one.start) - 1
    return place >= 0 and at < words[place].end


def in_words(reading: Reading) -> Iterator[InText]:
    """Yield what stands in the words of a text, code, links and HTML aside."""
    looks = list(dict.fromkeys(look for sign, look in _LOOKS if sign in reading.text))
    for words in _all_words(reading) if looks else ():
        for look in looks:
            yield from look(words)


def _heading_without_space(words: _Words) -> Iterator[InText]:
    found = _HEADING_WITHOUT_SPACE.match(words.line) if words.begins else None
    if found:
        help_ = f"write {found[1]} {found[2]}, or \\# where no heading is meant"
        # A single sign may be that of a number, as in "#1".
        fix = [Replacement(len(found[1]), "", " ")] if len(found[1]) > 1 else []
        yield words.warning("heading-form", f"a space is missing behind {found[1]}", help_, *fix)


def _row(words: _Words) -> Iterator[InText]:
    """Look for the first row of a table that is not read as one."""
    if not (words.begins and _ROW.match(words.line)) or _ROW.match(words.line_before.lstrip(" >")):
        return
    cells = "|---" * max(words.line.strip().strip("|").count("|") + 1, 1)
    help_ = f"write {cells}| in the line below its head, which has as many cells"
    message = "this is no table: its rows are printed as they stand"
    yield words.warning("table-form", message, help_, *_with_dashes(words))


def _with_dashes(words: _Words) -> Iterator[Replacement]:
    """Yield the line below the head, where all rows have as many cells and nothing hides a bar."""
    rows = [line.strip() for line in words.lines]
    cells = {row.count("|") for row in rows}
    is_plain = not any(sign in row for row in rows for sign in ("\\|", "[[", "`"))
    if len(rows) > 1 and len(cells) == 1 and is_plain and all(map(_ROW.fullmatch, rows)):
        dashes = "|---" * (cells.pop() - 1)
        yield Replacement(len(words.lines[0]), "", f"\n{dashes}|")


def _cells_by_tabs(words: _Words) -> Iterator[InText]:
    with_tabs = _CELLS_BY_TABS.fullmatch
    is_first = words.begins and not with_tabs(words.line_before)
    if is_first and with_tabs(words.line) and with_tabs(words.line_after):
        help_ = "write | between the cells, and a line |---|---| below the first row"
        signs = "tabs" if "\t" in words.line else "spaces"
        message = f"{signs} make no table: these lines are printed as one text"
        yield words.warning("table-form", message, help_, *_with_bars(words))


def _with_bars(words: _Words) -> Iterator[Replacement]:
    """Yield the table that cells parted by tabs are, where all rows have as many."""
    rows = [re.split(r"\t+| {3,}", line.strip()) for line in words.lines]
    is_plain = not any("|" in line for line in words.lines)
    if is_plain and len({len(row) for row in rows}) == 1 and all(all(row) for row in rows):
        dashes = f"{'|---' * len(rows[0])}|"
        head, *others = (f"| {' | '.join(row)} |" for row in rows)
        yield Replacement(0, "\n".join(words.lines), "\n".join((head, dashes, *others)))


def _marks(words: _Words) -> Iterator[InText]:
    if marks := _MARKS.search(words.shown, words.start, words.end):
        signs = marks[0]
        yield warning_at("emphasis-form", *_NO_MARKS[signs], signs, marks.start())


def _attributes(words: _Words) -> Iterator[InText]:
    """Look for attribute lists that are printed: they stand behind an element or end a block."""
    for found in _ATTRIBUTES.finditer(words.text, words.start, words.end):
        is_behind = found.start() == words.start and words.before in _WITH_ATTRIBUTES
        rest = words.text[found.end() : _end_of_line(words.text, found.end())]
        line = words.text[words.text.rfind("\n", 0, found.start()) + 1 : found.start()]
        is_last = not rest.strip() and (words.holder == "Heading" or not line.strip(" >"))
        in_cell = words.holder == "TableCell" and rest.lstrip().startswith("|")
        if is_behind or is_last or in_cell or line.endswith(("]]", "::: ")):
            continue
        help_ = "put it right behind *words* or a link, at the end of a heading, or in a line below"
        yield warning_at(
            "attribute",
            "this attribute list is printed as it stands",
            help_,
            found[0],
            found.start(),
        )


def _backtick(words: _Words) -> Iterator[InText]:
    """Look for the sign of code before a word, where no other stands in the same line."""
    found = _BACKTICK.search(words.text, words.start, words.end)
    if found and words.whole_line.count("`") == 1:
        at = found.start()
        message = "this ` is not closed: no code begins here"
        help_ = "write `code` with one at each end, or \\` for the sign itself"
        yield warning_at("code-form", message, help_, "`", at)


def _bare_address(words: _Words) -> Iterator[InText]:
    """Look for addresses that GitHub makes links of."""
    for found in _BARE_ADDRESS.finditer(words.text, words.start, words.end):
        address = found[0].rstrip(".,;:!?*_~'\"")
        whole = address if "://" in address else f"https://{address}"
        message = f"{address} is printed as words: nobody can follow it"
        help_ = f"write [the name of the page]({whole}), or <{whole}>"
        in_angles = words.text[: found.start()].endswith("<")
        fix = Replacement(0, address, whole if in_angles else f"<{whole}>")
        yield warning_at("link-form", message, help_, address, found.start(), fix)


#: What looks at words, and a sign that is in each text in which it may find something.
_LOOKS: tuple[tuple[str, Callable[[_Words], Iterator[InText]]], ...] = (
    ("#", _heading_without_space),
    ("|", _row),
    ("\t", _cells_by_tabs),
    ("   ", _cells_by_tabs),
    ("*", _marks),
    ("__", _marks),
    ("~~", _marks),
    ("{", _attributes),
    ("`", _backtick),
    ("://", _bare_address),
    ("www.", _bare_address),
)


def _end_of_line(text: str, at: int) -> int:
    return text.find("\n", at) % (len(text) + 1)
