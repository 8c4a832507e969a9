"""The second reader: every element of a Markdown text with the place where it is written.

Python-Markdown, which renders texts, keeps no places. This reads a text once more, by the rules of
CommonMark and GitHub, with the library pyromark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import pyromark

from sitegen.render.markup.masked_text import blanked, masked

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_STRIKETHROUGH
)
_READER = pyromark.Markdown(options=_OPTIONS)
#: One of these is in each text that has code or a comment.
_SIGNS = ("`", "~~~", "<!--", "    ", "\t")
#: In spaces: what is indented so far is code.
_STEP = 4
_FENCE = re.compile(r"`{3,}+|~{3,}+")
_NO_ASCII = re.compile(r"[^\x00-\x7f]")
#: So often is a text read again at most, since a comment may hide what seemed to be code.
_MOST_READINGS = 5


class Kind(Enum):
    """What a region is that is no prose. Of what is not closed it holds the opening signs."""

    FENCE = "fence"
    INDENTED = "indented"
    SPAN = "span"
    COMMENT = "comment"
    UNCLOSED = "unclosed"
    UNCLOSED_FENCE = "unclosed fence"


#: What is code.
CODE = (Kind.FENCE, Kind.INDENTED, Kind.SPAN)
#: These hide nothing.
_OPEN = (Kind.UNCLOSED, Kind.UNCLOSED_FENCE)


class Region(NamedTuple):
    """A part of a text, from ``start`` up to ``end``, that is no prose."""

    start: int
    end: int
    kind: Kind


class Event(NamedTuple):
    """One event of the reader: what begins (or stands there), or what ends, in characters.

    ``name`` is pulldown-cmark's own, such as ``Paragraph``; ``value`` is what it says of it.
    """

    name: str
    value: Any
    start: int
    end: int
    ends: bool = False


@lru_cache(maxsize=8)  # asked several times for the text of one page
def read(text: str) -> Reading:
    """Read a text."""
    return Reading(text)


class Reading:
    """A text that has been read: nothing of it is read before it is asked for.

    What the reader does not know has masks of the same length, and so have comments.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _settled(self) -> tuple[str, tuple[Region, ...]]:
        return _settled(self.text)

    @cached_property
    def shown(self) -> str:
        """Return the text as the reader was given it, with masks."""
        return self._settled[0]

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Return all code and comments, in order."""
        return self._settled[1]

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Return the events in order."""
        return events_of(self.shown)

    @cached_property
    def code(self) -> Mapping[int, str]:
        """Return what each block of code holds as it is written, by the place where it begins."""
        at = characters(self.shown)
        found: dict[int, str] = {}
        block: int | None = None
        event: Any
        for event, place in _READER.events_with_range(self.shown, merge_text=False):
            start, end = at(place["start"]), at(place["end"])
            match event:
                case {"Start": {"CodeBlock": _}}:
                    block = start
                    found[block] = ""
                case {"End": "CodeBlock"}:
                    block = None
                case {"Text": words} if block is not None:
                    is_whole = words == self.shown[start:end]
                    found[block] += self.text[start:end] if is_whole else words
        return found

    @cached_property
    def pairs(self) -> tuple[tuple[Event, Event], ...]:
        """Return each event with the one before it; before the first is one without a name."""
        return tuple(pairwise((Event("", None, 0, 0), *self.events)))

    @cached_property
    def definitions(self) -> Mapping[str, int]:
        """Return where each address is defined that links refer to by a name."""
        at = characters(self.shown)
        found = _READER.reference_definitions(self.shown)
        return {name.lower(): at(one["span"]["start"]) for name, one in found.items()}

    @cached_property
    def prose(self) -> str:
        """Return a text of the same shape with spaces in the place of code and comments."""
        return self.prose_with(" ")

    def prose_with(self, sign: str) -> str:
        """Return the same, with a sign in the place of each character of code within a line."""
        hidden = (one for one in self.regions if one.kind not in _OPEN)
        return blanked(
            self.text,
            ((one.start, one.end, sign if one.kind is Kind.SPAN else " ") for one in hidden),
        )


def raw_events(text: str) -> Iterator[tuple[Any, Any]]:
    """Yield the events as the library does, each with its range in bytes."""
    yield from _READER.events_with_range(text, merge_text=True)


def html_of(text: str) -> str:
    """Return the HTML that the reader itself makes of a text."""
    return _READER.html(text)


@lru_cache(maxsize=8)  # asked first for what is code, then for all of the same text
def events_of(text: str) -> tuple[Event, ...]:
    """Return the events of a text in order."""
    return tuple(_events_of(text))


def _events_of(text: str) -> Iterator[Event]:
    at = characters(text)
    event: Any
    for event, range_ in raw_events(text):
        start, end = at(range_["start"]), at(range_["end"])
        if isinstance(event, str):
            yield Event(event, None, start, end)
            continue
        ((kind, value),) = event.items()
        if kind not in ("Start", "End"):
            yield Event(kind, value, start, end)
        elif isinstance(value, str):
            yield Event(value, None, _behind_spaces(text, start, value), end, kind == "End")
        else:
            ((name, said),) = value.items()
            yield Event(name, said, _behind_spaces(text, start, name), end, kind == "End")


def _behind_spaces(text: str, start: int, name: str) -> int:
    """Return where the sign of an item is: the reader counts what is left of its indentation."""
    while name in ("List", "Item") and text.startswith(" ", start):
        start += 1
    return start


def characters(text: str) -> Callable[[int], int]:
    """Return what makes a place in characters of one in bytes of UTF-8."""
    if text.isascii():
        return int
    ends, extra = [], [0]
    for sign in _NO_ASCII.finditer(text):
        extra.append(extra[-1] + len(sign[0].encode()) - 1)
        ends.append(sign.end() + extra[-1])
    return lambda byte: byte - extra[bisect_right(ends, byte)]


def _settled(text: str) -> tuple[str, tuple[Region, ...]]:
    """Return a text with masks for all that the reader does not know, and its regions.

    What is code depends on where comments are, and the other way round.
    """
    shown = masked(text)
    if not any(sign in text for sign in _SIGNS):
        return shown, ()
    code: list[Region] = []
    comments: list[Region] = []
    unclosed: list[Region] = []
    for _ in range(_MOST_READINGS):
        view = blanked(shown, (_mask_of(one, shown) for one in (*comments, *unclosed)))
        code, opened = _code(view)
        found = _comments(text, code)
        if found == comments and not opened:
            break
        comments, unclosed = found, unclosed + opened
    regions = sorted((*code, *comments, *unclosed), key=lambda one: one.start)
    return view, tuple(regions)


def _mask_of(region: Region, text: str) -> tuple[int, int, str]:
    """Return the mask of a region: nothing where a comment has its lines to itself, else words."""
    before = text[text.rfind("\n", 0, region.start) + 1 : region.start]
    after = text[region.end : text.find("\n", region.end) % (len(text) + 1)]
    alone = region.kind is Kind.COMMENT and not (before + after).strip(" \t>")
    return region.start, region.end, " " if alone else "x"


def _code(view: str) -> tuple[list[Region], list[Region]]:
    """Return all code of a text, and the opening signs of fences that are not closed."""
    code, opened = [], []
    for event in events_of(view):
        if event.name == "Code":
            code.append(Region(event.start, event.end, Kind.SPAN))
        elif event.name == "CodeBlock" and not event.ends:
            kind = Kind.INDENTED if event.value == "Indented" else Kind.FENCE
            code.append(Region(event.start, event.end, kind))
            if kind is Kind.FENCE and not is_closed(view, event.start, event.end):
                signs = _FENCE.match(view, event.start)
                assert signs is not None  # the reader found a fence there
                opened.append(Region(event.start, signs.end(), Kind.UNCLOSED_FENCE))
    return code, opened


def is_closed(text: str, start: int, end: int) -> bool:
    """Whether the last line of a fence closes it; marks of quotations may stand before it.

    One that is indented further than its first line by a step is a line of code.
    """
    signs = _FENCE.match(text, start)
    first, _, last = text[start:end].rstrip("\n").rpartition("\n")
    if signs is None or not first:
        return False
    before = text[text.rfind("\n", 0, start) + 1 : start]
    last, closing = last.expandtabs(_STEP), last.lstrip(" \t>").rstrip()
    is_sign = closing.startswith(signs[0]) and set(closing) == {signs[0][0]}
    return is_sign and len(last) - len(last.lstrip(" >")) < len(before.expandtabs(_STEP)) + _STEP


def _comments(text: str, code: Sequence[Region]) -> list[Region]:
    """Return the comments of a text; what stands in code is none."""
    found: list[Region] = []
    at = text.find("<!--")
    while at >= 0:
        inside = _around(code, at)
        if inside is None:
            end = _end_of_comment(text, at, code)
            kind = Kind.COMMENT if end else Kind.UNCLOSED
            found.append(Region(at, end or at + len("<!--"), kind))
        at = text.find("<!--", inside.end if inside else found[-1].end)
    return found


def _around(code: Sequence[Region], at: int) -> Region | None:
    place = bisect_right(code, at, key=lambda one: one.start) - 1
    return code[place] if place >= 0 and at < code[place].end else None


def _end_of_comment(text: str, start: int, code: Sequence[Region]) -> int:
    """Return where a comment ends, or 0: what closes it may not stand in a fence."""
    at = text.find("-->", start + len("<!--"))
    while at >= 0:
        inside = _around(code, at)
        if inside is None or inside.kind is not Kind.FENCE or inside.start < start:
            return at + len("-->")
        at = text.find("-->", inside.end)
    return 0
