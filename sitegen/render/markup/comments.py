"""HTML comments: they are left out of the page, and part what stands before and after them."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.def_list import DefListProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER

from sitegen.render.markup.reader import Kind, Region, read

#: Stands for a comment until the blocks of the page are known; no text holds these characters.
_PLACE = "\x02comment\x03"
_TAG = "comment"
_OPENING = "<!--"
_TAB = 4
_RAW_PLACE = f"<!--{_PLACE}-->"
_STASHED = re.compile(HTML_PLACEHOLDER % r"(\d+)")


def register(md: Markdown, note_unclosed: Callable[[], None], *, raw_html: bool) -> None:
    """Put the parts in their places; ``note_unclosed`` is told of a comment without an end."""
    # Fenced code is out of the text at 25, the library finds raw HTML at 20.
    md.preprocessors.register(_Comments(md, note_unclosed, raw_html=raw_html), "comments", 22)
    if raw_html:
        md.preprocessors.register(_RawComments(md), "raw_comments", 19)
    blocks = md.parser.blockprocessors
    blocks.register(_CommentBlock(md.parser), "comment", 110)
    blocks.register(_Definitions(md.parser), "deflist", 25)
    md.treeprocessors.register(_NoComments(md), "no_comments", 45)
    md.postprocessors.register(_NoPlaces(md), "no_comments", 5)


class _Comments(Preprocessor):
    """Drops comments, and leaves a mark where one has its lines to itself."""

    def __init__(self, md: Markdown, note_unclosed: Callable[[], None], *, raw_html: bool) -> None:
        super().__init__(md)
        self._note_unclosed = note_unclosed
        self._raw_html = raw_html

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if _OPENING not in text:
            return lines
        parts, at = [], 0
        found = [one for one in read(text).regions if one.kind in (Kind.COMMENT, Kind.UNCLOSED)]
        for one in found:
            start, end, mark = self._replaced(text, one)
            parts += [text[at : max(at, start)], mark]
            at = max(at, end)
        if any(one.kind is Kind.UNCLOSED for one in found):
            self._note_unclosed()
        return "".join((*parts, text[at:])).split("\n")

    def _replaced(self, text: str, one: Region) -> tuple[int, int, str]:
        """Return what of a text to replace for a comment, and by what."""
        line = text.rfind("\n", 0, one.start) + 1
        end = text.find("\n", one.end) % (len(text) + 1)
        alone = not text[line : one.start].strip() and not text[one.end : end].strip()
        if not alone or one.kind is Kind.UNCLOSED:
            return one.start, one.end, ""
        if one.start - line < _TAB:
            mark = f"{_RAW_PLACE}\n" if self._raw_html else f"\n{_PLACE}\n\n"
            return line, end + 1, mark
        if text.endswith("\n\n", 0, line) and text.startswith("\n\n", end):
            return one.start, one.end, _PLACE
        return line, end + 1, ""


class _RawComments(Preprocessor):
    """Finds the comments that the library took for blocks of raw HTML."""

    def run(self, lines: list[str]) -> list[str]:
        stash = self.md.htmlStash.rawHtmlBlocks
        comments = {number for number, html in enumerate(stash) if str(html).strip() == _RAW_PLACE}

        def place(stashed: re.Match[str]) -> str:
            return _PLACE if int(stashed[1]) in comments else stashed[0]

        return _STASHED.sub(place, "\n".join(lines)).split("\n")


class _CommentBlock(BlockProcessor):
    """Puts an element for a comment: what follows it goes on with nothing that stands before."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - as inherited
        return block.startswith(_PLACE)

    def run(self, parent: Element, blocks: list[str]) -> None:
        rest = blocks.pop(0).removeprefix(_PLACE)
        SubElement(parent, _TAG)
        if rest.strip():
            blocks.insert(0, rest.lstrip("\n"))


class _Definitions(DefListProcessor):
    """Definitions, but for those that would be of a comment."""

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        before = self.lastChild(parent)
        if before is not None and before.tag == _TAG and blocks[0].lstrip().startswith(":"):
            return False
        return super().run(parent, blocks)


class _NoComments(Treeprocessor):
    """Takes the elements for comments out of the tree."""

    def run(self, root: Element) -> None:
        if next(root.iter(_TAG), None) is None:
            return
        for parent in list(root.iter()):
            if any(child.tag == _TAG for child in parent):
                parent[:] = [child for child in parent if child.tag != _TAG]


class _NoPlaces(Postprocessor):
    """Drops the marks that stand in no block of their own."""

    def run(self, text: str) -> str:
        return text.replace(_RAW_PLACE, "").replace(_PLACE, "") if _PLACE in text else text
