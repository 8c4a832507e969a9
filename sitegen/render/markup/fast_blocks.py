"""Python-Markdown's block parser, asking only those processors that can match a block."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.util import STX, Registry

#: Marks, one of which begins a line of each block that the processor of this name can match.
#: A digit counts as "", the fourth of four spaces as " ", and "|" counts wherever it stands.
MARKS = {
    "admonition": {"!", " "},
    "details": {"?", " "},
    "indent": {" "},
    "defindent": {" "},
    "code": {" "},
    "table": {"|"},
    "hashheader": {"#"},
    "setextheader": {"=", "-"},
    "hr": {"-", "_", "*"},
    "olist": {""},
    "ulist": {"*", "+", "-"},
    "deflist": {":"},
    "quote": {">"},
    "footnote": {"["},
    "abbr": {"*"},
    "reference": {"["},
    "comment": {STX},
}
#: These match any block, or one that begins with an empty line.
UNMARKED = frozenset(("empty", "paragraph", "markdown_block"))

_LINE_START = re.compile(rf"\n {{0,3}}+(?:([-!#=_*+:>?\[ {STX}])|\d)")


class FastBlocks(BlockParser):
    """Takes over the processors of another parser. One that is not named above is always asked.

    ``source`` is the text as the preprocessors left it; no later step adds a mark to it.
    """

    def __init__(self, md: Markdown, processors: Registry[BlockProcessor]) -> None:
        super().__init__(md)
        self.source = ""
        self.blockprocessors = processors
        for processor in processors:
            processor.parser = self
        self._chosen: dict[frozenset[str], tuple[BlockProcessor, ...]] = {}

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802 - the library's name
        """Parse a page, and keep its text at hand."""
        lines = list(lines)
        self.source = "\n".join(lines)
        return super().parseDocument(lines)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """Hand each block to the first processor that takes it."""
        while blocks:
            for processor in self._processors(blocks[0]):
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    def _processors(self, block: str) -> tuple[BlockProcessor, ...]:
        starts = _LINE_START.findall("\n" + block)
        marks = frozenset((*starts, "|") if "|" in block else starts)
        if marks not in self._chosen:
            self._chosen[marks] = self._choose(marks)
        return self._chosen[marks]

    def _choose(self, marks: frozenset[str]) -> tuple[BlockProcessor, ...]:
        all_ = self.blockprocessors
        idle = {all_[name] for name, own in MARKS.items() if name in all_ and not marks & own}
        return tuple(processor for processor in all_ if processor not in idle)
