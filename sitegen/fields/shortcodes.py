"""Shortcodes in texts: what one looks like, what it stands for, and what a page prints for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Protocol

#: Its code, its id, and what stands after a bar.
PATTERN = r"\[\[([a-z]++):\s*+([^\[\]|\s]*+)\s*+(?:\|([^\[\]\n]*+))?\]\]"
WHOLE = re.compile(PATTERN)
#: The code that puts in a fact of data/site.yaml. All others name records.
FACT = "site"

_TO_END = r"[^\n\[\]{}]*+[\]}]{0,2}+"
#: A tag of a template, or of another site builder.
TAG = rf"\{{[{{%]{_TO_END}"


def forms(codes: Iterable[str]) -> str:
    """Return what can be written, given the codes of shortcodes that name records."""
    of_records = ", ".join(f"[[{code}:ID]]" for code in codes)
    return f"write {of_records} or [[{FACT}:NAME]]" if of_records else f"write [[{FACT}:NAME]]"


@cache
def half(codes: tuple[str, ...]) -> str:
    """Return the pattern of what begins like a shortcode and is none.

    Behind one bracket it may be the words of a link.
    """
    known = rf"(?i:(?:{'|'.join((*codes, FACT))})s?+)"
    return rf"\[(?:\[?+\s*+{known}\s*+:|\[\s*+{known}\b){_TO_END}(?![(\[])"


@cache
def _meant(codes: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return the patterns: each begins with a sign of its own, from which Python finds it fast."""
    return re.compile(half(codes)), re.compile(TAG)


def half_written(text: str, codes: Sequence[str]) -> Iterator[str]:
    """Yield what begins like a shortcode and is none: it would be printed as it stands."""
    rest = WHOLE.sub(lambda whole: " " * len(whole[0]), text)
    meant = _meant(tuple(codes))
    return (match[0].rstrip() for one in meant for match in one.finditer(rest))


def not_whole(written: str, codes: Iterable[str]) -> tuple[str, str, str]:
    """Return rule, message and help for what begins like a shortcode and is none."""
    if written.startswith("{"):
        message = f"{written} is a tag of a template, and would be printed as it stands"
        help_ = f"{forms(codes)}; to show braces write &#123;&#123;, or put them in code: `…`"
        return "half-shortcode", message, help_
    message = f"{written} is no whole shortcode, and would be printed as it stands"
    return "half-shortcode", message, forms(codes)


def words_lost(written: str) -> tuple[str, str, str]:
    """Return rule, message and help for words behind the bar of what has words of its own."""
    message = f"the words behind the bar of {written} are shown nowhere"
    return "lost-text", message, f"write {written.partition('|')[0].rstrip()}]], which has its own"


_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
#: How many characters of a description search engines show.
_LONGEST_LEAD = 160
_FACT = re.compile(r"\[\[site:\s*+([^\[\]|\s]*+)\s*+(?:\|([^\[\]\n]*+))?\]\]")


def named(text: str) -> Iterator[tuple[str, str]]:
    """Yield the code and the id of each shortcode in a text that names a record."""
    for code, id_, _ in WHOLE.findall(text) if "[[" in text else ():
        if code != FACT:
            yield code, id_


def ids_in(code: str, *texts: str) -> tuple[str, ...]:
    """Return the id of each record that texts name by a shortcode, once and in order."""
    return tuple(dict.fromkeys(id_ for text in texts for one, id_ in named(text) if one == code))


def fill(text: str, words: Callable[[str, str], str | None]) -> str:
    """Return a text with the words of each record in the place of its shortcode.

    ``words`` returns them by code and id, or None where the shortcode is to stay as it is.
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


def lead(text: str) -> str:
    """Return the sentences at the beginning of a text that fit into a description."""
    first, *others = _SENTENCE_END.split(text)
    for sentence in others:
        if len(first) + 1 + len(sentence) > _LONGEST_LEAD:
            break
        first += f" {sentence}"
    return first


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Explained:
    """Words whose meaning stands in brackets behind them where a page uses them first.

    There they lead to an address as well, if there is one. They are plain words from then on, and
    in headings and links.
    """

    words: str
    meaning: str
    url: str = ""


class Named(Protocol):
    """A record, by the name of its list and by its id."""

    collection: ClassVar[str]

    @property
    def id(self) -> str:
        """Return its id."""


@dataclass(frozen=True, slots=True)
class Block:
    """HTML that stands between paragraphs. ``printed`` are further records that it shows."""

    html: str
    printed: tuple[Named, ...] = ()


Expansion = str | Link | Explained | Block
