"""What looks like Markdown and is none, or is not what its writer meant: warnings."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Rule, message, help, and the words of the text that are at fault.
Slip = tuple[str, str, str, str]

_BLANK_LINE = re.compile(r"\n[ \t]+\n")
_ITEM = re.compile(r"\n((?:[-*+]|\d+\.)[ \t]+\S.*)")
_NO_PARAGRAPH = re.compile(r"\s|#|>|\||:|!!!|\[|Table:|(?:[-*+]|\d+\.)\s")
_HEADING = re.compile(r"\n(#{1,6})[ \t]*([^#\s].*)")
_SWAPPED = re.compile(r"\([^()\n]+\)\[[^\[\]\n]*(?:\.md|/)[^\[\]\n]*\]")
_APART = re.compile(r"\[[^\[\]\n]+\][ \t]+\([^()\s]*(?:\.md|/)[^()\s]*\)")
_OPEN = re.compile(r"\[[^\[\]\n]+\]\([^()\s]+(?=\s|$)(?![^\n]*\))")
_EMPTY = re.compile(r"\[(?<!!\[)\s*\]\([^()\n]+\)")
#: What is in every text with such a slip, what the slip looks like, and what to say of it.
_LINK_SLIPS = (
    (")[", _SWAPPED, "the brackets of this link are exchanged"),
    ("(", _APART, "there is a space between the two parts of this link"),
    ("](", _OPEN, "this link is not closed"),
    ("](", _EMPTY, "this link has no words to click on"),
)
_REFERENCE = re.compile(r"\[[^\[\]\n]+\]\[([^\[\]\n]*)\]")
_DEFINED = re.compile(r"^ {0,3}\[([^\]\n]+)\]:", re.MULTILINE)
_NOTE = re.compile(r"^!!!.*$", re.MULTILINE)
_WHOLE_NOTE = re.compile(r'!!! ?[\w-]+(?: +"[^"]*")?\s*')


def slips(text: str) -> Iterator[Slip]:
    """Give the slips of a text, from which code and comments have been taken out."""
    yield from _lists(text)
    yield from _headings(text)
    yield from _links(text)
    for note in _NOTE.finditer(text) if "!!!" in text else ():
        after = text[note.end() + 1 :].lstrip("\n").partition("\n")[0]
        if not _WHOLE_NOTE.fullmatch(note[0]) or not after.startswith("    "):
            help_ = 'write !!! note "Title", and below it the text, indented by 4 spaces'
            yield "note-form", "this is no whole note", help_, note[0]


def _lists(text: str) -> Iterator[Slip]:
    """Look at lines that begin like an item, below a line that is no item of a list."""
    if " \n" in text or "\t\n" in text:
        text = _BLANK_LINE.sub("\n\n", text)
    told = None
    for item in _ITEM.finditer(text):
        block = text.rfind("\n\n", 0, item.start() + 1)
        first = text[block + 2 if block >= 0 else 0 :].lstrip("\n").partition("\n")[0]
        if block != told and not _NO_PARAGRAPH.match(first):
            told = block
            message = "this list is printed as a part of the paragraph before it"
            yield "list-form", message, "put an empty line before the list", item[1]


def _headings(text: str) -> Iterator[Slip]:
    before = 1
    for heading in _HEADING.finditer("\n" + text):
        marks, words = heading.groups()
        level = len(marks)
        if level == 1:
            message = "the title of the page is its only heading of the first level"
            yield "heading-level", message, f"write ## {words}", heading[0][1:]
        elif level > before + 1:
            message = f"a heading of level {level} follows one of level {before}"
            help_ = f"write {'#' * (before + 1)} {words}"
            yield "heading-level", message, help_, heading[0][1:]
        before = max(level, 2)


def _links(text: str) -> Iterator[Slip]:
    form = "a link is written [its words](the-page.md)"
    for sign, pattern, message in _LINK_SLIPS:
        for found in pattern.finditer(text) if sign in text else ():
            yield "link-form", message, form, found[0]
    references = [found for found in _REFERENCE.finditer(text) if found[1]] if "][" in text else ()
    defined = {name.casefold() for name in _DEFINED.findall(text)} if references else ()
    for found in references:
        if found[1].casefold() not in defined:
            message = f"nothing says where [{found[1]}] leads"
            yield "link-form", message, form, found[0]
