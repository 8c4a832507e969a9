"""Sensible edits at random: texts, titles, numbers, records, links, and slips in these."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

PAGES = (
    "content/what-we-do/index.md",
    "content/our-impact/the-data.md",
    "content/our-impact/evaluation.md",
    "content/about-us/our-organisation/local-teams.md",
    "content/help/if-your-garden-is-in-trouble.md",
    "content/news/first-frost.md",
    "content/contact.md",
    "content/index.md",
)
WORDS = (
    *("beans", "a spade", "the first summer", "rain", "Exampleton", "a neighbour"),
    *("snails", "ground", "the council", "two rows", "a fence", "seeds"),
)

Write = Callable[[Path, str], None]


@dataclass(frozen=True)
class Editor:
    """An edit with the words in it; ``files`` are those in which its author looks for a mistake."""

    name: str
    write: Write
    words: str
    files: tuple[str, ...]

    def make(self, site: Path) -> None:
        """Change the files of a site."""
        self.write(site, self.words)

    def __repr__(self) -> str:
        """Return what a failing example shows."""
        return f"{self.name}({self.words!r}) in {self.files}"


def edits() -> st.SearchStrategy[Editor]:
    """Return any edit of a page, or of a data file."""
    words = st.lists(st.sampled_from(WORDS), min_size=2, max_size=7).map(" and ".join)
    of_pages = st.builds(
        on_a_page, st.sampled_from(sorted(ON_PAGES)), words, st.sampled_from(PAGES)
    )
    return st.one_of(of_pages, st.builds(in_data, st.sampled_from(sorted(IN_DATA)), words))


def on_a_page(name: str, words: str, path: str) -> Editor:
    """Return an edit of a page."""
    write = ON_PAGES[name]
    return Editor(name, lambda site, text: write(site / path, text), words, (path,))


def in_data(name: str, words: str) -> Editor:
    """Return an edit of a data file."""
    path, write = IN_DATA[name]
    return Editor(name, lambda site, text: write(site / path, text), words, (path,))


def append(form: str) -> Write:
    """Return the edit that adds a text at the end of a file, with the words at the place of {}."""

    def write(path: Path, words: str) -> None:
        text = form.replace("{}", words).replace("{id}", re.sub(r"\W+", "-", words))
        path.write_text(f"{path.read_text('utf-8').rstrip()}\n{text}\n", "utf-8")

    return write


def change(pattern: str, form: str) -> Write:
    """Return the edit that puts other words in the place of the first that a pattern finds."""

    def write(path: Path, words: str) -> None:
        text = path.read_text("utf-8")
        now = form.replace("{}", words.capitalize())
        path.write_text(re.sub(pattern, lambda _: now, text, count=1, flags=re.MULTILINE), "utf-8")

    return write


ON_PAGES: dict[str, Write] = {
    "a paragraph": append("\nOf {} there is more to say."),
    "a heading": append("\n## More about {}\n\nThere is more."),
    "a list": append("\n- {}\n- and no more"),
    "a list without a line before it": append("These are wanted:\n- {}\n- no more"),
    "a link": append("\n[{}](/help/)"),
    "a link to a page that is not there": append("\n[{}](/no-such-page/)"),
    "a figure": append("\nThere were [[figure:ground]] plots of {}."),
    "a figure that is not there": append("\nThere were [[figure:{id}]]."),
    "a typed number": append("\nOf {} it was 37%."),
    "a table": append("\nTable: {}\n\n| Town | Plots |\n|---|---:|\n| Exampleton | {} |"),
    "a note": append('\n!!! note "Mind {}"\n    It is said twice.'),
    "a heading of the first level": append("\n# {}"),
    "a picture that is not there": append("\n![{}](photo.jpg)"),
    "a footnote": append("\nIt is so.[^of]\n\n[^of]: Said of {}."),
    "another title": change(r"^title: .*$", "title: {}"),
    "another description": change(
        r"^description: .*$",
        "description: A new description of this page, which says what is told here: {}"[:150],
    ),
    "a summary": change(r"^checked: .*$", "checked: 2026-11-21\nsummary: All about {}."),
    "another day": change(r"^checked: .*$", "checked: 2026-11-20"),
    "a day that is none": change(r"^checked: .*$", "checked: 2026-13-45"),
    "a key that is none": change(r"^title: ", "colour: green\ntitle: "),
}
IN_DATA: dict[str, tuple[str, Write]] = {
    "another value": ("data/figures.yaml", change(r"^  value: 49$", "  value: 50")),
    "another caution": ("data/figures.yaml", change(r"^  caution: .*$", "  caution: Mind {}.")),
    "another purpose": ("data/help.yaml", change(r"^  purpose: .*$", "  purpose: For {}.")),
    "another number to ring": (
        "data/help.yaml",
        change(r"^  number: 08.*$", "  number: 08081 570 333"),
    ),
    "another name of the menu": (
        "data/navigation.yaml",
        change(r"    title: About Us", "    title: {}"),
    ),
    "an event of the timeline": (
        "data/timeline.yaml",
        append("- id: {id}\n  date: 2026-01\n  text: There was {}.\n  sources: [A-COUNT]"),
    ),
    "a source that is not there": ("data/timeline.yaml", change(r"\[A-COUNT\]", "[A-COUMT]")),
    "a place": (
        "data/places.yaml",
        append(
            "- id: {id}\n  name: {}\n  region: north\n  known_from: 2025-06\n"
            "  last_seen: 2026-06\n  sources: [A-COUNT]"
        ),
    ),
    "a funder": (
        "data/funders.yaml",
        append(
            "- {id: {id}, name: Friends of {}, purpose: Tools, period: in 2024, sources: [A-COUNT]}"
        ),
    ),
    "another address": ("data/site.yaml", change(r"^  address: .*$", "  address: By {}")),
    "another line": ("data/site.yaml", change(r"^line: .*$", "line: Room for {}")),
}
