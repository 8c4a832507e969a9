"""Texts of records, in which shortcodes stand for a number or for a fact of the site."""

from __future__ import annotations

import re
from collections.abc import Callable

_FIGURE = re.compile(r"\[\[figure:\s*+([^\[\]|\s]*+)\s*+\]\]")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
#: How many characters of a description search engines show.
_LONGEST_LEAD = 160
_FACT = re.compile(r"\[\[site:\s*+([^\[\]|\s]*+)\s*+(?:\|([^\[\]\n]*+))?\]\]")


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


def lead(text: str) -> str:
    """Return the sentences at the beginning of a text that fit into a description."""
    first, *others = _SENTENCE_END.split(text)
    for sentence in others:
        if len(first) + 1 + len(sentence) > _LONGEST_LEAD:
            break
        first += f" {sentence}"
    return first
