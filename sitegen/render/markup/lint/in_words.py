"""Words that look like a form of Markdown and are none, or that GitHub makes more of: warnings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sitegen.diagnostics import Replacement
from sitegen.render.markup.findings import InText, warning_at
from sitegen.render.markup.lint.bare_words import Words, all_words, end_of_line
from sitegen.render.markup.lint.open_marks import OPEN_MARKS
from sitegen.render.markup.reader import Reading

_HEADING_WITHOUT_SPACE = re.compile(r"(#{1,6})([^\s#][^\n]*)")
_ROW = re.compile(r"\|[^\n]*\|")
_DASHES = re.compile(r"[ \t>]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*")
_NO_ITEM = r"(?![ \t>]*(?:[-*+]|\d+[.)])\s|[ \t>]*(?:[^\w\s]|[ovØü])\t)"
_CELLS_BY_TABS = re.compile(rf"{_NO_ITEM}[^\n\t]*?\S(?:\t+| {{3,}})[^\s][^\n]*")
_NUMBERED = re.compile(r"[ \t>]*+\d{1,3}[.)][ \t]++\S")
#: An address in the midst of words, up to what can be no part of it.
_BARE_ADDRESS = re.compile(
    r"(?<![\w/.@-])(?<!\]\()(?:(?:https?|s?ftps?)://(?:[\w-]+\.|localhost\b)|file:///?\w"
    r"|www\.[\w-]+\.)"
    r"(?:\([^\s<>()\[\]|]*\)|[^\s<>()\[\]|])*",
    re.IGNORECASE,
)
#: An attribute list; the signs by which it may end what it is about.
_ATTRIBUTES = re.compile(r"\{:?[ ]*(?:[.#][\w-]+|(?:lang|class|id)=)[^{}\n]*\}")
#: What an attribute list may follow.
_WITH_ATTRIBUTES = frozenset(("Code", "Emphasis", "Image", "Link", "Strong", "Strikethrough"))
LINK_FORM = "a link is written [its words](the-page.md)"


def in_words(reading: Reading) -> Iterator[InText]:
    """Yield what stands in the words of a text, code, links and HTML aside."""
    looks = list(dict.fromkeys(look for sign, look in _LOOKS if sign in reading.text))
    for words in all_words(reading) if looks else ():
        for look in looks:
            yield from look(words)


def _heading_without_space(words: Words) -> Iterator[InText]:
    found = _HEADING_WITHOUT_SPACE.match(words.line) if words.begins else None
    if found:
        help_ = f"write {found[1]} {found[2]}, or \\# where no heading is meant"
        # A single sign may be that of a number, as in "#1".
        fix = [Replacement(len(found[1]), "", " ")] if len(found[1]) > 1 else []
        yield words.warning("heading-form", f"a space is missing behind {found[1]}", help_, *fix)


def _row(words: Words) -> Iterator[InText]:
    """Look for the first row of a table that is not read as one."""
    if not (words.begins and _ROW.match(words.line)) or _ROW.match(words.line_before.lstrip(" >")):
        return
    cells = "|---" * max(words.line.strip().strip("|").count("|") + 1, 1)
    help_ = f"write {cells}| in the line below its head, which has as many cells"
    message = "this is no table: its rows are printed as they stand"
    yield words.warning("table-form", message, help_, *_with_dashes(words))


def _row_without_bars(words: Words) -> Iterator[InText]:
    """Look for the head of a table without bars at its ends, of which no table comes."""
    if not (words.begins and "|" in words.line and _DASHES.fullmatch(words.line_after)):
        return
    cells, dashes = (line.strip(" \t>|").count("|") for line in (words.line, words.line_after))
    if not _ROW.match(words.line):
        has_text = cells == dashes
        wrong = "write as many --- as its head has cells"
        help_ = "put an empty line before it" if has_text else wrong
        message = "this is no table: its rows are printed as they stand"
        yield words.warning("table-form", message, help_)


def _with_dashes(words: Words) -> Iterator[Replacement]:
    """Yield the line below the head, where all rows have as many cells and nothing hides a bar."""
    rows = [line.strip() for line in words.lines]
    cells = {row.count("|") for row in rows}
    is_plain = not any(sign in row for row in rows for sign in ("\\|", "[[", "`"))
    if len(rows) > 1 and len(cells) == 1 and is_plain and all(map(_ROW.fullmatch, rows)):
        dashes = "|---" * (cells.pop() - 1)
        yield Replacement(len(words.lines[0]), "", f"\n{dashes}|")


def _cells_by_tabs(words: Words) -> Iterator[InText]:
    with_tabs = _CELLS_BY_TABS.fullmatch
    is_first = words.begins and not with_tabs(words.line_before)
    if is_first and with_tabs(words.line) and with_tabs(words.line_after):
        help_ = "write | between the cells, and a line |---|---| below the first row"
        signs = "tabs" if "\t" in words.line else "spaces"
        message = f"{signs} make no table: these lines are printed as one text"
        yield words.warning("table-form", message, help_, *_with_bars(words))


def _with_bars(words: Words) -> Iterator[Replacement]:
    """Yield the table that cells parted by tabs are, where all rows have as many."""
    rows = [re.split(r"\t+| {3,}", line.strip()) for line in words.lines]
    is_plain = not any("|" in line for line in words.lines)
    if is_plain and len({len(row) for row in rows}) == 1 and all(all(row) for row in rows):
        dashes = f"{'|---' * len(rows[0])}|"
        head, *others = (f"| {' | '.join(row)} |" for row in rows)
        yield Replacement(0, "\n".join(words.lines), "\n".join((head, dashes, *others)))


def _numbered(words: Words) -> Iterator[InText]:
    """Look for two lines with numbers in a paragraph: but for 1, they begin no list there."""
    is_item = _NUMBERED.match
    is_first = words.begins and not is_item(words.line_before)
    if is_first and is_item(words.line) and is_item(words.line_after):
        message = "this list is printed as a part of the paragraph before it"
        yield words.warning("list-form", message, "put an empty line before the list")


def _attributes(words: Words) -> Iterator[InText]:
    """Look for attribute lists that are printed: they stand behind an element or end a block."""
    for found in _ATTRIBUTES.finditer(words.text, words.start, words.end):
        is_behind = found.start() == words.start and words.before in _WITH_ATTRIBUTES
        rest = words.text[found.end() : end_of_line(words.text, found.end())]
        line = words.text[words.text.rfind("\n", 0, found.start()) + 1 : found.start()]
        is_last = not rest.strip() and (
            words.holder == "Heading"
            or (not line.strip(" >") and _ends_block(words, found.start()))
        )
        in_cell = words.holder == "TableCell" and rest.lstrip().startswith("|")
        if is_behind or is_last or in_cell or line.endswith(("]]", "::: ")):
            continue
        help_ = "put it right behind *words* or a link, at the end of a heading, or in a line below"
        yield warning_at(
            "attribute",
            "this attribute list is printed as it stands",
            help_,
            found[0],
            found.start(),
        )


def _ends_block(words: Words, at: int) -> bool:
    """Whether the line of a place is the last one of several."""
    before = words.text[:at].rpartition("\n")[0].rpartition("\n")[2]
    end = end_of_line(words.text, at) + 1
    after = words.text[end : end_of_line(words.text, end)]
    return bool(before.strip(" >")) and not after.strip(" >")


def _bare_address(words: Words) -> Iterator[InText]:
    """Look for addresses that GitHub makes links of."""
    for found in _BARE_ADDRESS.finditer(words.text, words.start, words.end):
        address = found[0].rstrip(".,;:!?*_~'\"")
        whole = address if "://" in address else f"https://{address}"
        message = f"{address} is printed as words: nobody can follow it"
        if not whole.lower().startswith("http"):
            help_ = (
                "link to the page on the web where it is found, or put the file beside this page"
            )
            yield warning_at("link-form", message, help_, address, found.start())
            continue
        help_ = f"write [the name of the page]({whole}), or <{whole}>"
        in_angles = words.text[: found.start()].endswith("<")
        fix = Replacement(0, address, whole if in_angles else f"<{whole}>")
        yield warning_at("link-form", message, help_, address, found.start(), fix)


#: What looks at words, and a sign that is in each text in which it may find something.
_LOOKS: tuple[tuple[str, Callable[[Words], Iterator[InText]]], ...] = (
    *OPEN_MARKS,
    ("#", _heading_without_space),
    ("|", _row),
    ("|", _row_without_bars),
    ("\t", _cells_by_tabs),
    ("   ", _cells_by_tabs),
    (".", _numbered),
    (")", _numbered),
    ("{", _attributes),
    ("://", _bare_address),
    ("www.", _bare_address),
)
