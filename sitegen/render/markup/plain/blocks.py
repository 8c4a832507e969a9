"""Lists, lists of definitions and tables of a plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sitegen.render.markup.indentation import STEP
from sitegen.render.markup.plain.common_language import UNLIKELY, is_plain_label
from sitegen.render.markup.plain.page import Handler, Reading, need

_DEFINITION = re.compile(r": {1,3}\S.*\n*")
_ITEM = re.compile(r"(?:[-*+]|(0|[1-9]\d{0,8})\.) {1,4}(?=\S)")


class Lists:
    """Renders lists. ``_items`` counts those of each open one."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._line = 0
        self._items: list[int] = []

    def handlers(self) -> Mapping[str, Handler]:
        """Return what is done about each event."""
        return {
            "Start List": self._list,
            "End List": self._end_list,
            "Start Item": self._item,
            "End Item": self._end_item,
            "Start DefinitionList": self._definitions,
            "End DefinitionList": lambda *_: self._reading.put("</dl>\n"),
            "Start DefinitionListTitle": self._term,
            "End DefinitionListTitle": self._end_term,
            "Start DefinitionListDefinition": self._definition,
            "End DefinitionListDefinition": self._end_definition,
        }

    def _list(self, number: int | None, start: int, _: int) -> None:
        reading = self._reading
        need(reading.before != "End List" and (number or 0) < UNLIKELY)
        if not self._items:
            reading.begin_block(start)
        else:
            reading.end_words(reading.text.rfind("\n", 0, start))
        begin = "<ul>" if number is None else "<ol>" if number == 1 else f'<ol start="{number}">'
        reading.put(f"{begin}\n")
        self._items.append(0)
        reading.depth += 1

    def _end_list(self, is_ordered: bool, *_: object) -> None:
        self._items.pop()
        self._reading.depth -= 1
        self._reading.put("</ol>\n" if is_ordered else "</ul>\n")

    def _item(self, _: object, start: int, __: int) -> None:
        text = self._reading.text
        while text.startswith(" ", start):
            start += 1
        line = text.rfind("\n", 0, start) + 1
        need(start - line == STEP * (len(self._items) - 1) and not text[line:start].strip())
        need(_ITEM.match(text, start))
        self._line = line
        self._items[-1] += 1
        self._reading.at_line = True
        self._reading.put("<li>")

    def begin_paragraph(self) -> None:
        """Items with paragraphs are those of one list, each a paragraph with empty lines around."""
        need(self._reading.before == "Start Item" and len(self._items) == 1)
        text, line = self._reading.text, self._line
        need(self._items[-1] == 1 or text.endswith("\n\n", 0, line))
        self._reading.put("\n<p>")

    def _end_item(self, _: object, __: int, end: int) -> None:
        self._reading.end_words(end)
        self._reading.put("</li>\n")

    def _definitions(self, *_: object) -> None:
        """Lists with nothing but names of addresses between them are one to Python-Markdown."""
        need(self._reading.before != "End DefinitionList")
        self._reading.put("<dl>\n")

    def _term(self, _: object, start: int, end: int) -> None:
        """A term is one line below an empty one, its definitions are each the next line."""
        reading = self._reading
        need("\n" not in reading.text[start : end - 1])
        reading.begin_block(start)
        reading.at_line = True
        reading.put("<dt>")

    def _end_term(self, _: object, __: int, end: int) -> None:
        self._reading.end_words(end)
        self._reading.put("</dt>\n")

    def _definition(self, _: object, start: int, end: int) -> None:
        reading = self._reading
        need(_DEFINITION.fullmatch(reading.text, start, end))
        reading.at_line = True
        reading.put("<dd>")

    def _end_definition(self, _: object, __: int, end: int) -> None:
        self._reading.end_words(end)
        self._reading.put("</dd>\n")


_CLASSES = {"Right": "number", "Center": "centred"}
_CAPTION = "Table: "
_LEAST = 3


class Tables:
    """Renders tables, and makes the paragraph before one its caption if it says so."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._in_head = False
        self._align: tuple[str, ...] = ()
        self._names: list[str] = []
        self._column = 0

    def handlers(self) -> Mapping[str, Handler]:
        """Return what is done about each event."""
        return {
            "Start Table": self._table,
            "End Table": self._end_table,
            "Start TableHead": self._head,
            "End TableHead": self._end_head,
            "Start TableRow": self._row,
            "End TableRow": lambda *_: self._reading.put("</tr>\n"),
            "Start TableCell": self._cell,
            "End TableCell": self._end_cell,
        }

    def _table(self, align: tuple[str, ...], start: int, end: int) -> None:
        reading = self._reading
        reading.begin_block(start)
        lines = reading.text[start:end].rstrip("\n").split("\n")
        bars = len(align) + 1
        need(len(lines) >= _LEAST)
        need(all(line.count("|") == bars and line[0] == line[-1] == "|" for line in lines))
        self._align, self._names = align, []
        if not self._made_caption():
            reading.put('<div class="table"><table>\n')

    def _made_caption(self) -> bool:
        """Make the paragraph before a table its caption."""
        parts, begin = self._reading.page.parts, self._reading.paragraph
        is_one = self._reading.before == "End Paragraph" and parts[begin + 1].startswith(_CAPTION)
        if is_one:
            parts[begin] = '<div class="table"><table>\n<caption>'
            parts[begin + 1] = parts[begin + 1].removeprefix(_CAPTION)
            parts[-1] = "</caption>"
        return is_one

    def _end_table(self, *_: object) -> None:
        self._reading.put("</tbody>\n</table></div>\n")

    def _head(self, *_: object) -> None:
        self._in_head = self._reading.bare = True
        self._column = 0
        self._reading.put("<thead>\n<tr>\n")

    def _end_head(self, *_: object) -> None:
        self._in_head = self._reading.bare = False
        self._reading.put("</tr>\n</thead>\n<tbody>\n")

    def _row(self, *_: object) -> None:
        self._column = 0
        self._reading.put("<tr>\n")

    def _cell(self, _: object, start: int, end: int) -> None:
        name = _CLASSES.get(self._align[self._column])
        named = f' class="{name}"' if name else ""
        if self._in_head:
            words = self._reading.written[start:end].strip()
            need(is_plain_label(words))
            self._names.append(words)
            self._reading.put(f'<th{named} scope="col">')
        else:
            self._reading.put(f'<td{named} data-label="{self._names[self._column]}">')
        self._column += 1

    def _end_cell(self, *_: object) -> None:
        self._reading.put("</th>\n" if self._in_head else "</td>\n")
