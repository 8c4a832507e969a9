"""Texts of records, in which ``[[figure:ID]]`` stands for a number."""

from __future__ import annotations

import re
from collections.abc import Callable

_FIGURE = re.compile(r"\[\[figure:\s*([^\]|\s]*)\s*\]\]")


def figure_ids(*texts: str) -> tuple[str, ...]:
    """Return the id of each figure that texts name, once and in order."""
    return tuple(dict.fromkeys(id_ for text in texts for id_ in _FIGURE.findall(text)))


def fill(text: str, number: Callable[[str], str]) -> str:
    """Return a text with each figure's number, which ``number`` gives by its id, in its place."""
    return _FIGURE.sub(lambda match: number(match[1]), text)
