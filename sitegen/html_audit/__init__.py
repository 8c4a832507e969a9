"""Any folder of built HTML held to what a program can judge without a browser: all its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sitegen.diagnostics import Diagnostic, report
from sitegen.html_audit import controls, links, media, structure
from sitegen.html_audit.folder import Folder
from sitegen.html_audit.page import HtmlPage

#: What is asked of a page taken by itself.
_OF_A_PAGE: tuple[Callable[[HtmlPage], Iterator[Diagnostic]], ...] = (
    structure.language,
    structure.title,
    structure.zoom,
    structure.landmarks,
    structure.headings,
    structure.skip_link,
    structure.ids,
    controls.labels,
    controls.names,
    controls.label_in_name,
    controls.keyboard,
    controls.menus,
    controls.current,
    controls.new_tabs,
    controls.references,
    media.pictures,
    media.graphics,
    media.frames,
    media.autoplay,
    media.tables,
)
#: What is asked of a page among the other files of its site.
_AMONG_FILES: tuple[Callable[[HtmlPage, Folder], Iterator[Diagnostic]], ...] = (
    links.links,
    links.missing_files,
    links.third_parties,
    links.weight,
)


def audit(root: Path) -> tuple[Folder, tuple[Diagnostic, ...]]:
    """Return a folder of built HTML with all that is wrong in its pages, sorted by place.

    Raises NoPagesError for a folder without any.
    """
    folder = Folder(root)
    return folder, report(one for page in folder.pages.values() for one in _of(page, folder))


def _of(page: HtmlPage, folder: Folder) -> Iterator[Diagnostic]:
    if page.leads_on:
        return  # a page that sends its visitors on at once is none that anybody reads
    for rule in _OF_A_PAGE:
        yield from rule(page)
    for among in _AMONG_FILES:
        yield from among(page, folder)
