"""Templates of the project: what looks the same everywhere is written once, and filters group."""

from __future__ import annotations

import pytest

from tests.frozen import PROJECT

FOLDER = PROJECT / "templates"
LINKS = "macros/links.html"
TEMPLATES = {
    path.relative_to(FOLDER).as_posix(): path.read_text("utf-8")
    for path in sorted(FOLDER.rglob("*.html"))
}


@pytest.mark.parametrize("written", ["aria-current=", "<time ", "source.title }}</a>"])
def test_a_macro_writes_it_for_all(written: str) -> None:
    assert [name for name, text in TEMPLATES.items() if written in text] == [LINKS]


@pytest.mark.parametrize("logic", ["loop.changed", "loop.previtem", "namespace(", "loop.index0 %"])
def test_groups_are_made_by_filters(logic: str) -> None:
    assert [name for name, text in TEMPLATES.items() if logic in text] == []
