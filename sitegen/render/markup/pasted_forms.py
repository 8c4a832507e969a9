"""What people mean by forms of GitHub and of CommonMark, put in the forms of Python-Markdown.

Lists and what is in them are indented by steps of four spaces, fences are code wherever they stand,
a table after a line of text begins a block of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from sitegen.config import MarkdownForms
from sitegen.render.markup.fences import code_block
from sitegen.render.markup.indentation import STEP, Level, Lines, end_of_quotes
from sitegen.render.markup.reader import Event, Reading, is_closed, read

#: One of these is in each text that may be written in a form of its own.
_SIGNS = re.compile(
    r"```|~~~|\\$|\[[ xX]\]|^[ >]+(?:[-*+:|#]|\d)|\|.*\n|\d\)|^[ ]+\S|> ?\[!"
    r"|^\d.*\n[-*+] |^[-*+] .*\n\d|^>.*\n(?:[ \t]*\n)+>",
    re.MULTILINE,
)
_BOXES = {True: "☑", False: "☐"}
_BRACKET = re.compile(r"\d+(\))")
_CALLOUT = re.compile(r" {0,3}> ?")


def register(md: Markdown, forms: MarkdownForms) -> None:
    """Put the part behind the one that tidies white space, which comes at 30."""
    md.preprocessors.register(Meant(md, forms), "meant", 29)


class Meant(Preprocessor):
    """Rewrites a text, line by line."""

    def __init__(self, md: Markdown, forms: MarkdownForms) -> None:
        super().__init__(md)
        self._forms = forms

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines as Python-Markdown is to read them."""
        text = "\n".join(lines)
        if not _SIGNS.search(text):
            return lines
        if self._forms.callouts and "[!" in text:
            text = _with_notes(read(text))
        reading = read(text)
        return _Rewriter(self.md, reading, self._forms).lines()


class _Fence(NamedTuple):
    """A fence: where it begins in its first line, its last line, its HTML."""

    at: int
    last: int
    html: str


class _Rewriter:
    """Rewrites one text. ``_edits`` change words within a line, the rest whole lines."""

    def __init__(self, md: Markdown, reading: Reading, forms: MarkdownForms) -> None:
        self._md = md
        self._forms = forms
        self._reading = reading
        self._layout = Lines(reading)
        self._apart: set[int] = set()
        self._parted: set[int] = set()
        self._headings: set[int] = set()
        self._fences: dict[int, _Fence] = {}
        self._edits: list[tuple[int, int, str]] = []
        looks = self._looks()
        for number, event in enumerate(reading.events):
            if event.name in looks and not event.ends:
                looks[event.name](number, event)

    def _looks(self) -> Mapping[str, Callable[[int, Event], None]]:
        """Return what is to be done about the elements of each name."""
        forms = self._forms
        return {
            "CodeBlock": self._fence,
            "Heading": self._heading,
            **({"HardBreak": self._break} if forms.breaks else {}),
            **({"TaskListMarker": self._task} if forms.tasks else {}),
            **({"Table": self._table} if forms.tables else {}),
            **({"Item": self._item, "List": self._list} if forms.lists else {}),
            "BlockQuote": self._quote,
        }

    def lines(self) -> list[str]:
        """Return the lines as they are rewritten."""
        made: list[str] = []
        end = 0
        for number, line in enumerate(_edited(self._reading.text, self._edits).split("\n")):
            if number >= end:
                end = self._put(made, number, line)
        return made

    def _put(self, made: list[str], number: int, line: str) -> int:
        """Put a line, or a fence that begins in it; return the number of the next line."""
        level, fence = self._layout.levels[number], self._fences.get(number)
        marks = end_of_quotes(line, level.quotes)
        before, rest = line[:marks], line[marks : fence.at if fence else None]
        made += ["", "<!-- -->", ""] if number in self._parted else []
        if (fence or number in self._apart) and made and made[-1].strip(" >"):
            made.append(before)
        made.append(before + self._indented(rest, number, level))
        if not fence:
            return number + 1
        made[-1] += self._md.htmlStash.store(fence.html)
        if self._line_at(fence.last + 1).strip(" >"):
            made.append(before)
        return fence.last + 1

    def _indented(self, rest: str, number: int, level: Level) -> str:
        """Return what stands in a line with the indentation that Python-Markdown wants."""
        words = rest.lstrip(" ")
        indent = len(rest) - len(words)
        least = STEP * level.depth
        if number in self._headings:
            return " " * least + words
        is_lazy = indent < level.column
        if is_lazy or not self._forms.lists or not (words or number in self._fences):
            return rest
        extra = indent - level.column
        if extra >= STEP and indent < least + STEP:
            return " " * (least + extra) + words
        return " " * least + words if indent < least else rest

    def _break(self, _: int, event: Event) -> None:
        if self._reading.text.startswith("\\", event.start):
            self._edits.append((event.start, event.start + 1, "  "))

    def _task(self, _: int, event: Event) -> None:
        self._edits.append((event.start, event.end, _BOXES[event.value]))

    def _table(self, _: int, event: Event) -> None:
        first = self._layout.number(event.start)
        if first and not self._line_at(first - 1).lstrip(" >").startswith("Table:"):
            self._apart.add(first)

    def _heading(self, _: int, event: Event) -> None:
        first, last = self._layout.span(event)
        if self._reading.text.startswith("#", event.start):
            self._headings.add(first)
        elif last == first + 1:
            self._headings |= {first, last}

    def _item(self, number: int, event: Event) -> None:
        if self._follows_block(number):
            self._apart.add(self._layout.number(event.start))
        if marker := _BRACKET.match(self._reading.text, event.start):
            self._edits.append((*marker.span(1), "."))

    def _list(self, number: int, event: Event) -> None:
        """Part a list from one of another kind right above it."""
        before = self._reading.events[number - 1] if number else event
        is_ordered = event.value is not None
        if before.name == "List" and before.ends and before.value is not is_ordered:
            self._apart.add(self._layout.number(event.start))

    def _quote(self, number: int, event: Event) -> None:
        """Part a quotation from the one above it, which the library makes one of."""
        before = self._reading.events[number - 1] if number else event
        first = self._layout.number(event.start)
        is_second = before.name == "BlockQuote" and before.ends
        if is_second and not self._layout.levels[first].depth and not event.value:
            self._parted.add(first)

    def _follows_block(self, number: int) -> bool:
        """Whether the item before this one ends with another block than its first words."""
        events = self._reading.events
        if not (number and events[number - 1].name == "Item" and events[number - 1].ends):
            return False
        last = events[number - 2]
        if last.name != "Paragraph":
            return last.name in ("Table", "BlockQuote")
        item = events[number - 1].start
        return self._layout.number(last.start) != self._layout.number(item)

    def _line_at(self, number: int) -> str:
        return self._layout.line(self._reading.text, number)

    def _fence(self, _: int, event: Event) -> None:
        closed = is_closed(self._reading.text, event.start, event.end)
        if event.value == "Indented" or not closed:
            return
        code = self._reading.code[event.start]
        first, last = self._layout.span(event)
        at = event.start - self._layout.start(first)
        self._fences[first] = _Fence(at, last, code_block(event.value["Fenced"], code))


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, new in sorted(edits):
        parts += [text[at:start], new]
        at = end
    return "".join((*parts, text[at:]))


def _with_notes(reading: Reading) -> str:
    """Return a text in which GitHub's callouts are notes, also those within items of lists."""
    lines, layout = reading.text.split("\n"), Lines(reading)
    for event in reading.events:
        if event.name == "BlockQuote" and event.value and not event.ends:
            first, last = layout.span(event)
            before = lines[first][: event.start - layout.start(first)]
            if before.strip():
                continue
            for number in range(first + 1, last + 1):
                words = _CALLOUT.sub("", lines[number].lstrip(), count=1)
                lines[number] = f"{before}{' ' * STEP}{words}".rstrip()
            lines[first] = f"\n{before}!!! {event.value.lower()}"
            lines[last] += "\n"
    return "\n".join(lines)
