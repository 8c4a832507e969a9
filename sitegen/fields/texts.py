"""Texts of records, in which shortcodes stand for words of records or for a fact of the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sitegen.fields.shortcode import FACT, WHOLE

_FACT = re.compile(r"\[\[site:\s*+([^\[\]|\s]*+)\s*+(?:\|([^\[\]\n]*+))?\]\]")


def named(text: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the id of each shortcode in a text that names a record."""
    for kind, id_, _ in WHOLE.findall(text) if "[[" in text else ():
        if kind != FACT:
            yield kind, id_


def ids_in(kind: str, *texts: str) -> tuple[str, ...]:
    """Return the id of each record that texts name by a kind of shortcode, once and in order."""
    return tuple(dict.fromkeys(id_ for text in texts for one, id_ in named(text) if one == kind))


def fill(text: str, words: Callable[[str, str], str | None]) -> str:
    """Return a text with the words of each record in the place of its shortcode.

    ``words`` returns them by kind and id, or None where the shortcode is to stay as it is.
    """

    def filled(match: re.Match[str]) -> str:
        found = None if match[1] == FACT else words(match[1], match[2])
        return match[0] if found is None else found

    return WHOLE.sub(filled, text) if "[[" in text else text


def fill_facts(text: str, fact: Callable[[str, str], str]) -> str:
    """Return a text with each fact of the site in its place.

    ``fact`` gives it by its name and the words that are to stand for it, "" if its own are.
    """
    return (
        _FACT.sub(lambda match: fact(match[1], match[2] or ""), text) if "[[site:" in text else text
    )
