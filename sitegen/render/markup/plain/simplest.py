"""Renders the plainest texts: the HTML of the second reader, with what this site puts into it.

Such a text has nothing but headings, paragraphs, lists and tables of words, with code, emphasis and
links in a line. One pattern tells that of a whole text, so that nobody has to go through its
events; those of a text that it does not know are read one by one.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from sitegen.render.markup.plain.common_language import is_plain_label
from sitegen.render.markup.plain.page import OutsideError, PlainPage, need
from sitegen.render.markup.reader import Kind, Region, html_of

#: White space that is neither a space nor the end of a line.
_NO_SPACE = re.compile("[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_SIGNS = r"\\`*_{\[<&~=\n"
_WORDS = rf"[^{_SIGNS}]++"
_CODE = r"`(?! )[^`\n]++(?<! )`(?!`)"
_MARKED = rf"\*\*(?=\w){_WORDS}(?<=\w)\*\*(?!\*)|\*(?=\w){_WORDS}(?<=\w)\*(?!\*)"
_LINK = rf"(?<!!)\[[^{_SIGNS}\]]++\]\([A-Za-z0-9/._#?:,+@%-]++\)"
#: A line begins with a letter, a number, a mark of quotation, or with what may stand in a line.
_BEGINNING = r"(?=[^\W\d]|[\"'(“‘`*\[]|[0-9]++(?![.)]))(?!Table:)"
_LINE = rf"{_BEGINNING}(?>(?:{_WORDS}|{_CODE}|{_MARKED}|{_LINK})+)(?<! )"
_CELLS = rf"\|(?>(?: [^{_SIGNS}|]++\|)+)"
_LIST = (
    rf"(?>(?P<sign>[-*+]) {_LINE}(?>(?:\n(?P=sign) {_LINE})*)"
    rf"|1\. {_LINE}(?>(?:\n(?:0|[1-9][0-9]{{0,8}})\. {_LINE})*))"
)
_TABLE = rf"{_CELLS}\n\|(?>(?: ?-{{3,}} ?\|)+)(?>(?:\n{_CELLS})+)"
_PARAGRAPH = rf"{_LINE}(?>(?:\n{_LINE})*)"
#: There are empty lines between blocks, but below a heading, and no list follows another.
_END = r"(?>\n\n+|\n?\Z)"
_TEXT = re.compile(
    rf"\n*(?>(?:#{{1,6}} {_WORDS}(?>\n+|\Z)|{_LIST}{_END}(?![-*+] |1\. )"
    rf"|(?>{_TABLE}|{_PARAGRAPH}){_END})*)"
)
#: A pattern that begins with certain signs is found far faster.
_HEADING = re.compile(r"\n#(#{0,5}) ([^\n]*+)")
_ROWS = re.compile(r"\n\|([^\n]*+(?>(?:\n\|[^\n]*+)+))")
_IN_LINE = re.compile(_CODE)
#: Where a page differs from what the reader makes of it.
_PLACES = re.compile(r'(<h[1-6]>|<a href="[^"]*+">|<table>(?s:.*?)</table>\n)')
_CELL = re.compile("<t[hd]>(.*?)</t[hd]>")
_ADDRESS = re.compile(r"\]\([^()\s]++\)")


def plainest_page(text: str) -> PlainPage | None:
    """Return what a text becomes, or None if it is not known to be one of the plainest."""
    page = PlainPage()
    try:
        need(text.isascii() or not _NO_SPACE.search(text))
        need("   " not in text)
        need(not _has_bare_address(text))
        need(_TEXT.fullmatch(text))
        _add_headings(f"\n{text}", page)
        _check_tables(f"\n{text}")
    except OutsideError:
        return None
    _put(html_of(text), page)
    page.is_bare = '"' not in text and "'" not in text
    page.code += (Region(*one.span(), Kind.SPAN) for one in _IN_LINE.finditer(text))
    return page


def _add_headings(lines: str, page: PlainPage) -> None:
    """Take in the headings of a text, an end of a line before it."""
    for heading in _HEADING.finditer(lines):
        signs, words = heading.groups()
        need(is_plain_label(words))
        page.add_heading(heading.start(), len(signs) + 1, words)


def _check_tables(lines: str) -> None:
    for table in _ROWS.finditer(lines):
        first, *rest = table[1].split("\n|")
        bars = first.count("|")
        need(all(map(is_plain_label, map(str.strip, first.split("|")[:-1]))))
        need(all(line.count("|") == bars for line in rest))


def _put(html: str, page: PlainPage) -> None:
    """Put the reader's HTML together with what begins headings, with links and tables."""
    headings = iter(page.headings)
    for number, piece in enumerate(_PLACES.split(html)):
        if not number % 2:
            page.parts.append(piece)
        elif piece.startswith("<h"):
            page.parts.append(next(headings).tag)
        elif piece.startswith("<a"):
            address = piece[len('<a href="') : -len('">')]
            page.ask(Element("a", {"href": address}), None, in_link=False)
        else:
            page.parts.append(_table(piece))


def _table(html: str) -> str:
    """Return a table with the name of its column in each cell."""
    head, _, rows = html.partition("</thead>")
    names, cells = _CELL.findall(head), _CELL.findall(rows)
    heads = "".join(f'<th scope="col">{name}</th>\n' for name in names)
    row = "".join(f'<td data-label="{name.replace("%", "%%")}">%s</td>\n' for name in names)
    body = (f"<tr>\n{row}</tr>\n" * (len(cells) // len(names))) % tuple(cells)
    return (
        f'<div class="table"><table>\n<thead>\n<tr>\n{heads}</tr>\n</thead>\n'
        f"<tbody>\n{body}</tbody>\n</table></div>\n"
    )


def _has_bare_address(text: str) -> bool:
    """Whether an address stands among the words, and not in a link."""
    if "://" not in text and "www." not in text.lower():
        return False
    words = _ADDRESS.sub("", text)
    return "://" in words or "www." in words.lower()
