"""Where this site prints a text otherwise than editors' previews and GitHub show it: warnings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from sitegen.diagnostics import Finding, Replacement
from sitegen.render.markup.findings import InText, warning_at
from sitegen.render.markup.links import links
from sitegen.render.markup.lint.in_words import LINK_FORM, in_words
from sitegen.render.markup.plain.common_language import UNLIKELY
from sitegen.render.markup.reader import Event, Kind, Reading, Region

_UNDERLINE = re.compile(r"\n[ >]*[=-]+[ \t]*$")
_MARKS = re.compile(r"^#+[ \t]*|[ \t]+#+[ \t]*$")
_UNDERLINED = re.compile(r"([^#\s][^\n]*)\n[ ]{0,3}=+[ \t]*(?=\n|\Z)")
#: Lines of prose, lists, tables, headings and fences, which nobody wants to be shown as code.
_NO_CODE = re.compile(
    r"(?:\w[\w'’-]*(?: [\w'’,;:.!?()–-]+){4,}(?<=[.!?:…'\"”’)])|[^\W\d_a-z]"
    r"[\w'’-]* (?:[\w'’,;:.!?()–-]+ )+[^\n{}<>=;$/\\|#]*[.!?:…]['\"”’)]?"
    r"|(?:[-*+•]|\d{1,3}[.)])[ \t]+[^\W\d_][^\n={}<>;]*|\|[^\n]*\|(?=\n[ >]*\|[ :|-]+\|[ \t]*\n)"
    r"|\#{2,6} [^\n]+|!!! ?\w[^\n]*)[ \t]*(?=\n|\Z)|(```|~~~)\w*[ ]*\n(?s:.*)\n[ \t]*\1\s*\Z"
)
_OPENING = re.compile(r"<([a-zA-Z][\w-]*)\b[^<>]*>")
_FRONT_MATTER = re.compile(r"[a-z][\w-]*: ?\S")
_HOLDERS = ("Item", "FootnoteDefinition", "DefinitionListDefinition")
_BLOCKS = frozenset(
    ("Paragraph", "Heading", "CodeBlock", "Table", "List", "BlockQuote", "HtmlBlock", "Rule")
)


def differences(reading: Reading) -> Iterator[InText]:
    """Yield what a text has of forms that are read otherwise elsewhere, in no order."""
    yield from _headings(reading)
    yield from _lists(reading)
    yield from _behind_lists(reading)
    yield from _sentences_as_items(reading)
    yield from in_words(reading)
    yield from _links(reading)
    yield from _names_of_code(reading)
    yield from _code(reading)
    yield from _footnotes(reading)
    yield from _rows(reading)
    yield from _struck_out(reading)


def _links(reading: Reading) -> Iterator[InText]:
    for link in links(reading) if "](" in reading.text else ():
        start, end = link.whole
        if not link.is_picture and not reading.text[start + 1 : end].partition("](")[0].strip():
            written = reading.text[start:end]
            message = "this link has no words to click on"
            yield warning_at("link-form", message, LINK_FORM, written, start)


def _code(reading: Reading) -> Iterator[InText]:
    """Yield what is no code and printed as such, and the other way round."""
    nothing = Region(0, 0, Kind.SPAN)
    for before, one in pairwise((nothing, *reading.regions)):
        if one.kind is Kind.UNCLOSED_FENCE and not _closes(reading.text, before, one):
            signs = reading.text[one.start : one.end]
            message = "this code is not closed: what follows is printed as text"
            help_ = f"write {signs} in a line of its own below the code"
            yield warning_at("code-form", message, help_, signs, one.start)
        no_code = _NO_CODE.match(reading.text, one.start, one.end)
        if one.kind is Kind.INDENTED and no_code:
            line = no_code[0].partition("\n")[0].rstrip()
            message = "this is printed as code: its lines are indented by 4 spaces"
            help_ = "remove the spaces before them; where code is meant, write ``` above and below"
            yield warning_at("code-form", message, help_, line, one.start)


def _closes(text: str, opening: Region, fence: Region) -> bool:
    """Whether a fence was meant to close the one before it, and has other signs or fewer."""
    rest = text[fence.end : _end_of_line(text, fence.end)]
    between = text[opening.end : fence.start].strip(" \t>\n")
    return opening.kind is Kind.UNCLOSED_FENCE and bool(between) and not rest.strip()


def _begun(reading: Reading, *names: str) -> Iterator[tuple[Event, str]]:
    """Yield the elements of some names, each as it is written."""
    for event in reading.events:
        if event.name in names and not event.ends:
            yield event, reading.text[event.start : event.end].rstrip()


def _footnotes(reading: Reading) -> Iterator[InText]:
    known: set[str] = set()
    for event, _ in _begun(reading, "FootnoteDefinition") if "[^" in reading.text else ():
        if event.value in known:
            message = f"the footnote [^{event.value}] stands twice, and only one is printed"
            finding = Finding("footnote", message, "give one of them another name")
            yield InText(finding, f"[^{event.value}]:", at=event.start)
        known.add(event.value)


def _rows(reading: Reading) -> Iterator[InText]:
    has_bars = False
    for event, written in _begun(reading, "TableHead", "TableRow") if "|" in reading.text else ():
        if event.name == "TableHead":
            has_bars = "|" in written
        elif has_bars and written and "|" not in written:
            message = "this line is printed as a row of the table above it"
            help_ = "put an empty line before it"
            yield warning_at("table-form", message, help_, written, event.start)


def _struck_out(reading: Reading) -> Iterator[InText]:
    for event, written in _begun(reading, "Strikethrough") if "~" in reading.text else ():
        if not written.startswith("~~"):
            message = "a single ~ strikes nothing out on this site"
            yield warning_at("emphasis-form", message, f"write ~{written}~", written, event.start)


def _names_of_code(reading: Reading) -> Iterator[InText]:
    """Yield the links that are nothing but a name of code: their brackets are printed."""
    for event in reading.events if "`]" in reading.text else ():
        written = reading.text[event.start : event.end]
        is_link = event.name == "Link" and not event.ends and "`" in written
        if is_link and event.value["link_type"] in ("Shortcut", "Collapsed"):
            message = "this link is printed with its brackets: its name is code"
            help_ = f"write {written}({event.value['dest_url']})"
            yield warning_at("link-form", message, help_, written, event.start)


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
    for before, event in reading.pairs:
        if event.name == "Heading" and not event.ends and not _is_note(reading, event):
            written = reading.text[event.start : event.end].rstrip()
            if before.name == "Rule" and _FRONT_MATTER.match(written):
                yield _front_matter(written, event.start)
                continue
            words = _MARKS.sub("", _UNDERLINE.sub("", written).strip()).strip()
            headings.append((event.start, int(event.value["level"][1]), words))
    yield from of_headings(reading.text, headings)


def _front_matter(written: str, start: int) -> InText:
    message = "what a page says of itself stands at the very top of its file: this is printed"
    help_ = "move what is new between the first two lines of ---, and delete the rest"
    return warning_at("heading-form", message, help_, written.partition("\n")[0], start)


def of_headings(text: str, headings: Iterable[tuple[int, int, str]]) -> Iterator[InText]:
    """Yield what is wrong with headings: where each begins, its level, its words."""
    before = 1
    for start, level, words in headings:
        if _is_text(text, start, words):
            yield _underlined_text(text, start)
        elif found := _heading(words, level, before):
            first = text[start : _end_of_line(text, start)].rstrip()
            fix = [_at_level(text, start, level, before)] if found[0] == "heading-level" else []
            yield warning_at(*found, first, start, *fix)
        before = max(level, 2)


def _is_text(text: str, start: int, words: str) -> bool:
    """Whether what is underlined has several lines: a rule was meant below it."""
    return "\n" in words and not text.startswith("#", start)


def _underlined_text(text: str, start: int) -> InText:
    first = text[start : _end_of_line(text, start)].rstrip()
    message = "the line of signs right below this text makes a heading of it"
    help_ = "put an empty line between them for a rule, or write ## and the words of a heading"
    return warning_at("heading-form", message, help_, first, start)


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
        is_list = event.name == "List" and not event.ends and not _is_note(reading, event)
        if is_list and not first_in_item:
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


def _behind_lists(reading: Reading) -> Iterator[InText]:
    """Yield what is indented too little to belong to the item above it."""
    depth = 0
    for before, event in reading.pairs:
        is_behind = before.name == "List" and before.ends and not depth
        if is_behind and event.name in ("List", "Paragraph", "Table", "CodeBlock"):
            start = reading.text.rfind("\n", 0, event.start) + 1
            if (room := reading.text[start : event.start]) and not room.strip(" "):
                yield _too_little(reading, event, room)
        if event.name in ("List", "BlockQuote"):
            depth += -1 if event.ends else 1


def _too_little(reading: Reading, event: Event, room: str) -> InText:
    line = reading.text[event.start : _end_of_line(reading.text, event.start)].rstrip()
    message = "this does not belong to the item above it: it is indented too little"
    help_ = "write 4 spaces before it, or none where a new text begins"
    fix = Replacement(-len(room), room, "    ")
    return warning_at("list-form", message, help_, line, event.start, fix)


def _sentences_as_items(reading: Reading) -> Iterator[InText]:
    """Yield lists of one item with a number that is rather that of a year."""
    for event in reading.events:
        if event.name == "List" and not event.ends and (event.value or 0) >= UNLIKELY:
            items = (one for one in reading.events if one.name == "Item" and not one.ends)
            if sum(event.start <= one.start < event.end for one in items) == 1:
                yield _sentence(reading, event)


def _sentence(reading: Reading, list_: Event) -> InText:
    line = reading.text[list_.start : _end_of_line(reading.text, list_.start)]
    number = str(list_.value)
    message = f"this is printed as an item of a list, with the number {number}"
    help_ = f"write {number}\\. where a sentence begins with it"
    fix = Replacement(len(number), ".", "\\.")
    return warning_at("list-form", message, help_, line, list_.start, fix)


def _follows_text(before: Event, parent: list[str]) -> bool:
    """Whether what stands before a list is a paragraph, or the words of a definition or a note."""
    is_words = parent in (["DefinitionListDefinition"], ["Note"]) and before.name not in (
        *_BLOCKS,
        *_HOLDERS,
    )
    is_footnote = before.name == "FootnoteDefinition" and before.ends
    return is_words or is_footnote or before.name == "Paragraph"


def _list_form(reading: Reading, event: Event) -> InText:
    line = reading.text[event.start : _end_of_line(reading.text, event.start)]
    message = "this list is printed as a part of the paragraph before it"
    help_ = "put an empty line before the list"
    start = reading.text.rfind("\n", 0, event.start) + 1
    before = reading.text[start : event.start]
    is_alone = start > 0 and not before.strip(" >")
    fix = [Replacement(-len(before), "", f"{before.rstrip()}\n")] if is_alone else []
    return warning_at("list-form", message, help_, line, event.start, *fix)


def _end_of_line(text: str, at: int) -> int:
    return text.find("\n", at) % (len(text) + 1)
