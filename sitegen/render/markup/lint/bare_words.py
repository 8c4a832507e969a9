"""The words of a text, what stands in code, links and HTML aside."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from sitegen.diagnostics import Replacement
from sitegen.render.markup.findings import InText, warning_at
from sitegen.render.markup.reader import Reading

#: Blocks whose words may stand in several pieces.
_HOLDERS = frozenset(("Paragraph", "Heading", "TableCell", "Item", "DefinitionListTitle"))


class Words(NamedTuple):
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
        return self.text[self.start : end_of_line(self.text, self.start)]

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
        start = end_of_line(self.text, self.start) + 1
        return self.text[start : end_of_line(self.text, start)]

    @property
    def lines(self) -> list[str]:
        """Return the rest of their line, and the lines below it up to the next empty one."""
        return self.text[self.start :].partition("\n\n")[0].rstrip("\n").split("\n")

    def warning(self, rule: str, message: str, help_: str, *fix: Replacement) -> InText:
        """Return a warning about their line."""
        return warning_at(rule, message, help_, self.line.rstrip(), self.start, *fix)


@lru_cache(maxsize=8)  # asked for each form that is found in the text of a page
def all_words(reading: Reading) -> tuple[Words, ...]:
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
                Words(
                    reading.text, event.start, event.end, begins, holder, before.name, reading.shown
                )
            )
    return tuple(found)


def is_in_words(reading: Reading, at: int) -> bool:
    """Whether the reader found nothing at a place of a text but words."""
    words = all_words(reading)
    place = bisect_right(words, at, key=lambda one: one.start) - 1
    return place >= 0 and at < words[place].end


def end_of_line(text: str, at: int) -> int:
    """Return where the line of a place ends."""
    return text.find("\n", at) % (len(text) + 1)
