"""Which parts of a Markdown text are code or comments, as the library will read it.

The library keeps no positions, so this reads the lines once more by the same rules: fences first,
then indented code, then code spans and comments within a paragraph, an item or a row of a table.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from markdown.inlinepatterns import BacktickInlineProcessor

from sitegen.render.markup.fences import fences


class Kind(Enum):
    """What a region is. Of a comment that is not closed it holds the four signs that open it."""

    FENCE = "fence"
    INDENTED = "indented"
    SPAN = "span"
    COMMENT = "comment"
    UNCLOSED = "unclosed"


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a text, from ``start`` up to ``end``, that is no prose."""

    start: int
    end: int
    kind: Kind


#: A line: the marks of quotations before it, its indentation, what it says.
_LINE = re.compile(r"(?P<quote>(?>(?: {0,3}>[ ]?)*))(?P<indent>[ \t]*+)(?P<rest>[^\n]*+)\n?")
_ITEM = re.compile(r"(?:[-*+]|\d+\.)[ \t]")
#: What holds paragraphs that are indented by four spaces more.
_HOLDS_BLOCKS = re.compile(r"(?:[-*+]|\d+\.)[ \t]|:[ \t]|\[\^[^\]\n]*+\]:|!!! ?\w")
#: What begins anew below a line of a paragraph; an item does in a list.
_BEGINS_ANEW = re.compile(r"#|:[ \t]|!!!|\[\^[^\]\n]*+\]:|<!--")
_RULE_OF_TABLE = re.compile(r"[ |:-]*+")
#: How code and comments within a line begin; a backslash before a backtick makes it a sign.
_SIGNS = ("`", "<!--")
_SIGN = re.compile("(?P<tick>`)|<!--")
_MAY_BE_INDENTED = re.compile(r"^[ >]*?(?:\t| {4})", re.MULTILINE)
_SPANS = BacktickInlineProcessor("`")
_REST_IS_BLANK = re.compile(r"[ \t]*+(?:\n|\Z)")
_TAB = 4


@lru_cache(maxsize=8)  # asked several times for the text of one page
def regions(text: str) -> tuple[Region, ...]:
    """Return all code and comments of a text, in order."""
    return tuple(_Reader(text).read())


@lru_cache(maxsize=8)
def blanked(text: str, *, spans: str = " ") -> str:
    """Return a text of the same shape with spaces in the place of code and comments.

    ``spans`` stands for each character of the code within a line: it is a word there.
    """
    parts, at = [], 0
    for one in regions(text):
        if one.kind is Kind.UNCLOSED:
            continue
        sign = spans if one.kind is Kind.SPAN else " "
        parts += [text[at : one.start], re.sub(r"[^\n]", sign, text[one.start : one.end])]
        at = one.end
    return "".join((*parts, text[at:]))


class _Reader:
    """Reads a text from top to bottom.

    ``_depth`` counts the items, notes and footnotes that a line indented enough would belong to;
    ``_after_blank`` says that a new block begins.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._fences = [Region(one.start, one.end, Kind.FENCE) for one in fences(text)]
        self._closings = self._find_closings()
        self._has_indented = _has_indented(text)
        self._signs = dict.fromkeys(_SIGNS, -1)
        self._depth = 0
        self._after_blank = True
        self._found: list[Region] = []

    def read(self) -> list[Region]:
        """Return the regions in order."""
        at = 0
        for fence in (*self._fences, Region(len(self._text), len(self._text), Kind.FENCE)):
            at = self._stretch(at, fence.start)
            if at <= fence.start < fence.end:
                self._found.append(fence)
                self._after_blank = True
                at = fence.end
        return self._found

    def _find_closings(self) -> list[int]:
        """Return where comments can end: what stands in a fence is code."""
        text = self._text
        if "<!--" not in text:
            return []
        starts = [one.start for one in self._fences]
        ends = [one.end for one in self._fences]
        found = (match.start() for match in re.finditer("-->", text))
        return [at for at in found if bisect_left(starts, at + 1) == bisect_left(ends, at + 1)]

    def _stretch(self, at: int, end: int) -> int:
        """Read lines without a fence; return where they end, or a comment that goes on beyond."""
        while (at := self._next(at, end)) < end:
            line = _line(self._text, at, end)
            if not line["rest"].strip():
                self._after_blank, at = True, line.end()
            elif self._after_blank and _width(line) // _TAB > self._depth:
                at = self._indented(at, end)
            else:
                at = self._paragraph(at, end)
        return at

    def _next(self, at: int, end: int) -> int:
        """Return where reading goes on: most blocks of most texts hold nothing that is sought.

        Only code that is indented depends on the blocks before it.
        """
        if self._has_indented or at >= end:
            return at
        sign = self._first_sign(at)
        if sign >= end:
            return end
        blank_line = self._text.rfind("\n\n", at, sign)
        if blank_line < 0:
            return at
        self._after_blank = True
        return blank_line + len("\n\n")

    def _first_sign(self, at: int) -> int:
        """Return where the first code or comment from a place on may begin."""
        for sign, place in self._signs.items():
            if place < at:  # none that was found is looked for again
                self._signs[sign] = self._text.find(sign, at) % (len(self._text) + 1)
        return min(self._signs.values())

    def _indented(self, at: int, end: int) -> int:
        """Read the lines of a block of indented code."""
        start = at
        while at < end:
            line = _line(self._text, at, end)
            if not line["rest"].strip() or _width(line) // _TAB <= self._depth:
                break
            at = line.end()
        self._found.append(Region(start, at, Kind.INDENTED))
        return at

    def _paragraph(self, at: int, end: int) -> int:
        """Read a block of prose piece by piece: a code span ends in the piece where it begins."""
        line = _line(self._text, at, end)
        is_list, is_table = bool(_ITEM.match(line["rest"])), self._begins_table(line, end)
        start = at
        while True:
            self._hold(line, is_list=is_list)
            following = _line(self._text, line.end(), end)
            if is_table or not following["rest"].strip() or _is_new(line, following, is_list):
                at = self._piece(start, line.end())
                if at != line.end() or self._after_blank or not following["rest"].strip():
                    return at
                start = at
            line = following

    def _begins_table(self, line: re.Match[str], end: int) -> bool:
        second = _line(self._text, line.end(), end)
        if line["rest"].startswith("Table:"):
            line, second = second, _line(self._text, second.end(), end)
        return "|" in line["rest"] and _is_rule_of_table(second["rest"])

    def _hold(self, line: re.Match[str], *, is_list: bool) -> None:
        """Note whether later lines may belong to this one, and to how many others."""
        if not self._after_blank and not is_list and _ITEM.match(line["rest"]):
            return
        inside = min(_width(line) // _TAB, self._depth)
        if _HOLDS_BLOCKS.match(line["rest"]):
            self._depth = inside + 1
        elif self._after_blank:
            self._depth = inside
        self._after_blank = False

    def _piece(self, start: int, stop: int) -> int:
        """Find code spans and comments in a piece of prose; return where reading goes on."""
        at, piece = start, self._text[start:stop]
        first = stop - len(piece.lstrip())
        while sign := _SIGN.search(self._text, at, stop):
            if sign["tick"]:
                is_escaped = self._is_escaped(at, sign.start())
                at = sign.end()
                if not is_escaped:
                    at = start + self._span(piece, sign.start() - start, start)
                continue
            at, is_closed = self._comment(sign)
            if is_closed and (at >= stop or sign.start() == first):
                self._after_blank = _REST_IS_BLANK.match(self._text, at) is not None
                return at
        self._after_blank = piece.startswith(("#", "!!!"))
        return stop

    def _is_escaped(self, since: int, at: int) -> bool:
        """Whether a backslash takes a sign its meaning: two of them are a backslash themselves.

        The library may begin to look behind one of them.
        """
        if not self._text.startswith("\\", at - 1, at):
            return False
        first = len(self._text[since:at].rstrip("\\")) + since
        is_cut = first == since and self._text.startswith("\\", since - 1, since)
        return is_cut or (at - first) % 2 == 1

    def _span(self, piece: str, tick: int, before: int) -> int:
        """Take the code span that begins at a backtick, if one does; the library judges that."""
        found: tuple[int, int | None] = _SPANS.find_code_spans(tick, piece)  # type: ignore[assignment]  # wrong stub
        code, end = found
        if end is None:
            return code
        self._found.append(Region(before + tick, before + end + code - tick, Kind.SPAN))
        return end + code - tick

    def _comment(self, sign: re.Match[str]) -> tuple[int, bool]:
        place = bisect_left(self._closings, sign.end())
        closed = place < len(self._closings)
        end = self._closings[place] + len("-->") if closed else sign.end()
        self._found.append(Region(sign.start(), end, Kind.COMMENT if closed else Kind.UNCLOSED))
        return end, closed


def _has_indented(text: str) -> bool:
    return ("    " in text or "\t" in text) and _MAY_BE_INDENTED.search(text) is not None


def _line(text: str, at: int, end: int) -> re.Match[str]:
    line = _LINE.match(text, at, end)
    assert line is not None  # every part of it may be empty
    return line


def _width(line: re.Match[str]) -> int:
    return len(line["indent"].expandtabs(_TAB)) if "\t" in line["indent"] else len(line["indent"])


def _is_rule_of_table(words: str) -> bool:
    return "-" in words and "|" in words and bool(_RULE_OF_TABLE.fullmatch(words))


def _is_new(before: re.Match[str], line: re.Match[str], is_list: bool) -> bool:
    """Whether a line of a block is no continuation of the line before it."""
    if before["rest"].startswith(("#", "!!!")) or _BEGINS_ANEW.match(line["rest"]):
        return True
    return bool(is_list and _ITEM.match(line["rest"])) or bool(
        line["quote"] and not before["quote"]
    )
