"""The prose of a page as rules of wording see it: its paragraphs, items and headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from sitegen.config import Wording
from sitegen.render.markup.links import Link, links
from sitegen.render.markup.reader import Event, Reading, read


class Spot(NamedTuple):
    """A place in a text that a rule is not content with, and what to do about it."""

    start: int
    end: int
    message: str
    help: str


class Block(NamedTuple):
    """A paragraph, an item of a list or a heading (its ``level``, else 0)."""

    start: int
    text: str
    level: int = 0


@dataclass(frozen=True)
class Prose:
    """A text in which signs stand for code and shortcodes, spaces for comments.

    ``kind`` is that of its page; ``known`` are the abbreviations that the site explains elsewhere.
    """

    text: str
    kind: str = "page"
    limits: Wording = field(default_factory=Wording)
    known: frozenset[str] = frozenset()
    is_english: bool = True

    @cached_property
    def reading(self) -> Reading:
        """Return the text as it has been read."""
        return read(self.text)

    @cached_property
    def links(self) -> tuple[tuple[str, Link], ...]:
        """Return each link that has words of its own, with these."""
        found = (one for one in links(self.reading) if not one.is_picture)
        return tuple(
            (" ".join(self.text[slice(*one.words)].split()), one)
            for one in found
            if self.text[one.whole[0]] == "["
        )

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks in order; quotations, tables and notes of others are left out."""
        return tuple(_blocks(self.reading))

    @cached_property
    def sentences(self) -> tuple[tuple[int, str], ...]:
        """Return each sentence of paragraphs and items, with the place where it begins."""
        blocks = [block for block in self.blocks if not block.level]
        return tuple(
            (block.start + found.start(), found[0])
            for block in blocks
            for found in _SENTENCE.finditer(block.text)
        )

    def limit(self, limits: Mapping[str, int]) -> int:
        """Return the limit for the kind of the page; that of "page" is for all other kinds."""
        return limits.get(self.kind, limits.get("page", 0))


class Rule(NamedTuple):
    """A rule of wording: ``why`` there is one, a ``bad`` text and a ``good`` one in its place."""

    id: str
    why: str
    bad: str
    good: str
    look: Callable[[Prose], Iterator[Spot]]


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return _WORD.findall(text)


_WORD = re.compile(r"[^\W_](?:[\w'’.,:/-]*[^\W_])?")
#: Attribute lists, which are none of Markdown's own.
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*\}")
_SENTENCE = re.compile(r"\S(?:[^.!?:]|[.!?:](?![\s\"')\]]))*(?:[.!?:][\"')\]]*|\Z)")
_CAPTION = "Table:"
#: What begins a block, and what is no prose of ours.
_BLOCKS = frozenset(
    ("Paragraph", "Heading", "Item", "DefinitionListTitle", "DefinitionListDefinition")
)
_NO_PROSE = frozenset(("BlockQuote", "Table", "FootnoteDefinition", "CodeBlock", "HtmlBlock"))
_NO_LINE_END = re.compile(r"[^\n]")


def _blocks(reading: Reading) -> Iterator[Block]:
    outside = level = 0
    words: list[tuple[int, int]] = []
    for event in reading.events:
        if event.name == "Text" and not outside:
            words.append((event.start, event.end))
        elif event.name in _BLOCKS or event.name in _NO_PROSE:
            if words:
                yield from _block(reading, words, level)
            words, level = [], 0 if event.ends else _level(event)
            outside += (-1 if event.ends else 1) if event.name in _NO_PROSE else 0


def _level(event: Event) -> int:
    return int(event.value["level"][1]) if event.name == "Heading" else 0


def _block(reading: Reading, words: list[tuple[int, int]], level: int) -> Iterator[Block]:
    """Yield a block of some words, of the same length, with spaces in the place of all else.

    Captions are left out, and so is what the reader knows as something else: titles of notes.
    """
    start, end = words[0][0], words[-1][1]
    behind = zip((end for _, end in words), (start for start, _ in words[1:]), strict=False)
    text = "".join(
        f"{reading.text[slice(*one)]}{_NO_LINE_END.sub(' ', reading.text[slice(*gap)])}"
        for one, gap in zip_longest(words, behind, fillvalue=(0, 0))
    )
    line = reading.text.rfind("\n", 0, start) + 1
    if reading.shown[line:end] == reading.text[line:end] and not text.startswith(_CAPTION):
        yield Block(start, _ATTRIBUTES.sub(_blank, text).rstrip(), level)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
