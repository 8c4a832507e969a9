"""Texts of records, in which shortcodes stand for a number or for a fact of the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

_FIGURE = re.compile(r"\[\[figure:\s*+([^\[\]|\s]*+)\s*+\]\]")
_FACT = re.compile(r"\[\[site:\s*+([^\[\]|\s]*+)\s*+(?:\|([^\[\]\n]*+))?\]\]")

#: The keys of records, by their subject, whose texts or lists of texts may name figures.
TEXTS: Mapping[str, tuple[str, ...]] = {
    "reports": ("summary", "findings", "recommendations", "note"),
    "episodes": ("summary",),
    "timeline": ("text", "note"),
    "places": ("note",),
    "funders": ("purpose", "amount", "note"),
}
#: The key whose text is needed whole wherever its record goes: descriptions, structured data.
FILLED = "summary"


def texts_of(
    subject: str, written: Mapping[str, Any]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the texts of a record as written that may name figures, with their places in it.

    What has another form is passed over: its record is faulty, and has the id of one that is not.
    """
    for key in TEXTS.get(subject, ()):
        value = written.get(key, "")
        if isinstance(value, str):
            yield (key,), value
        elif isinstance(value, list):
            texts = enumerate(value)
            yield from (((key, place), text) for place, text in texts if isinstance(text, str))


def figure_ids(*texts: str) -> tuple[str, ...]:
    """Return the id of each figure that texts name, once and in order."""
    return tuple(dict.fromkeys(id_ for text in texts for id_ in _FIGURE.findall(text)))


def fill(text: str, number: Callable[[str], str]) -> str:
    """Return a text with each figure's number, which ``number`` gives by its id, in its place."""
    return _FIGURE.sub(lambda match: number(match[1]), text)


def fill_facts(text: str, fact: Callable[[str, str], str]) -> str:
    """Return a text with each fact of the site in its place.

    ``fact`` gives it by its name and the words that are to stand for it, "" if its own are.
    """
    return (
        _FACT.sub(lambda match: fact(match[1], match[2] or ""), text) if "[[site:" in text else text
    )
