"""Which sources an event tells of: files by their paths in the site, or any."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from watchdog.events import (
    DirMovedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
)

from sitegen.serve.watch import Touched, Watch

SITES = (Path("/site"), Path("site"), Path())


def path(site: Path, *parts: str) -> str:
    return os.path.join(str(site / "content"), *parts)  # noqa: PTH118 - as events have it


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize(
    ("event", "told"),
    [
        (lambda site: FileModifiedEvent(path(site, "a.md")), ("content/a.md",)),
        (
            lambda site: FileMovedEvent(path(site, "b.tmp"), path(site, "news", "b.md")),
            ("content/b.tmp", "content/news/b.md"),
        ),
        (lambda site: DirMovedEvent(path(site, "news"), path(site, "new")), ()),
    ],
)
def test_files_are_named_and_folders_are_not(
    site: Path, event: Callable[[Path], FileSystemEvent], told: tuple[str, ...]
) -> None:
    assert heard(site, event(site)) == told


def test_a_file_that_is_not_in_the_site_names_none() -> None:
    assert heard(Path("/site"), FileModifiedEvent("/private/site/content/a.md")) == ()


def heard(site: Path, event: FileSystemEvent) -> tuple[str, ...]:
    """Return what an event tells of."""
    told: list[tuple[str, ...]] = []
    Watch(site, lambda *paths: told.append(paths), poll=False).on_any_event(event)
    return told[0]


def test_what_was_touched_is_kept_until_a_build_ends_well() -> None:
    touched = Touched()
    assert touched.gathered() is None, "before the first build anything may have changed"
    touched.forget()
    touched.hear("content/a.md")
    assert touched.gathered() == frozenset({"content/a.md"})
    touched.hear("content/b.md")
    assert touched.gathered() == frozenset({"content/a.md", "content/b.md"})
    touched.hear("content/c.md")
    touched.forget()
    assert touched.gathered() == frozenset({"content/c.md"}), "it came after that build had begun"
    touched.hear()
    assert touched.gathered() is None
