"""What no reader of Markdown knows for a form, though its writer meant one: warnings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.diagnostics import Replacement
from sitegen.render.markup.found import InText, warning_at

_SWAPPED = re.compile(r"\(([^()\n]++)\)\[([^\[\]\n]*+)\]")
_APART = re.compile(r"(\[[^\[\]\n]++\])[ \t]++\(([^()\s]*+)\)")
_OPEN = re.compile(r"\[[^\[\]\n]++\]\([^()\s]++(?=\s|\Z)")
_TITLE_BELOW = re.compile(r"[ \t]*+\n[ \t]*+(?:\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\)")
_NO_BRACKET = re.compile(r"(\[[^\[\]()\n]++)\(([^()\s]++)\)")
_REFERENCE = re.compile(r"\[[^\[\]\n]++\]\[([^\[\]\n]*+)\]")
_DEFINED = re.compile(r"^[ \t]*+\[([^\[\]\n]++)\]:", re.MULTILINE)
_LINK_FORM = "a link is written [its words](the-page.md)"
_NOTE = re.compile(r"^[ >]*+(!{2,4}|\?{3}\+?) ?[\w-].*+$", re.MULTILINE)
_WHOLE_NOTE = re.compile(
    r'[ >]*+(?:!!!|\?\?\?\+?) ?[\w-]++(?>(?: ++[\w-]++)*)(?: ++"[^"\n]*+")?\s*+'
)
_TEXT_OF_NOTE = re.compile(r"\n++[ >]*?(?: {4}|\t)")
_TAB_OF_PAGE = re.compile(r'^===[!+]? "[^"\n]*+"', re.MULTILINE)
#: Signs that Word and web pages put before items, and hyphens before a space that never breaks.
_BULLET = re.compile(
    r"^[ \t>]*+(?:([•·▪◦‣●○■□➢✓–—])[ \t\u00a0]*+|(o)\t|([-*+]|\d{1,3}[.)])\u00a0)(?=\S)(?![–—])",
    re.MULTILINE,
)
_EMOJI = re.compile(r"(?<![\w:/]):[a-z][a-z0-9_+-]++:(?![\w:/])")


def lint(text: str) -> Iterator[InText]:
    """Yield the warnings about a text in which signs stand for code, spaces for comments."""
    yield from _links(text)
    yield from _notes(text)
    yield from _bullets(text)
    yield from _references(text)
    for emoji in _EMOJI.finditer(text) if ":" in text else ():
        message = f"{emoji[0]} is printed as it stands"
        yield _warning("emoji-form", message, "write the sign itself, such as 🙂, or a word", emoji)


def _warning(rule: str, message: str, help_: str, match: re.Match[str], better: str = "") -> InText:
    words = match[0].lstrip(" >\t")
    fix = [Replacement(0, words, better)] if better else []
    return warning_at(rule, message, help_, words, match.end() - len(words), *fix)


def _notes(text: str) -> Iterator[InText]:
    for note in _NOTE.finditer(text) if "!!" in text or "???" in text else ():
        if not _WHOLE_NOTE.fullmatch(note[0]) or not _TEXT_OF_NOTE.match(text, note.end()):
            help_ = 'write !!! note "Title", and below it the text, indented by 4 spaces'
            yield _warning("note-form", "this is no whole note", help_, note)
    for tab in _TAB_OF_PAGE.finditer(text) if "===" in text else ():
        help_ = "write a heading, ## and its words, and the text below it, not indented"
        yield _warning("note-form", "pages have no tabs to choose from", help_, tab)


def _bullets(text: str) -> Iterator[InText]:
    """Yield the first item of each list with signs that begin none."""
    end = -2
    for item in _BULLET.finditer(text) if not text.isascii() or "o\t" in text else ():
        sign = item[1] or item[2] or item[3]
        last, end = end, text.find("\n", item.end()) % (len(text) + 1)
        is_first = item.start() != last + 1
        is_dash = item[1] in ("–", "—") and not _BULLET.match(text, end + 1)
        if not is_first or is_dash:
            continue
        what = "the space behind it never breaks" if item[3] else f"{sign} is no sign of one"
        help_ = f"write {sign if sign[0].isdigit() else '-'} and an ordinary space before each item"
        written = text[item.start(1 if item[1] else 2 if item[2] else 3) : end]
        message = f"this is printed as a line of text, and not as a list: {what}"
        fix = _marked(text, item.start(), at := end - len(written))
        yield warning_at("list-form", message, help_, written, at, *fix)


def _marked(text: str, start: int, at: int) -> Iterator[Replacement]:
    """Yield what makes items of the lines from a place on that begin with the same signs."""
    while item := _BULLET.match(text, start):
        group = 1 if item[1] else 2 if item[2] else 3
        old = text[item.start(group) : item.end()]
        new = f"{old[:-1]} " if group == 3 else "- "  # noqa: PLR2004 - the group of signs
        yield Replacement(item.start(group) - at, old, new)
        start = text.find("\n", item.end()) + 1
        if not start:
            return


def _links(text: str) -> Iterator[InText]:
    if ")[" in text:
        message = "the brackets of this link are exchanged"
        yield from _leading_on(_SWAPPED, text, message, r"[\1](\2)")
    if "] " in text or "]\t" in text:
        message = "there is a space between the two parts of this link"
        yield from _leading_on(_APART, text, message, r"\1(\2)")
    if "[" in text:
        message = "the words of this link have no closing bracket"
        yield from _leading_on(_NO_BRACKET, text, message, r"\1](\2)")
    if "](" in text:
        yield from _open_links(text)


def _leading_on(pattern: re.Pattern[str], text: str, message: str, better: str) -> Iterator[InText]:
    """Yield what looks like a link, if what stands in its second part can be an address.

    ``better`` is how to write it, with its two parts.
    """
    for found in pattern.finditer(text):
        if ".md" in found[2] or "/" in found[2]:
            yield _warning("link-form", message, _LINK_FORM, found, found.expand(better))


def _open_links(text: str) -> Iterator[InText]:
    bracket = line_end = -1
    for found in _OPEN.finditer(text):
        if bracket < found.end():
            bracket = text.find(")", found.end()) % (len(text) + 1)
        if line_end < found.end():
            line_end = text.find("\n", found.end()) % (len(text) + 1)
        if bracket >= line_end and not _TITLE_BELOW.match(text, found.end()):
            message = "this link is not closed"
            yield _warning("link-form", message, _LINK_FORM, found, f"{found[0]})")


def _references(text: str) -> Iterator[InText]:
    references = [found for found in _REFERENCE.finditer(text) if found[1]] if "][" in text else ()
    defined = {_name(name) for name in _DEFINED.findall(text)} if references else ()
    for found in references:
        if _name(found[1]) not in defined:
            yield _warning("link-form", f"nothing says where [{found[1]}] leads", _LINK_FORM, found)


def _name(written: str) -> str:
    """Return the name of a reference as it is compared: in small letters, with single spaces."""
    return " ".join(written.lower().split())
