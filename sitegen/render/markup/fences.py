"""Fenced code: found in one pass through a text, and with no attributes but id and class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.extensions.fenced_code import FencedBlockPreprocessor

#: The first line of a fence, as the library reads it.
_OPENING = re.compile(
    r"^(?P<fence>~{3,}+|`{3,}+)[ \t]*+"
    r"(?:\{(?P<attributes>[^\n]*+)(?<=\})|\.?[\w#.+-]*+[ \t]*+"
    r"(?:hl_lines=(?:\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+)?)$",
    re.MULTILINE,
)
_ALLOWED_ATTRIBUTES = ("id", ".")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fence with its code: where it stands, and what the braces in its first line hold."""

    start: int
    end: int
    attributes: str = ""


def fences(text: str) -> Iterator[Fence]:
    """Yield the fences of a text in order; what is not closed is none."""
    if "```" not in text and "~~~" not in text:
        return
    finder, fence = _Finder(), Fence(0, 0)
    while found := finder.next_from(text, fence.end):
        fence = found
        yield fence


def refused_attributes(text: str) -> Iterator[tuple[str, int]]:
    """Yield each attribute that a fence may not set, and the place in the text where it does."""
    for fence in fences(text):
        at = text.find("{", fence.start)
        for name, value in get_attrs_and_remainder(fence.attributes)[0]:
            if name not in _ALLOWED_ATTRIBUTES:
                at = text.find(name, at)
                yield name, at
            at += len(name) + len(value or "")


class _Finder:
    """Finds one fence after the other, and looks for the end of each kind in vain only once."""

    def __init__(self) -> None:
        self._unclosed: set[str] = set()

    def next_from(self, text: str, at: int) -> Fence | None:
        """Return the first fence from a place on."""
        while opening := _OPENING.search(text, at):
            at = opening.end()
            attributes = (opening["attributes"] or "")[:-1]
            if get_attrs_and_remainder(attributes)[1]:
                continue
            end = self._end(text, opening["fence"], at + 1)
            if end is not None:
                return Fence(opening.start(), end, attributes)
        return None

    def _end(self, text: str, fence: str, at: int) -> int | None:
        if fence in self._unclosed:
            return None
        closing = re.compile(rf"^{fence}[ \t]*+$", re.MULTILINE).search(text, at)
        if closing is None:
            self._unclosed.add(fence)
        return closing.end() if closing else None


class Fences(FencedBlockPreprocessor):
    """The library's part for fenced code, led to the fences; attributes of code are dropped."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md, {})
        self.checked_for_deps = True  # no colours, and no attribute lists
        self._whole = self.FENCED_BLOCK_RE
        self._finder = _Finder()
        self.FENCED_BLOCK_RE = self  # type: ignore[assignment,misc]  # asked to search only

    def run(self, lines: list[str]) -> list[str]:
        """Put a placeholder for each fence."""
        self._finder = _Finder()
        return super().run(lines)

    def search(self, text: str, at: int) -> re.Match[str] | None:
        """Return the library's own match of the next fence."""
        found = self._finder.next_from(text, at)
        return self._whole.match(text, found.start) if found else None
