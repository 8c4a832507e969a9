"""Tables: their captions, header scopes and boxes; shortcodes in cells; rows that are too long."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.tables import TableProcessor
from markdown.treeprocessors import Treeprocessor

from sitegen.fields.shortcodes import WHOLE

#: A style attribute would be refused by the pages' own policy; a class is not.
_ALIGNMENTS = {"text-align: right;": "number", "text-align: center;": "centred"}
_CAPTION = re.compile(r"Table:\s+")
#: Stands for a bar that parts no cells while a row is split; no text holds this character.
_BAR = "\x02"


def register(md: Markdown, note_long_row: Callable[[str], None]) -> None:
    """Put the parts in their places; ``note_long_row`` is told of each row that is too long."""
    md.parser.blockprocessors.register(_TableBlocks(md, note_long_row), "table", 75)
    md.treeprocessors.register(_Tables(md), "tables", 4)


class _TableBlocks(TableProcessor):
    """Reads a caption in the line before a table, and shortcodes in cells as one word."""

    def __init__(self, md: Markdown, note_long_row: Callable[[str], None]) -> None:
        super().__init__(md.parser, {"use_align_attribute": False})
        self._note_long_row = note_long_row

    def test(self, parent: Element, block: str) -> bool:
        return super().test(parent, block[_end_of_caption(block) :])

    def run(self, parent: Element, blocks: list[str]) -> None:
        if end := _end_of_caption(blocks[0]):
            self.parser.parseBlocks(parent, [blocks[0][: end - 1]])
            blocks[0] = blocks[0][end:]
            self.test(parent, blocks[0])  # keeps the columns in mind, as run() needs them
        super().run(parent, blocks)

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        if self._most_cells(row) > len(align) < len(self._cells(row)):
            self._note_long_row(row)
        super()._build_row(row, parent, align)  # type: ignore[misc]  # the stubs lack it

    def _most_cells(self, row: str) -> int:
        """Return how many cells a row may have: a bar at its end parts none in a table with such.

        To part the cells takes far longer, and is done once more by the library.
        """
        at_ends = row.startswith("|") + row.endswith("|") if self.border else 0
        return row.count("|") + 1 - at_ends

    def _cells(self, row: str) -> list[str]:
        cells: list[str] = self._split_row(row)  # type: ignore[attr-defined]  # the stubs lack it
        return cells

    def _split(self, row: str) -> list[str]:
        hidden = WHOLE.sub(lambda whole: whole[0].replace("|", _BAR), row) if "[[" in row else row
        cells: list[str] = super()._split(hidden)  # type: ignore[misc]  # the stubs lack it
        return [cell.replace(_BAR, "|") for cell in cells] if hidden is not row else cells


def _end_of_caption(block: str) -> int:
    """Return where the caption in the first line of a block ends, or 0 if there is none."""
    return block.find("\n") + 1 if _CAPTION.match(block) else 0


class _Tables(Treeprocessor):
    """Give tables a caption, header scopes, names for the cells, and a box that may scroll.

    On a narrow screen a row is shown as a card, in which each cell says the heading of its column.
    """

    def run(self, root: Element) -> None:
        tables = [(one, table) for one in root.iter() for table in one if table.tag == "table"]
        for parent, table in tables:
            for cell in table.iter():
                self._cell(cell)
            self._name_cells(table)
            self._caption(parent, table)
            self._wrap(parent, table)

    def _cell(self, cell: Element) -> None:
        if cell.tag == "th":
            cell.set("scope", "col")
        if alignment := cell.get("style"):
            del cell.attrib["style"]
            if name := _ALIGNMENTS.get(alignment):
                cell.set("class", name)

    def _name_cells(self, table: Element) -> None:
        names = [_plain_text(heading) for heading in table.iter("th")]
        for row in table.iter("tr"):
            for name, cell in zip(names, row.findall("td"), strict=False):
                cell.set("data-label", name)

    def _caption(self, parent: Element, table: Element) -> None:
        place = list(parent).index(table)
        before = parent[place - 1] if place else None
        if before is None or before.tag != "p" or not _CAPTION.match(before.text or ""):
            return
        parent.remove(before)
        caption = Element("caption")
        caption.text = _CAPTION.sub("", before.text or "", count=1)
        caption.extend(list(before))
        table.insert(0, caption)

    def _wrap(self, parent: Element, table: Element) -> None:
        place = list(parent).index(table)
        box = Element("div", {"class": "table"})
        parent.remove(table)
        parent.insert(place, box)
        box.append(table)
        box.tail, table.tail = table.tail, None


def _plain_text(element: Element) -> str:
    """Return the words in an element, without the library's marks for what it keeps aside."""
    return " ".join(re.sub("\x02.*?\x03", "", "".join(_words(element))).split())


def _words(element: Element) -> Iterator[str]:
    """Yield the words in an element; the number of a footnote is none of them."""
    yield element.text or ""
    for child in element:
        if child.tag != "sup":
            yield from _words(child)
        yield child.tail or ""
