"""What looks like Markdown and is none, or is not what its writer meant: warnings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.render.markup.found import Mistake

_BLANK_LINE = re.compile(r"\n[ \t]*+\n")
_FIRST_LINE = re.compile(r"\n*+([^\n]*+)")
_ITEM = re.compile(r"\n((?:[-*+]|\d++\.)[ \t]++\S.*+)")
_NO_PARAGRAPH = re.compile(r"\s|#|>|\||:|!!!|\[|Table:|(?:[-*+]|\d++\.)\s")
_HEADING = re.compile(r"\n(#{1,6})[ \t]*+([^#\s].*+)")
_SWAPPED = re.compile(r"\([^()\n]++\)\[([^\[\]\n]*+)\]")
_APART = re.compile(r"\[[^\[\]\n]++\][ \t]++\(([^()\s]*+)\)")
_EMPTY = re.compile(r"\[(?<!!\[)\s*+\]\(([^()\n]++)\)")
_OPEN = re.compile(r"\[[^\[\]\n]++\]\([^()\s]++(?=\s|\Z)")
_TITLE_BELOW = re.compile(r"[ \t]*+\n[ \t]*+(?:\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\)")
#: Words of a link that say nothing when somebody hears the links of a page one after the other.
_EMPTY_WORDS = re.compile(
    r"\[(?<!!\[)(?:(?:click |see |read |press )?(?:here|this|this link|this page|link)|"
    r"(?:read |learn |see |find out )?more(?: here| info| information)?)[.!]?\]\([^()\n]++\)",
    re.IGNORECASE,
)
_LINK_FORM = "a link is written [its words](the-page.md)"
_REFERENCE = re.compile(r"\[[^\[\]\n]++\]\[([^\[\]\n]*+)\]")
_DEFINED = re.compile(r"^[ \t]*+\[([^\[\]\n]++)\]:", re.MULTILINE)
_NOTE = re.compile(r"^!!!.*+$", re.MULTILINE)
_WHOLE_NOTE = re.compile(r'!!! ?[\w-]++(?>(?: ++[\w-]++)*)(?: ++"[^"\n]*+")?\s*+')
_TEXT_OF_NOTE = re.compile(r"\n++(?: {4}|\t)")


def slips(text: str) -> Iterator[Mistake]:
    """Yield the slips of a text in which signs stand for code, spaces for comments."""
    yield from _lists(text)
    yield from _headings(text)
    yield from _links(text)
    yield from _references(text)
    for note in _NOTE.finditer(text) if "!!!" in text else ():
        if not _WHOLE_NOTE.fullmatch(note[0]) or not _TEXT_OF_NOTE.match(text, note.end()):
            help_ = 'write !!! note "Title", and below it the text, indented by 4 spaces'
            yield _slip("note-form", "this is no whole note", help_, note)


def empty_words(text: str) -> Iterator[Mistake]:
    """Yield the links whose words do not say where they lead.

    Source: WCAG 2.2, success criterion 2.4.9.
    """
    for link in _EMPTY_WORDS.finditer(text) if "](" in text else ():
        message = "the words of this link do not say where it leads"
        yield _slip("link-words", message, "name the page: [our impact](the-page.md)", link)


def _slip(rule: str, message: str, help_: str, match: re.Match[str], group: int = 0) -> Mistake:
    return Mistake(rule, message, help_, match[group], at=match.start(group))


def _lists(text: str) -> Iterator[Mistake]:
    """Look at lines that begin like an item, below a line that is no item of a list."""
    block, before, told = 0, 0, -1
    for item in _ITEM.finditer(text):
        for blank in _BLANK_LINE.finditer(text, before, item.start() + 1):
            block = blank.end()
        before = item.start()
        first = _FIRST_LINE.match(text, block)
        if block != told and first and not _NO_PARAGRAPH.match(first[1]):
            told = block
            message = "this list is printed as a part of the paragraph before it"
            yield _slip("list-form", message, "put an empty line before the list", item, 1)


def _headings(text: str) -> Iterator[Mistake]:
    before = 1
    for heading in _HEADING.finditer("\n" + text):
        marks, words = heading.groups()
        level = len(marks)
        if level == 1:
            message = "the title of the page is its only heading of the first level"
            help_ = f"write ## {words}"
            yield Mistake("heading-level", message, help_, heading[0][1:], at=heading.start())
        elif level > before + 1:
            message = f"a heading of level {level} follows one of level {before}"
            help_ = f"write {'#' * (before + 1)} {words}"
            yield Mistake("heading-level", message, help_, heading[0][1:], at=heading.start())
        before = max(level, 2)


def _links(text: str) -> Iterator[Mistake]:
    if ")[" in text:
        message = "the brackets of this link are exchanged"
        yield from _leading_on(_SWAPPED, text, message)
    if "] " in text or "]\t" in text:
        message = "there is a space between the two parts of this link"
        yield from _leading_on(_APART, text, message)
    if "](" in text:
        yield from _open_links(text)
        for empty in _EMPTY.finditer(text):
            yield _slip("link-form", "this link has no words to click on", _LINK_FORM, empty)


def _leading_on(pattern: re.Pattern[str], text: str, message: str) -> Iterator[Mistake]:
    """Yield what looks like a link, if what stands in its second part can be an address."""
    for found in pattern.finditer(text):
        if ".md" in found[1] or "/" in found[1]:
            yield _slip("link-form", message, _LINK_FORM, found)


def _open_links(text: str) -> Iterator[Mistake]:
    bracket = line_end = -1
    for found in _OPEN.finditer(text):
        if bracket < found.end():
            bracket = text.find(")", found.end()) % (len(text) + 1)
        if line_end < found.end():
            line_end = text.find("\n", found.end()) % (len(text) + 1)
        if bracket >= line_end and not _TITLE_BELOW.match(text, found.end()):
            yield _slip("link-form", "this link is not closed", _LINK_FORM, found)


def _references(text: str) -> Iterator[Mistake]:
    references = [found for found in _REFERENCE.finditer(text) if found[1]] if "][" in text else ()
    defined = {_name(name) for name in _DEFINED.findall(text)} if references else ()
    for found in references:
        if _name(found[1]) not in defined:
            message = f"nothing says where [{found[1]}] leads"
            yield _slip("link-form", message, _LINK_FORM, found)


def _name(written: str) -> str:
    """Return the name of a reference as it is compared: in small letters, with single spaces."""
    return " ".join(written.lower().split())
