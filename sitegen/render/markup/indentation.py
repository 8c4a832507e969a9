"""Which lists, footnotes and definitions each line of a text stands in, and how far it is indented.

CommonMark counts from where the words of an item begin, Python-Markdown in steps of four spaces.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.render.markup.reader import Event, Reading

#: A step of indentation, as Python-Markdown counts.
STEP = 4
_HOLDERS = ("Item", "FootnoteDefinition", "DefinitionListDefinition")
_MARKER = re.compile(r"([-*+:]|\d{1,9}[.)])( *)(?=(\S?))")
_QUOTES = re.compile(r" {0,3}> ?")


class Level(NamedTuple):
    """Where a line belongs: within how many quotations, and how many items and the like in these.

    ``column`` is where the words of the innermost of them begin, behind the marks of quotations.
    """

    quotes: int = 0
    depth: int = 0
    column: int = 0


class Lines:
    """The lines of a text, with the level of each."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.shown
        self._starts = [0, *(at.end() for at in re.finditer("\n", self._text))]
        self.levels = [Level()] * len(self._starts)
        for first, last, level in self._held(reading):
            self.levels[first:last] = [level] * (last - first)

    def number(self, at: int) -> int:
        """Return the number (from 0) of the line that a place is in."""
        return bisect_right(self._starts, at) - 1

    def span(self, event: Event) -> tuple[int, int]:
        """Return the first and the last line of an element, without empty ones at its end."""
        words = self._text[event.start : event.end].rstrip(" >\n")
        return self.number(event.start), self.number(event.start + max(len(words) - 1, 0))

    def line(self, text: str, number: int) -> str:
        """Return a line of a text with these lines; what is behind the last one is empty."""
        starts = (*self._starts[number : number + 2], len(text) + 1, len(text) + 1)
        return text[starts[0] : starts[1] - 1]

    def start(self, number: int) -> int:
        """Return where a line begins."""
        return self._starts[number]

    def _held(self, reading: Reading) -> Iterator[tuple[int, int, Level]]:
        """Yield what is in each container but its first line: outer ones first.

        What stands in a quotation within an item is left as it is.
        """
        quotes = [0]
        for event in reading.events:
            if event.name == "BlockQuote":
                quotes[-1] += -1 if event.ends else 1
            elif event.name in _HOLDERS and event.ends:
                quotes.pop()
            elif event.name in _HOLDERS:
                first, last = self.span(event)
                column = self._column(event, first, quotes[0])
                if not any(quotes[1:]):
                    yield first + 1, last + 1, Level(quotes[0], len(quotes), column)
                quotes.append(0)

    def _column(self, event: Event, line: int, quotes: int) -> int:
        """Return where the words of an item begin."""
        if event.name == "FootnoteDefinition":
            return STEP
        start = self._starts[line] + end_of_quotes(
            self._text[self._starts[line] : event.start], quotes
        )
        marker = _MARKER.match(self._text, event.start)
        if marker is None:
            return STEP
        spaces = len(marker[2])
        room = spaces if marker[3] and 0 < spaces <= STEP else 1
        return marker.end(1) - start + room


def end_of_quotes(line: str, quotes: int) -> int:
    """Return where the marks of so many quotations end in a line."""
    at = 0
    for _ in range(quotes):
        mark = _QUOTES.match(line, at)
        at = mark.end() if mark else at
    return at
