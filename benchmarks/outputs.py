"""Holds what a tool has published against what the site is, and against the other tools."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

from benchmarks import corpus
from benchmarks.tool import Tool

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_NAVIGATION = re.compile(r"<nav>(.*?)</nav>", re.DOTALL)
_MAIN = re.compile(r"<main>(.*?)</main>", re.DOTALL)
_LINK = re.compile(r'<a href="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_TOLERANCE = 0.02

#: How many words stand in the main part of each page, by its number.
Words = Sequence[int]


class WrongOutputError(Exception):
    """What a tool has published is not what was to be published."""


def check_site(tool: Tool, site: Path, count: int) -> Words:
    """Check every page of a finished site and return how many words each has."""
    check_count(tool, site, count)
    links = [page.url for page in corpus.navigation(count)]
    return [_words_of(tool, site, corpus.page(number), links) for number in range(count)]


def check_count(tool: Tool, site: Path, count: int) -> None:
    """Check that there are as many HTML files as pages."""
    found = sum(1 for _ in (site / tool.output).rglob("*.html"))
    if found != count:
        raise WrongOutputError(f"{tool.label} made {found} HTML files of {count} pages")


def check_words(tool: Tool, words: Words, others: Words) -> None:
    """Check that each page has about as many words as with another tool."""
    for number, (own, other) in enumerate(zip(words, others, strict=True)):
        if abs(own - other) > other * _TOLERANCE:
            where = corpus.page(number).url
            raise WrongOutputError(f"{tool.label}: {where} has {own} words, elsewhere {other}")


def check_edit(tool: Tool, site: Path, count: int, what: str, mark: str) -> None:
    """Check that an edit is published: in its own page, or in all of them."""
    everywhere = what in {"partial", "data"}
    for number in range(count) if everywhere else [corpus.EDITED]:
        file = tool.published(site, corpus.page(number))
        if not re.search(rf"\b{mark}\b", file.read_text("utf-8")):
            raise WrongOutputError(f"{tool.label}: {file} is without the edit {mark}")


def _words_of(tool: Tool, site: Path, page: corpus.Page, links: Sequence[str]) -> int:
    text = tool.published(site, page).read_text("utf-8")
    main = _part(_MAIN, text)
    if unescape(_part(_TITLE, text)) != page.title or page.title not in main:
        raise WrongOutputError(f"{tool.label}: {page.url} lacks its title")
    if _LINK.findall(_part(_NAVIGATION, text)) != links:
        raise WrongOutputError(f"{tool.label}: {page.url} lacks links of the navigation")
    return len(unescape(_TAG.sub(" ", main)).split())


def _part(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""
