"""The prose of a page as rules of wording see it: its paragraphs, items and headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from sitegen.config import Wording
from sitegen.render.markup.links import Link, links
from sitegen.render.markup.reader import read


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
    def words_alone(self) -> str:
        """Return the text, of the same length, without addresses of links and without marks."""
        return _MARKS.sub(lambda found: " " * len(found[0]), self.text)

    @cached_property
    def links(self) -> tuple[tuple[str, Link], ...]:
        """Return each link that has words of its own, with these."""
        found = (one for one in links(read(self.text)) if not one.is_picture)
        return tuple(
            (" ".join(self.text[slice(*one.words)].split()), one)
            for one in found
            if self.text[one.whole[0]] == "["
        )

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks in order; quotations, tables and notes of others are left out."""
        return tuple(_blocks(self.words_alone))

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
#: Addresses of links, attribute lists, references to footnotes, and marks of type.
_MARKS = re.compile(
    r"\]\([^()\n]*\)|\]\[[^\[\]\n]*\]|\{:?[^{}\n]*\}|\[\^[^\[\]\n]*\]|[*`~\[\]]|(?<!\w)_|_(?!\w)"
)
_SENTENCE = re.compile(r"\S(?:[^.!?:]|[.!?:](?![\s\"')\]]))*(?:[.!?:][\"')\]]*|\Z)")
_LINE = re.compile(r"[^\n]*\n?")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-+•]|\d{1,3}[.)])[ \t]+")
#: What is no prose of ours: quotations, tables, definitions of footnotes, links, abbreviations.
_NO_PROSE = re.compile(
    r"[ \t]*(?:>|\||!!!|\?\?\?|Table:)|[ \t]*\*?\[[^\[\]]*\]:|[ \t]*[-=]{3,}[ \t]*$"
)


def _blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a text; a line goes on with the one above it unless it begins another."""
    now: Block | None = None
    for found in _LINE.finditer(text):
        begun = _begun(found[0].rstrip("\n"), found.start())
        if begun is None and now is not None and not _ends(found[0]):
            now = now._replace(text=now.text + found[0])
            continue
        if now is not None:
            yield now
        now = begun or _paragraph(found)
        if now is not None and now.level:
            yield now
            now = None
    if now is not None:
        yield now


def _begun(line: str, at: int) -> Block | None:
    """Return the heading or item that a line begins."""
    if heading := _HEADING.match(line):
        return Block(at + heading.start(2), heading[2], level=len(heading[1]))
    if item := _ITEM.match(line):
        return Block(at + item.end(), f"{line[item.end() :]}\n")
    return None


def _ends(line: str) -> bool:
    """Whether a line belongs to no block: it is empty, or no prose of ours."""
    return not line.strip() or bool(_NO_PROSE.match(line))


def _paragraph(found: re.Match[str]) -> Block | None:
    return None if _ends(found[0]) else Block(found.start(), found[0])
