"""What was meant as a link and is none: brackets of another kind, exchanged, apart, not closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.diagnostics import Replacement
from sitegen.fields.shortcodes import half
from sitegen.render.markup.findings import InText, warning_at
from sitegen.render.markup.lint.bare_words import is_in_words
from sitegen.render.markup.lint.in_words import LINK_FORM
from sitegen.render.markup.pattern_search import bars_of, brackets_of, signs_of
from sitegen.render.markup.reader import Reading

#: Where a link leads; words in brackets, such as (his/her), are none.
_ADDRESS = (
    r"(?P<to>(?>(?:https?://|www\.|mailto:|\.{0,2}/|\#)[^\s()\[\]{}|]*+"
    r"|[^\s()\[\]{}|]*?\.(?:md|html?|pdf|png|jpe?g|gif|svg|webp|docx?|xlsx?|csv)"
    r"(?:[?\#][^\s()\[\]{}|]*+)?))"
)


class _Form(NamedTuple):
    """A form of links: a sign that each text with it has, its pattern, what is wrong with it.

    ``signs`` are those that a text with it has side by side, if only signs are left of it, or only
    brackets, or only bars and brackets.
    """

    sign: str
    signs: bytes
    pattern: re.Pattern[str]
    message: str


def _form(sign: str, pattern: str, message: str, signs: str = "") -> _Form:
    found = re.compile(pattern.replace("ADDRESS", _ADDRESS))
    return _Form(sign, signs_of(signs or sign), found, message)


_FORMS = (
    _form(
        ")[",
        r"\((?P<words>[^()\n]++)\)\[ADDRESS\]",
        "the brackets of this link are exchanged",
    ),
    _form(
        "] (",
        r"\[(?P<words>[^\[\]\n]++)\][ \t]++\(ADDRESS\)",
        "there is a space between the two parts of this link",
    ),
    _form(
        "]\n",
        r"\[(?P<words>[^\[\]\n]++)\]\n[ \t>]*+\(ADDRESS\)",
        "there is the end of a line between the two parts of this link",
    ),
    _form(
        "[",
        r"\[(?P<words>[^\[\]()\n]++)\(ADDRESS\)",
        "the words of this link have no closing bracket",
        signs="[(",
    ),
    _form(
        "]{",
        r"\[(?P<words>[^\[\]\n]++)\]\{(?!\#)ADDRESS\}",
        "the address of this link stands in the wrong brackets",
    ),
    _form(
        "}(",
        r"\{(?P<words>[^{}\n]++)\}\(ADDRESS\)",
        "the words of this link stand in the wrong brackets",
    ),
    _form(
        "\\[",
        r"\\\[(?P<words>[^\[\]\\\n]++)\\\]\\?\(ADDRESS\\?\)",
        "this link is printed with its brackets: a \\ stands before them",
    ),
    _form(
        "|",
        r"\[(?P<words>[^\[\]|\n]++)\|ADDRESS\]",
        "a bar parts no link from its words",
        signs="[|",
    ),
    _form(
        '":',
        r'"(?P<words>[^"\n]++)":ADDRESS',
        "quotation marks make no link",
    ),
)
_OPEN = re.compile(r"\[[^\[\]\n]++\]\([^()\s]++(?=\s|\Z)")
_REFERENCE = re.compile(r"\[[^\[\]\n]++\]\[([^\[\]\n]++)\]")
_DEFINED = re.compile(r"^[ \t>]*+(\[(?!\^)([^\[\]\n]++)\]:)[ \t]*+\S", re.MULTILINE)
_SPACED = re.compile(r"\]\(((?:mailto|tel|sms):[^\s()\"']++(?: [^\s()\"']++)+)\)")
_OF_WIKI = re.compile(r"!?\[\[[^\[\]\n]++\]\](?![(\[])")
_OF_FORUM = re.compile(r"\[(?=[uileUILE])(?i:url|img|link|embed)\b[^\[\]\n]*+\](?![(\[])")


def link_forms(
    reading: Reading, plain: str, signs: bytes, kinds: tuple[str, ...]
) -> Iterator[InText]:
    """Yield a warning for each.

    In ``plain`` signs stand for code and shortcodes, ``signs`` are those of it; ``kinds`` are those
    that name records.
    """
    brackets = brackets_of(signs)
    known = b"\0".join((signs, brackets, bars_of(signs)))
    for form in _FORMS:
        if form.signs in known and form.sign in plain:
            yield from _of_form(form, reading, plain)
    if b"[" in brackets:
        yield from _of_others(reading, plain, signs, kinds)
    if b"]:" in signs or b"][" in signs:
        yield from _names(reading, plain)
    if b"](" in signs and _SPACED.search(plain):
        yield from _spaced(reading, plain)
    if brackets.count(b"](") > brackets.count(b"]()"):
        yield from _open_links(reading, plain)


def _of_form(form: _Form, reading: Reading, plain: str) -> Iterator[InText]:
    for found in form.pattern.finditer(plain):
        if is_in_words(reading, found.start("words") - 1):
            better = f"[{found['words'].strip()}]({found['to']})"
            yield _warning(form.message, reading, found, better)


def _warning(message: str, reading: Reading, found: re.Match[str], better: str = "") -> InText:
    """Return a warning, with what mends it unless signs stand for something in what was found."""
    written = reading.text[found.start() : found.end()]
    fix = [Replacement(0, written, better)] if better and written == found[0] else []
    return warning_at("link-form", message, LINK_FORM, written, found.start(), *fix)


def _of_others(
    reading: Reading, plain: str, signs: bytes, kinds: tuple[str, ...]
) -> Iterator[InText]:
    """Look for links of wikis and forums; what begins like a shortcode is told of as such."""
    for found in _OF_WIKI.finditer(plain) if b"[[" in signs else ():
        at = found.start() + found[0].startswith("!")
        if is_in_words(reading, at) and not re.match(half(kinds), plain[at : found.end()]):
            yield _warning("double brackets make no link", reading, found)
    for found in _OF_FORUM.finditer(plain):
        if is_in_words(reading, found.start()):
            yield _warning("this makes no link", reading, found)


def _open_links(reading: Reading, plain: str) -> Iterator[InText]:
    bracket = line_end = -1
    for found in _OPEN.finditer(plain):
        if bracket < found.end():
            bracket = plain.find(")", found.end()) % (len(plain) + 1)
        if line_end < found.end():
            line_end = plain.find("\n", found.end()) % (len(plain) + 1)
        if bracket >= line_end and is_in_words(reading, found.start()):
            yield _warning("this link is not closed", reading, found, f"{found[0]})")


def _names(reading: Reading, plain: str) -> Iterator[InText]:
    """Look for names of addresses that no line explains, and for those that two lines explain."""
    defined = set(map(_name, reading.definitions)) if "]:" in plain else set()
    for found in _REFERENCE.finditer(plain) if "][" in plain else ():
        if _name(found[1]) not in defined and is_in_words(reading, found.start()):
            yield _warning(f"nothing says where [{found[1]}] leads", reading, found)
    known: set[str] = set()
    for found in _DEFINED.finditer(plain) if "]:" in plain else ():
        if _name(found[2]) not in defined:
            yield from _no_definition(reading, found)
        elif plain.startswith("(", found.end() - 1):
            message = f"this line is not printed: it says where [{found[2]}] leads"
            yield warning_at("link-form", message, LINK_FORM, found[1], found.start(1))
        if (name := _name(found[2])) in known & defined:
            message = f"a line above says where [{found[2]}] leads: other programs take that one"
            help_ = "remove one of the two lines, or give it a name of its own"
            yield warning_at("link-form", message, help_, found[1], found.start(1))
        known.add(name)


def _no_definition(reading: Reading, found: re.Match[str]) -> Iterator[InText]:
    if is_in_words(reading, found.start(1)):
        message = f"this line is printed as it stands: what follows {found[1]} is no address"
        help_ = (
            f"write [^{found[2]}]: for the text of a footnote, and [^{found[2]}] where it belongs"
        )
        yield warning_at("link-form", message, help_, found[1], found.start(1))


def _spaced(reading: Reading, plain: str) -> Iterator[InText]:
    for found in _SPACED.finditer(plain):
        if is_in_words(reading, found.start()):
            is_number = not found[1].lower().startswith("mailto")
            better = found[1].replace(" ", "" if is_number else "%20")
            message = "there is a space in this address: other programs make no link of it"
            fix = Replacement(0, found[1], better)
            yield warning_at("link-form", message, f"write {better}", found[1], found.start(1), fix)


def _name(written: str) -> str:
    """Return the name of a reference as it is compared: in small letters, with single spaces."""
    return " ".join(written.lower().split())
