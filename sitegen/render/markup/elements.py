"""Where each element of a text stands, by what is written there, and findings at their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from sitegen.diagnostics import Diagnostic, Span
from sitegen.fields.shortcodes import PATTERN, TAG, WHOLE, half
from sitegen.render.markup.findings import InText, What
from sitegen.render.markup.links import links
from sitegen.render.markup.reader import Kind, Reading, read

#: What no reader of Markdown knows as an element is taken from the prose between them.
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*+(?=[\s/>])[^<>]*+>")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\n]*+\]")
_ATTRIBUTES = re.compile(r"\{:?[ ]*+([^}\n]*+)\}")
_ATTRIBUTE = re.compile(r"([^\s=}]++)(?:=(?:\"([^\"\n]*+)\"|'([^'\n]*+)'|([^\s}]++)))?")
_REST_OF_LINE = re.compile(r"[ \t]*+(?:\n|\Z)")
#: An attribute list may follow these without a space.
_WITH_ATTRIBUTES = frozenset(("Code", "Emphasis", "Image", "Link", "Strong"))


class Place(NamedTuple):
    """Where something begins in a text, and how many characters it has."""

    start: int
    length: int


class Elements:
    """The elements of a text. Each kind is looked for when it is first asked for."""

    def __init__(self, reading: Reading, codes: tuple[str, ...] = ()) -> None:
        self._reading = reading
        self._codes = codes
        self._known: dict[What, dict[str, list[Place]]] = {}

    def span(self, what: What, words: str, nth: int, path: str, first_line: int) -> Span:
        """Return the nth place (from 0) of an element, or the last one there is.

        What the two readers read otherwise is placed where its words stand first; what was printed
        otherwise than it is written, at the start of the text.
        """
        places = self._places(what, words)
        if not places:
            return Span(path, first_line)
        return self.span_at(places[min(nth, len(places) - 1)], path, first_line)

    def spans(self, what: What, words: str, path: str, first_line: int) -> tuple[Span, ...]:
        """Return all places of an element, at least one."""
        found = (self.span_at(one, path, first_line) for one in self._places(what, words))
        return tuple(found) or (Span(path, first_line),)

    def _places(self, what: What, words: str) -> Sequence[Place]:
        return self._of(what).get(words) or self._words(words)

    def span_at(self, place: Place, path: str, first_line: int) -> Span:
        """Return a place in the text as one in its file, which ends with its first line."""
        line = bisect_right(self._lines, place.start)
        column = place.start - self._lines[line - 1] + 1
        words = self._reading.text[place.start : place.start + place.length]
        length = len(words.partition("\n")[0]) or place.length
        return Span(path, first_line + line - 1, column, length)

    @cached_property
    def _lines(self) -> list[int]:
        """Return where each line begins."""
        return [0, *(match.end() for match in re.finditer("\n", self._reading.text))]

    def _of(self, what: What) -> dict[str, list[Place]]:
        if what not in self._known:
            known: dict[str, list[Place]] = {}
            for words, place in self._find(what):
                known.setdefault(words, []).append(place)
            self._known[what] = known
        return self._known[what]

    def _find(self, what: What) -> Iterator[tuple[str, Place]]:
        found: Mapping[What, Callable[[], Iterator[tuple[str, Place]]]] = {
            What.ADDRESS: self._addresses,
            What.ATTRIBUTE: self._attributes,
            What.COMMENT: self._open_comments,
            What.FOOTNOTE: self._footnotes,
            What.ROW: self._rows,
            What.IN_LINE: self._in_line,
            What.SHORTCODE: lambda: _matches(_shortcode(self._codes), self._reading.prose),
            What.TAG: lambda: _matches(_TAG, self._reading.prose),
            What.WORDS: lambda: iter(()),
        }
        return found[what]()

    def _addresses(self) -> Iterator[tuple[str, Place]]:
        """Yield each address as it is meant, and as it is written if that differs."""
        for link in links(self._reading):
            for words in {link.address, link.written}:
                yield words, Place(link.start, len(link.written) or len("()"))
            if link.written.startswith(("'", '"')):  # to the library that is a title alone
                yield "", Place(link.start, len(link.written))

    def _words(self, words: str) -> list[Place]:
        """Return where words stand first, code and comments aside if they stand elsewhere too."""
        texts = (self._reading.prose, self._reading.text) if words else ()
        found = (text.find(words) for text in texts)
        return [Place(at, len(words)) for at in found if at >= 0][:1]

    def _open_comments(self) -> Iterator[tuple[str, Place]]:
        for one in self._reading.regions:
            if one.kind is Kind.UNCLOSED:
                yield "<!--", Place(one.start, one.end - one.start)

    def _rows(self) -> Iterator[tuple[str, Place]]:
        for event in self._reading.events:
            if event.name == "TableRow" and not event.ends:
                row = self._reading.text[event.start : event.end].rstrip()
                shown = self._without_comments(event.start, event.start + len(row))
                yield " ".join(shown.split()), Place(event.start, len(row))

    def _without_comments(self, start: int, end: int) -> str:
        text = self._reading.text
        for one in reversed(self._reading.regions):
            if one.kind is Kind.COMMENT and start <= one.start and one.end <= end:
                text, end = text[: one.start] + text[one.end :], end - one.end + one.start
        return text[start:end]

    def _in_line(self) -> Iterator[tuple[str, Place]]:
        text = self._reading.text
        alone = {
            one.start
            for one in self._reading.events
            if one.name == "Paragraph" and WHOLE.fullmatch(text[one.start : one.end].strip())
        }
        for words, place in _matches(WHOLE, self._reading.prose):
            if place.start not in alone:
                yield words, place

    def _footnotes(self) -> Iterator[tuple[str, Place]]:
        """Yield footnotes with the colon behind them, and references without."""
        starts = {one.start for one in self._reading.events if one.name == "FootnoteDefinition"}
        for match in _FOOTNOTE.finditer(self._reading.prose):
            words = f"{match[0]}:" if match.start() in starts else match[0]
            yield words, Place(match.start(), len(words))

    def _attributes(self) -> Iterator[tuple[str, Place]]:
        """Yield the names in attribute lists, and each with its value as well."""
        text = self._reading.prose
        ends = {one.end for one in self._reading.events if one.name in _WITH_ATTRIBUTES}
        for list_ in _ATTRIBUTES.finditer(text) if "{" in text else ():
            if list_.start() not in ends and not _REST_OF_LINE.match(text, list_.end()):
                continue
            for one in _ATTRIBUTE.finditer(text, *list_.span(1)):
                yield one[1], Place(one.start(), len(one[1]))
                if one.lastindex and one.lastindex > 1:
                    yield f"{one[1]}={one[one.lastindex]}", Place(one.start(), len(one[0]))


@lru_cache(maxsize=8)  # every mistake of a page asks for the elements of its text
def elements(text: str, codes: tuple[str, ...] = ()) -> Elements:
    """Return the elements of a text; shortcodes that name records have these codes."""
    return Elements(read(text), codes)


@cache
def _shortcode(codes: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"{PATTERN}|{half(codes)}|{TAG}")


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, Place]]:
    for match in pattern.finditer(text):
        words = match[0].rstrip()
        yield words, Place(match.start(), len(words))


def placed(
    findings: Iterable[InText], text: str, codes: tuple[str, ...], path: str, first: int
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each finding; the text begins in the ``first`` line of its file.

    ``codes`` are those of shortcodes that name records. The nth finding of a rule about the same
    words is at their nth place.
    """
    seen: Counter[tuple[What, str, str]] = Counter()
    for one in findings:
        places, told = elements(text, codes), one.finding
        if one.at is not None:
            span = places.span_at(Place(one.at, len(one.written)), path, first)
        else:
            nth = seen[one.what, one.written, told.rule] if one.nth is None else one.nth
            span = places.span(one.what, one.written, nth, path, first)
        words = (told.rule, _line(told.message), _line(told.help))
        yield Diagnostic(span, *words, told.severity, fix=told.fix)
        seen[one.what, one.written, told.rule] += 1


def _line(message: str) -> str:
    """Return a message in one line: what it quotes may have had several."""
    return " ".join(message.split()) if "\n" in message else message
