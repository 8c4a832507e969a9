"""The links and pictures of a text, with the place where the address of each is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.render.markup.reader import Event, Reading

#: What stands between the words of a link and its address, or between a name and its address.
_BEFORE = re.compile(r"\]\(\s*+<?")
_DEFINED = re.compile(r"\[(?>(?:[^\[\]\\]|\\.)+)\]:\s*+<?")
_ADDRESS = re.compile(r"(?<=<)[^<>\n]*+|[^\s<]\S*+|")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a picture: its address as it is meant, as it is written, and where that begins.

    ``whole`` is the range of all of it, ``words`` that of what readers see of it; ``is_picture``
    tells which of the two it is.
    """

    address: str
    written: str
    start: int
    whole: tuple[int, int]
    words: tuple[int, int]
    is_picture: bool


def links(reading: Reading) -> tuple[Link, ...]:
    """Return all links and pictures, in the order of the printed page: footnotes come last."""
    body: list[Link] = []
    notes: dict[str, list[Link]] = {}
    order: dict[str, None] = {}
    inside = body
    for number, event in enumerate(reading.events):
        if event.name == "FootnoteReference":
            order[event.value] = None
        elif event.name == "FootnoteDefinition":
            inside = body if event.ends else notes.setdefault(event.value, [])
        elif event.name in ("Link", "Image") and not event.ends:
            inside.append(_link(reading, number))
    return tuple(body + [one for name in {**order, **notes} for one in notes.get(name, ())])


def _link(reading: Reading, number: int) -> Link:
    event, text = reading.events[number], reading.text
    kind, address = event.value["link_type"], event.value["dest_url"]
    words = _words_of(reading.events, number)
    if kind in ("Autolink", "Email"):
        start, written = event.start + 1, text[event.start + 1 : event.end - 1]
        address = f"mailto:{written}" if kind == "Email" else written
    elif kind == "Inline":
        before = _BEFORE.match(text, words[1])
        start = before.end() if before else event.start
        written = _address(text, start, event.end - 1)
        start -= not written and len("(")
    else:
        defined = _DEFINED.match(text, reading.definitions.get(event.value["id"].lower(), -1))
        start = defined.end() if defined else event.start
        written = _address(text, start, len(text))
    return Link(address, written, start, (event.start, event.end), words, event.name == "Image")


def _words_of(events: Sequence[Event], number: int) -> tuple[int, int]:
    """Return where the words of a link begin, and where they end: with the last element in it."""
    opening = events[number]
    start = opening.start + (2 if opening.name == "Image" else 1)
    return start, max((event.end for event in _inside(events, number)), default=start)


def _inside(events: Sequence[Event], number: int) -> Iterator[Event]:
    """Yield what stands within an element, which none of the same name does."""
    name = events[number].name
    while (event := events[number := number + 1]).name != name:
        yield event


def _address(text: str, start: int, end: int) -> str:
    found = _ADDRESS.match(text, start, end)
    assert found is not None  # it may be empty
    return found[0]
