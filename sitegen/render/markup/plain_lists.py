"""Lists of a plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sitegen.render.markup.common import UNLIKELY
from sitegen.render.markup.indentation import STEP
from sitegen.render.markup.plain_page import Handler, Reading, need

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
