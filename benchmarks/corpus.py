"""The site that every tool builds: pages, navigation, notice, and edits of them.

All is made from page numbers, so that two runs measure the same site.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: How many entries the navigation has; a site has at least twice as many pages.
ENTRIES = 33
#: The number of the page that edits of a body and of a title change; no entry leads to it.
EDITED = 1

_PAGES_IN_FOLDER = 50
_SECTIONS = 4
_TEXT = """
    apple autumn barley basket beacon bench berry birch blanket bramble bridge brook candle canvas
    cellar chalk cherry chestnut clay clover coast cobble copper corner cotton cradle crumb dairy
    dawn drift ember fabric feather fern ferry field finch flint forest fountain garden garnet gate
    ginger glade grain gravel grove hamlet harbour harvest hazel heather hedge hollow honey island
    ivory ivy jacket juniper kettle lace ladder lantern lavender ledge linen lodge maple marble
    marsh meadow mill mint moss nettle oak oat orchard otter paddle paper parcel pasture pebble
    pepper pillow plum pond poplar quarry quill raven reed ribbon ridge river robin rope saddle
    sail salt sand shelf shell silver slate sparrow spring stable stone straw stream sugar summer
    thistle thread timber tower trail valley velvet village walnut water wheat willow window wool
"""
_WORDS = _TEXT.split()


@dataclass(frozen=True)
class Page:
    """One page: its number, its path without an ending, its address, its title."""

    number: int
    path: str
    url: str
    title: str


def page(number: int) -> Page:
    """Return the page of a number; number 0 is the home page."""
    title = f"{_words(random.Random(f'title {number}'), 3).capitalize()} {number}"
    if number == EDITED:
        title += " title-edition-0"
    if number == 0:
        return Page(number, "index", "/", title)
    path = f"folder-{number // _PAGES_IN_FOLDER:03}/page-{number:05}"
    return Page(number, path, f"/{path}/", title)


def navigation(count: int) -> list[Page]:
    """Return the pages that the navigation leads to: the first, and others evenly spread."""
    return [page(entry * count // ENTRIES) for entry in range(ENTRIES)]


def notice() -> dict[str, str]:
    """Return the data that the layout prints on every page."""
    return {"text": "Open on all days, data-edition-0"}


def source(number: int, count: int, *, mistaken: bool = False) -> str:
    """Return a page as Markdown with front matter, in a form that every tool reads.

    One that is ``mistaken`` ends with a heading that leaves out a level: a warning here.
    """
    chance = random.Random(number)
    front = f"---\ntitle: {page(number).title}\ndescription: {_words(chance, 12)}\n---\n"
    links = _links(number, count)
    sections = [_section(chance, place, next(links)) for place in range(_SECTIONS)]
    edited = "This is body-edition-0.\n\n" if number == EDITED else ""
    text = f"{front}\n{edited}{_paragraph(chance, next(links))}" + "".join(sections)
    return f"{text}##### {_words(chance, 3).capitalize()}\n" if mistaken else text


def edit(file: Path, what: str, number: int) -> str:
    """Change the one mark of an edit in a file, such as body-edition-0; return the new mark."""
    mark = f"{what}-edition-{number}"
    text, times = re.subn(rf"\b{what}-edition-\d+", mark, file.read_text("utf-8"))
    if times != 1:
        raise ValueError(f"{file} holds {times} marks of {what}")
    file.write_text(text, "utf-8")
    return mark


def as_json(value: object) -> str:
    """Return data as JSON, which YAML holds as well."""
    return json.dumps(value, indent=2) + "\n"


def _links(number: int, count: int) -> Iterator[str]:
    """Give links to other pages, the next one among them, so that each page is linked to."""
    for step in (1, 7, 31, count // 2, count // 3):
        target = page((number + step) % count)
        yield f"[{target.title.split()[0]}]({target.url})"


def _section(chance: random.Random, place: int, link: str) -> str:
    """Return a heading, a paragraph, and after it one of four further forms of text."""
    heading = f"## {_words(chance, 3).capitalize()} {place}\n\n"
    forms = (_list, _table, _numbered, _subsection)
    return heading + _paragraph(chance, link) + forms[place](chance)


def _paragraph(chance: random.Random, link: str) -> str:
    sentences = [f"{_words(chance, 12).capitalize()}." for _ in range(4)]
    marked = f"Of the **{_words(chance, 2)}** and the *{_words(chance, 1)}* see {link}."
    return " ".join([*sentences, marked]) + "\n\n"


def _list(chance: random.Random) -> str:
    return "".join(f"- {_words(chance, 7)}\n" for _ in range(8)) + "\n"


def _numbered(chance: random.Random) -> str:
    return "".join(f"{place}. {_words(chance, 7)}\n" for place in range(1, 6)) + "\n"


def _table(chance: random.Random) -> str:
    rows = [[_words(chance, 2) for _ in range(3)] for _ in range(6)]
    rows.insert(1, ["---"] * 3)
    return "".join(f"| {' | '.join(row)} |\n" for row in rows) + "\n"


def _subsection(chance: random.Random) -> str:
    heading = f"### {_words(chance, 3).capitalize()}\n\n"
    return f"{heading}{_words(chance, 60).capitalize()} `{_words(chance, 2)}`.\n\n"


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS, k=count))
