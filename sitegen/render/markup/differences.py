"""Where this site prints a text otherwise than editors' previews and GitHub show it: warnings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from sitegen.diagnostics import Replacement
from sitegen.render.markup.found import InText, warning_at
from sitegen.render.markup.links import links
from sitegen.render.markup.reader import Event, Kind, Reading

_UNDERLINE = re.compile(r"\n[ >]*[=-]+[ \t]*$")
_MARKS = re.compile(r"#+[ \t]*|[ \t]+#+[ \t]*$")
_HEADING_WITHOUT_SPACE = re.compile(r"(#{1,6})([^\s#][^\n]*)")
_UNDERLINED = re.compile(r"([^#\s][^\n]*)\n[ ]{0,3}=+[ \t]*(?=\n|\Z)")
_ROW = re.compile(r"\|[^\n]*\|")
_CELLS_BY_TABS = re.compile(r"[^\n\t]*\S\t+\S[^\n]*")
_LINK_FORM = "a link is written [its words](the-page.md)"
_OPENING = re.compile(r"<([a-zA-Z][\w-]*)\b[^<>]*>")
_STARS = re.compile(r"(?<![\\*\d])\*\*(?!\*)|(?<![\\*])\*\*(?![*\d])")
_HOLDERS = ("Item", "FootnoteDefinition", "DefinitionListDefinition")
_BLOCKS = frozenset(
    ("Paragraph", "Heading", "CodeBlock", "Table", "List", "BlockQuote", "HtmlBlock", "Rule")
)


def differences(reading: Reading) -> Iterator[InText]:
    """Yield what a text has of forms that are read otherwise elsewhere, in no order."""
    yield from _headings(reading)
    yield from _lists(reading)
    yield from _in_words(reading)
    for link in links(reading) if "](" in reading.text else ():
        start, end = link.whole
        if not link.is_picture and not reading.text[start + 1 : end].partition("](")[0].strip():
            written = reading.text[start:end]
            message = "this link has no words to click on"
            yield warning_at("link-form", message, _LINK_FORM, written, start)
    for one in reading.regions:
        if one.kind is Kind.UNCLOSED_FENCE:
            signs = reading.text[one.start : one.end]
            message = "this code is not closed: what follows is printed as text"
            help_ = f"write {signs} in a line of its own below the code"
            yield warning_at("code-form", message, help_, signs, one.start)


def html_around_markdown(reading: Reading) -> Iterator[InText]:
    """Yield the elements of raw HTML around Markdown that is printed as it stands.

    GitHub reads what stands behind an empty line.
    """
    inside = None
    for before, event in reading.pairs:
        if event.name == "HtmlBlock" and not event.ends:
            tag = _OPENING.match(reading.text, event.start)
            block = reading.text[event.start : event.end]
            inside = tag if tag and f"</{tag[1]}" not in block else None
        elif inside and before.name == "HtmlBlock" and event.name != "HtmlBlock":
            if f"</{inside[1]}" in reading.text[event.start :] and "markdown=" not in inside[0]:
                message = f"what stands in <{inside[1]}> is printed as it stands, and not read"
                help_ = f'write <{inside[1]} markdown="1">, or the text in HTML'
                yield warning_at("html-form", message, help_, inside[0], inside.start())
            inside = None


def _headings(reading: Reading) -> Iterator[InText]:
    headings = []
    for event in reading.events:
        if event.name == "Heading" and not event.ends and not _is_note(reading, event):
            written = reading.text[event.start : event.end].rstrip()
            words = _MARKS.sub("", _UNDERLINE.sub("", written)).strip()
            headings.append((event.start, int(event.value["level"][1]), words))
    return of_headings(reading.text, headings)


def of_headings(text: str, headings: Iterable[tuple[int, int, str]]) -> Iterator[InText]:
    """Yield what is wrong with headings: where each begins, its level, its words."""
    before = 1
    for start, level, words in headings:
        if found := _heading(words, level, before):
            first = text[start : _end_of_line(text, start)].rstrip()
            fix = [_at_level(text, start, level, before)] if found[0] == "heading-level" else []
            yield warning_at(*found, first, start, *fix)
        before = max(level, 2)


def _at_level(text: str, start: int, level: int, before: int) -> Replacement:
    """Return what makes a heading one of the level that it may have."""
    signs = "#" * (2 if level == 1 else before + 1)
    if underlined := _UNDERLINED.match(text, start):
        return Replacement(0, underlined[0], f"{signs} {underlined[1].strip()}")
    return Replacement(0, "#" * level, signs)


def _heading(words: str, level: int, before: int) -> tuple[str, str, str] | None:
    """Return rule, message and help for what is wrong with a heading."""
    if not words:
        help_ = "write its words behind the signs, or delete it"
        return "heading-form", "this heading has no words", help_
    if level == 1:
        message = "the title of the page is its only heading of the first level"
        return "heading-level", message, f"write ## {words}"
    if level > before + 1:
        message = f"a heading of level {level} follows one of level {before}"
        return "heading-level", message, f"write {'#' * (before + 1)} {words}"
    return None


def _is_note(reading: Reading, event: Event) -> bool:
    return reading.shown[event.start] != reading.text[event.start]


def _lists(reading: Reading) -> Iterator[InText]:
    """Yield the lists right below a line of text; below the first line of an item is no matter."""
    parents: list[str] = []
    first_in_item = False
    for before, event in reading.pairs:
        if event.name == "List" and not event.ends and not first_in_item:
            between = reading.shown[before.end - 1 : event.start]
            if _follows_text(before, parents[-1:]) and between.count("\n") <= 1:
                yield _list_form(reading, event)
        if event.name == "Paragraph" and not event.ends:
            first_in_item = before.name in ("Item", "TaskListMarker") and not before.ends
        elif event.name in _BLOCKS and event.ends:
            first_in_item = first_in_item and event.name == "Paragraph"
        if event.name in _HOLDERS:
            name = "Note" if event.name == "Item" and _is_note(reading, event) else event.name
            parents = parents[:-1] if event.ends else [*parents, name]


def _follows_text(before: Event, parent: list[str]) -> bool:
    """Whether what stands before a list is a paragraph, or the words of a definition or a note."""
    is_words = parent in (["DefinitionListDefinition"], ["Note"]) and before.name not in (
        *_BLOCKS,
        *_HOLDERS,
    )
    return is_words or before.name == "Paragraph"


def _list_form(reading: Reading, event: Event) -> InText:
    line = reading.text[event.start : _end_of_line(reading.text, event.start)]
    message = "this list is printed as a part of the paragraph before it"
    help_ = "put an empty line before the list"
    start = reading.text.rfind("\n", 0, event.start) + 1
    before = reading.text[start : event.start]
    is_alone = start > 0 and not before.strip(" >")
    fix = [Replacement(-len(before), "", f"{before.rstrip()}\n")] if is_alone else []
    return warning_at("list-form", message, help_, line, event.start, *fix)


class _Words(NamedTuple):
    """Words of a text, code and HTML aside: whether they begin a line of a paragraph."""

    text: str
    start: int
    end: int
    begins: bool

    @property
    def line(self) -> str:
        """Return the rest of their line."""
        return self.text[self.start : _end_of_line(self.text, self.start)]

    @property
    def line_before(self) -> str:
        """Return the line above them."""
        end = self.text.rfind("\n", 0, self.start)
        return self.text[self.text.rfind("\n", 0, max(end, 0)) + 1 : max(end, 0)]

    @property
    def line_after(self) -> str:
        """Return the line below them."""
        start = _end_of_line(self.text, self.start) + 1
        return self.text[start : _end_of_line(self.text, start)]

    @property
    def lines(self) -> list[str]:
        """Return the rest of their line, and the lines below it up to the next empty one."""
        return self.text[self.start :].partition("\n\n")[0].rstrip("\n").split("\n")

    def warning(self, rule: str, message: str, help_: str, *fix: Replacement) -> InText:
        """Return a warning about their line."""
        return warning_at(rule, message, help_, self.line.rstrip(), self.start, *fix)


def _in_words(reading: Reading) -> Iterator[InText]:
    looks = [look for sign, look in _LOOKS if sign in reading.text]
    inside = 0
    for before, event in reading.pairs if looks else ():
        if event.name in ("Link", "CodeBlock", "HtmlBlock"):
            inside += -1 if event.ends else 1
        elif event.name == "Text" and not inside:
            begins = before.name in ("SoftBreak", "Paragraph")
            words = _Words(reading.text, event.start, event.end, begins)
            for look in looks:
                yield from look(words)


def _heading_without_space(words: _Words) -> Iterator[InText]:
    found = _HEADING_WITHOUT_SPACE.match(words.line) if words.begins else None
    if found:
        help_ = f"write {found[1]} {found[2]}, or \\# where no heading is meant"
        # A single sign may be that of a number, as in "#1".
        fix = [Replacement(len(found[1]), "", " ")] if len(found[1]) > 1 else []
        yield words.warning("heading-form", f"a space is missing behind {found[1]}", help_, *fix)


def _row(words: _Words) -> Iterator[InText]:
    """Look for the first row of a table that is not read as one."""
    if not (words.begins and _ROW.match(words.line)) or _ROW.match(words.line_before.lstrip(" >")):
        return
    cells = "|---" * max(words.line.strip().strip("|").count("|") + 1, 1)
    help_ = f"write {cells}| in the line below its head, which has as many cells"
    message = "this is no table: its rows are printed as they stand"
    yield words.warning("table-form", message, help_, *_with_dashes(words))


def _with_dashes(words: _Words) -> Iterator[Replacement]:
    """Yield the line below the head, where all rows have as many cells and nothing hides a bar."""
    rows = [line.strip() for line in words.lines]
    cells = {row.count("|") for row in rows}
    is_plain = not any(sign in row for row in rows for sign in ("\\|", "[[", "`"))
    if len(rows) > 1 and len(cells) == 1 and is_plain and all(map(_ROW.fullmatch, rows)):
        dashes = "|---" * (cells.pop() - 1)
        yield Replacement(len(words.lines[0]), "", f"\n{dashes}|")


def _cells_by_tabs(words: _Words) -> Iterator[InText]:
    with_tabs = _CELLS_BY_TABS.fullmatch
    is_first = words.begins and not with_tabs(words.line_before)
    if is_first and with_tabs(words.line) and with_tabs(words.line_after):
        help_ = "write | between the cells, and a line |---|---| below the first row"
        message = "tabs make no table: these lines are printed as one text"
        yield words.warning("table-form", message, help_, *_with_bars(words))


def _with_bars(words: _Words) -> Iterator[Replacement]:
    """Yield the table that cells parted by tabs are, where all rows have as many."""
    rows = [re.split(r"\t+", line.strip()) for line in words.lines]
    is_plain = not any("|" in line for line in words.lines)
    if is_plain and len({len(row) for row in rows}) == 1 and all(all(row) for row in rows):
        dashes = f"{'|---' * len(rows[0])}|"
        head, *others = (f"| {' | '.join(row)} |" for row in rows)
        yield Replacement(0, "\n".join(words.lines), "\n".join((head, dashes, *others)))


def _stars(words: _Words) -> Iterator[InText]:
    if stars := _STARS.search(words.text, words.start, words.end):
        help_ = "write **words**, without a space inside, or \\*\\* for the stars themselves"
        message = "these stars make no bold type"
        yield warning_at("emphasis-form", message, help_, "**", stars.start())


#: What looks at words, and a sign that is in each text in which it may find something.
_LOOKS: tuple[tuple[str, Callable[[_Words], Iterator[InText]]], ...] = (
    ("#", _heading_without_space),
    ("|", _row),
    ("\t", _cells_by_tabs),
    ("**", _stars),
)


def _end_of_line(text: str, at: int) -> int:
    return text.find("\n", at) % (len(text) + 1)
