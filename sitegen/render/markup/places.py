"""Find in Markdown source what Python-Markdown, which keeps no positions, was given there."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property, lru_cache

from sitegen.diagnostics import Span
from sitegen.model.figures import TYPED_NUMBER
from sitegen.render.markup.code import blanked

#: What stands before the address of a link, of a picture or of a reference, and the address.
_ADDRESS = re.compile(r"(?:\]\(\s*+<?|<|\]:\s*+<?)([^\s()<>]++)")
#: What mistakes are most often made of. Each finds every place of what it matches in full.
_PIECES = (
    re.compile(r"[\w-]++"),
    re.compile(TYPED_NUMBER),
    re.compile(r"\[\[[^\[\]\n]*+\]{0,2}+"),
    re.compile(r"\{[{%][^\n\[\]{}]*+[\]}]{0,2}+"),
    re.compile(r"</?[^<>\s]++[^<>]*+>"),
    re.compile(r"\[\^[^\[\]\n]*+\]:?+"),
    re.compile(r"\S(?:[^\n]*\S)?"),
)
_BEFORE_WORD = re.compile(r"[\w/.-]")
_AFTER_WORD = re.compile(r"[\w/#-]|\.\d")


class Places:
    """Where words stand in a text, code and comments aside.

    What pages have many of is found by one look through the text for all of them. Everything else
    is sought by itself, once.
    """

    def __init__(self, body: str) -> None:
        self._text = blanked(body)
        self._sought: dict[str, list[int]] = {}
        self._pieces: dict[re.Pattern[str], dict[str, list[int]]] = {}

    def span(self, words: str, nth: int, path: str, first_line: int) -> Span:
        """Return the nth place (from 0) of words, or the last one there is.

        What was written otherwise than it was read is placed at the start of the text.
        """
        places = self._of(words)
        if not places:
            return Span(path, first_line)
        return self.span_at(places[min(nth, len(places) - 1)], words, path, first_line)

    def span_at(self, offset: int, words: str, path: str, first_line: int) -> Span:
        """Return a place in the text as one in its file."""
        line = bisect_right(self._lines, offset)
        column = offset - self._lines[line - 1] + 1
        return Span(path, first_line + line - 1, column, len(words.partition("\n")[0]))

    @cached_property
    def _lines(self) -> list[int]:
        """Return where each line begins."""
        return [0, *(match.end() for match in re.finditer("\n", self._text))]

    @cached_property
    def _addresses(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for match in _ADDRESS.finditer(self._text):
            found.setdefault(match[1], []).append(match.start(1))
        return found

    def _of(self, words: str) -> list[int]:
        if words not in self._sought:
            self._sought[words] = self._find(words)
        return self._sought[words]

    def _find(self, words: str) -> list[int]:
        """Return where words stand: as the address of a link if they are one, else as such."""
        if words in self._addresses:
            return self._addresses[words]
        pattern = next((one for one in _PIECES if one.fullmatch(words)), None)
        known = self._pieces_of(pattern).get(words) if pattern else None
        places = known or self._all(words)
        return [place for place in places if self._is_whole(place, words)] or places

    def _pieces_of(self, pattern: re.Pattern[str]) -> dict[str, list[int]]:
        if pattern not in self._pieces:
            found: dict[str, list[int]] = {}
            for match in pattern.finditer(self._text):
                found.setdefault(match[0], []).append(match.start())
            self._pieces[pattern] = found
        return self._pieces[pattern]

    def _all(self, words: str) -> list[int]:
        found, at = [], self._text.find(words)
        while at >= 0:
            found.append(at)
            at = self._text.find(words, at + len(words))
        return found

    def _is_whole(self, place: int, words: str) -> bool:
        """Whether words stand by themselves, and are no part of a longer word or address."""
        end = place + len(words)
        joins = re.match(r"[\w./#]", words) and place
        begins = not (joins and _BEFORE_WORD.match(self._text, place - 1))
        ends = re.search(r"[\w/]\Z", words[-1]) is None or not _AFTER_WORD.match(self._text, end)
        return begins and ends


@lru_cache(maxsize=8)  # every mistake of a page asks for the places in its text
def places_in(body: str) -> Places:
    """Return the places in a text."""
    return Places(body)


def find(body: str, words: str, nth: int, path: str, first_line: int) -> Span:
    """Return the place of the nth occurrence (from 0) of words, or of the last one there is."""
    return places_in(body).span(words, nth, path, first_line)
