"""How much a text may hold: what takes Python-Markdown more time than its length lets expect."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice

from sitegen.config import Limits
from sitegen.diagnostics import Finding
from sitegen.render.markup.findings import InText
from sitegen.render.markup.reader import read

#: Signs that begin something within a line; each takes the library a step of its own.
_MARK = re.compile(r"[\[*_`<&\\]")
_ANY_MARK = re.compile(r"[\[*_`<&\\{]")
#: Brackets that are closed, and their address too if one follows: these are read at once.
_CLOSED = re.compile(r"\[[^\[\]]*+\](?:\([^\s()]*+(?: \"[^\"\n]*+\")?\)|\[[^\[\]\n]*+\]|(?![(\[]))")
_COUNTED: Mapping[str, re.Pattern[str]] = {
    "lines": re.compile("\n"),
    "marks": _ANY_MARK,
    "footnotes": re.compile(r"\[\^"),
    "abbreviations": re.compile(r"^[ ]{0,3}\*\[", re.MULTILINE),
    "headings": re.compile(r"^(?:#|[ ]{0,3}(?:=+|-+)[ ]*+$)", re.MULTILINE),
    "notes": re.compile(r"^[ ]*+!!!", re.MULTILINE),
    "definitions": re.compile(r"^[ ]*+:[ ]", re.MULTILINE),
}
#: A sign that each of them holds: text with fewer of it, found far faster, has no more of them.
_SIGNS: Mapping[str, str] = {
    "lines": "\n",
    "footnotes": "^",
    "abbreviations": "[",
    "headings": "\n",
    "notes": "!",
    "definitions": ":",
}
#: How messages name what is counted.
_NOUNS = {
    "marks": "signs such as * [ < and `",
    "footnotes": "footnotes and references to them",
}
_BLANK_LINE = re.compile(r"\n[ \t]*+\n")
#: How a list and a table begin, and where their items and rows do.
_PARTED = (
    (re.compile(r"\n{0,2}[ \t]*+(?:[-*+]|\d++\.)[ ]"), re.compile(r"\n[ \t]*+(?:[-*+]|\d++\.)[ ]")),
    (re.compile(r"\n{0,2}[^\n]*+\n[ |:-]*+\n"), re.compile(r"\n")),
)


def too_much(text: str, limits: Limits) -> InText | None:
    """Return the first limit that a text goes beyond, at the place where it does."""
    return next(_too_much(text, limits), None)


def _too_much(text: str, limits: Limits) -> Iterator[InText]:
    size = len(text.encode())
    if size > limits.page_bytes:
        message = f"this text has {size} bytes, and more than {limits.page_bytes} are too many"
        yield _mistake("page_bytes", message, limits.page_bytes, 0)
        return
    prose = _once(lambda: read(text).prose)
    for name, pattern in _COUNTED.items():
        most = getattr(limits, name)
        if (
            size >= most <= text.count(_SIGNS.get(name, ""))
            and _beyond(pattern, text, most) is not None
        ):
            at = _beyond(pattern, prose(), most)
            if at is not None:
                message = f"this text has more than {most} {_NOUNS.get(name, name)}"
                yield _mistake(name, message, most, at)
    if _has_many_marks(text, limits):
        yield from _in_paragraphs(prose(), limits)
    yield from _too_deep(text, prose, limits.depth)


def _has_many_marks(text: str, limits: Limits) -> bool:
    """Whether a text has so many marks that one of its paragraphs may have too many."""
    few = limits.marks_in_paragraph
    has_many = len(text) > few and _beyond(_MARK, text, few) is not None
    return has_many or text.count("[") > limits.brackets_in_paragraph


def _beyond(pattern: re.Pattern[str], text: str, most: int) -> int | None:
    """Return where a text has more than so many of something, or None."""
    found = next(islice(pattern.finditer(text), most, None), None)
    return found.start() if found else None


def _in_paragraphs(prose: str, limits: Limits) -> Iterator[InText]:
    """Look at what takes the library a look at all of its paragraph for each sign."""
    rest = _CLOSED.sub(lambda link: "*" + " " * (len(link[0]) - 1), prose)
    total = 0
    for start, end in _paragraphs(rest):
        opened = rest.count("[", start, end)
        total += opened
        where = rest.find("[", start)
        if opened > (most := limits.brackets_in_paragraph):
            yield _mistake("brackets_in_paragraph", _without_end("paragraph", most), most, where)
        if total > (most := limits.brackets) >= total - opened:
            yield _mistake("brackets", _without_end("text", most), most, where)
        most = limits.marks_in_paragraph
        if end - start > most and len(_MARK.findall(rest, start, end)) > most:
            what = f"this paragraph has more than {most} {_NOUNS['marks']}"
            yield _mistake("marks_in_paragraph", what, most, start)


def _without_end(where: str, most: int) -> str:
    return f"this {where} has more than {most} opening brackets without an end"


def _paragraphs(prose: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each paragraph, of each item of a list, of each row of a table."""
    start = 0
    for end in (*(match.start() for match in _BLANK_LINE.finditer(prose)), len(prose)):
        parting = next((one for first, one in _PARTED if first.match(prose, start)), None)
        for line in parting.finditer(prose, start + 1, end) if parting else ():
            yield start, line.start()
            start = line.start()
        yield start, end
        start = end


def _too_deep(text: str, prose: Callable[[], str], most: int) -> Iterator[InText]:
    """Look at lists, notes and quotations within others, by steps of four spaces or by signs."""
    deep = _deep(most)
    if deep.search("\n" + text) and (found := deep.search("\n" + prose())):
        what = f"this stands within more than {most} lists, notes or quotations"
        yield _mistake("depth", what, most, found.start())


@cache
def _deep(most: int) -> re.Pattern[str]:
    step = r"(?: {4}|\t|[ ]{0,3}(?:[-*+>:]|\d{1,9}\.)[ ]?+)"
    last = r"(?:[-*+>:]|\d{1,9}\.|!!!)(?![-*_ ]*+$)"
    return re.compile(rf"\n{step}{{{most}}}{last}", re.MULTILINE)


def _mistake(name: str, message: str, most: int, at: int) -> InText:
    help_ = f"divide it, or raise the limit in data/site.yaml: limits: {{{name}: {most * 2}}}"
    return InText(Finding("limit", message, help_), "\0", at=at)


def _once(make: Callable[[], str]) -> Callable[[], str]:
    """Return a function that makes a text when it is first asked for."""
    made: list[str] = []

    def given() -> str:
        if not made:
            made.append(make())
        return made[0]

    return given
