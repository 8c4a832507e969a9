"""Where pages stand: in which section, below which page, above which, and between which two.

A page that is by itself what it was, and stands where it stood, is the one of the last model.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from sitegen.model.pages import Pages
from sitegen.model.routes import ERROR_PAGE
from sitegen.model.standalone import Frame, Standalone
from sitegen.model.types import Crumb, Page, Section
from sitegen.sources import digest

HOME = "content/index.md"
#: Pages that no path leads to.
_WITHOUT_TRAIL = (HOME, ERROR_PAGE)
_HOME_CRUMB = Crumb("Home", "/")
#: So much of a digest tells apart what one page is made of at different times.
_SHORT = 16


class Place(NamedTuple):
    """Where a page stands: ``above`` is the path to it, the other pages are named by their ids.

    Those pages that it is made of, if a file makes it of several, are its ``entries``.
    """

    section: Section | None
    above: tuple[Crumb, ...]
    children: tuple[str, ...]
    previous: str | None
    next: str | None
    entries: tuple[str, ...]


class MadeOf(NamedTuple):
    """What the pages of a model were made of: each by itself, the sections, the places."""

    frame: Frame
    alone: Mapping[str, Standalone]
    sections: Mapping[str, Section]
    places: Mapping[str, Place]


def placed(alone: Mapping[str, Standalone], frame: Frame, known: Pages[Page] | None) -> Pages[Page]:
    """Return pages at their places, given each by itself; ``known`` are those of the last model."""
    then: MadeOf | None = known.made_of if known else None
    sections = _sections(alone, then.sections if then else {})
    places = dict(_places(alone, sections))
    pages, bases = {}, {}
    for path, page in alone.items():
        if known and then and then.alone.get(path) is page and then.places[path] == places[path]:
            pages[path], bases[path] = known[path], known.bases[path]
        else:
            pages[path] = _page(page, places[path])
            bases[path] = _basis(pages[path], page, frame)
    return Pages(pages, bases, MadeOf(frame, alone, sections, places), known)


def _page(page: Standalone, place: Place) -> Page:
    document, front = page.document, page.document.front
    own = Crumb(front.menu_title or front.title, page.route.url, current=True)
    return Page(
        id=document.path,
        source=document.source,
        url=page.route.url,
        output=page.route.output,
        kind=page.kind,
        layout=page.layout,
        front=front,
        section=place.section,
        breadcrumbs=() if document.path in _WITHOUT_TRAIL else (*place.above, own),
        children=place.children,
        previous=place.previous,
        next=place.next,
        sound=document.sound,
        item=document.item,
        entries=place.entries,
        is_private=page.is_private,
        types=page.types,
    )


def _basis(page: Page, alone: Standalone, frame: Frame) -> str:
    """Return a digest of what a page is made of: its front matter, and its place in the site."""
    document, section = alone.document, page.section
    made_of = (
        frame.where,
        document.yaml.text,
        repr((document.front, document.item)) if document.item else "",
        (page.source, page.url, page.output, page.kind, page.layout, page.sound, page.is_private),
        (section.folder, section.title, section.url, section.landing) if section else (),
        tuple((crumb.title, crumb.url) for crumb in page.breadcrumbs),
        (page.children, page.previous, page.next, page.entries),
    )
    return digest(marshal.dumps(made_of, 2))[:_SHORT]  # in this version the same each time


def _sections(
    pages: Mapping[str, Standalone], known: Mapping[str, Section]
) -> Mapping[str, Section]:
    """Return the section of each folder below content/ that holds pages at any depth.

    One that is what it was is the known one.
    """
    folders = {path.rpartition("/")[0] for path in pages}
    folders = {above for folder in folders for above in _with_parents(folder)} - {"content"}
    found = {folder: _section(folder, pages) for folder in sorted(folders)}
    return {
        folder: known[folder] if known.get(folder) == section else section
        for folder, section in found.items()
    }


def _section(folder: str, pages: Mapping[str, Standalone]) -> Section:
    landing = f"{folder}/index.md"
    if landing in pages:
        front = pages[landing].document.front
        title = front.menu_title or front.title
        return Section(folder, title, pages[landing].route.url, landing)
    words = PurePosixPath(folder).name.replace("-", " ").replace("_", " ")
    return Section(folder, words[:1].upper() + words[1:], None, None)


def _places(
    pages: Mapping[str, Standalone], sections: Mapping[str, Section]
) -> Iterator[tuple[str, Place]]:
    """Yield the place of each page."""
    below = _children(pages, sections)
    around = {path: between for paths in below.values() for path, between in _neighbours(paths)}
    home = (_HOME_CRUMB,) if HOME in pages else ()
    trails = {folder: (*home, *_trail(folder, sections)) for folder in ("content", *sections)}
    for path, page in pages.items():
        folder = path.rpartition("/")[0]
        above = folder.rpartition("/")[0] if path.endswith("/index.md") else folder
        children, entries = tuple(below.get(path, ())), _entries(page, pages)
        between = around.get(path, (None, None))
        yield path, Place(sections.get(folder), trails.get(above, ()), children, *between, entries)


def _entries(page: Standalone, pages: Mapping[str, Standalone]) -> tuple[str, ...]:
    """Return the ids of what a page is made of: of pages those that there are in this build."""
    each, entries = page.document.front.each, page.document.entries
    if each is None or each.records:
        return entries
    return tuple(path for path in entries if path in pages)


def _children(
    pages: Mapping[str, Standalone], known: Mapping[str, Section]
) -> Mapping[str, Sequence[str]]:
    """Return, for each landing page, the pages right below it, in order.

    Pages of a folder without a landing page count as pages of the folder above it.
    """
    below: dict[str, list[str]] = {}
    for path in sorted(pages, key={path: page.order for path, page in pages.items()}.__getitem__):
        below.setdefault(_landing_above(path, known), []).append(path)
    below.pop("", None)
    return below


def _landing_above(path: str, known: Mapping[str, Section]) -> str:
    above = _folders_above(path)
    for folder in above[1:] if path.endswith("/index.md") else above:
        section = known.get(folder)
        if section is not None and section.landing:
            return section.landing
    return "" if path in _WITHOUT_TRAIL else HOME


def _neighbours(
    paths: Sequence[str],
) -> Iterator[tuple[str, tuple[str | None, str | None]]]:
    for place, path in enumerate(paths):
        before = paths[place - 1] if place else None
        yield path, (before, paths[place + 1] if place + 1 < len(paths) else None)


def _trail(folder: str, known: Mapping[str, Section]) -> Iterator[Crumb]:
    """Yield the steps to a folder and to those above it, the outermost first."""
    for above in reversed(_with_parents(folder)):
        if above in known:
            yield known[above].crumb


def _folders_above(path: str) -> tuple[str, ...]:
    """Return the folders that a page lies in, up to content/, the nearest first."""
    return _with_parents(path.rpartition("/")[0])


@cache
def _with_parents(folder: str) -> tuple[str, ...]:
    return (folder, *_with_parents(folder.rpartition("/")[0])) if folder else ()
