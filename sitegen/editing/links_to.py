"""Who links here: every place in texts, menus and data that names a page, with its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitegen.diagnostics import Span
from sitegen.editing import mentions
from sitegen.editing.move import find_page


def links_to(site: Path, word: str) -> tuple[str, tuple[tuple[Span, str], ...]]:
    """Return the page that a word names, and each place that names it with its line's text.

    Raises EditRefusedError if there is no such page.
    """
    page = find_page(site, word)
    return page.path, tuple(_places(site, page))


def _places(site: Path, page: mentions.Page) -> Iterator[tuple[Span, str]]:
    for path, text in mentions.texts(site):
        if path == page.path:
            continue
        if path.startswith("data/"):
            edits = [*mentions.edits_in_data(text.text, page, lambda _: "")]
        else:
            edits = [*mentions.front_matter_edits(path, text, page, lambda _: "")]
            edits += mentions.edits_in_page(path, text, page, lambda _, __: "")
        for edit in sorted(edits, key=lambda one: one.start):
            before = text.text[: edit.start]
            start = before.rfind("\n") + 1
            line = text.text[start:].partition("\n")[0].strip()
            column = edit.start - start + 1
            yield Span(path, before.count("\n") + 1, column, edit.end - edit.start), line
