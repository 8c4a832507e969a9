"""Whatever was done to a published file meanwhile, the next build puts it right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.incremental.edits import Site, edit_body, outputs


def link_to_nothing(file: Path, _: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


def link_to_a_folder(file: Path, _: Path) -> None:
    file.unlink()
    file.symlink_to(file.parent)


def link_to_a_copy(file: Path, copy: Path) -> None:
    file.rename(copy)
    file.symlink_to(copy)


def fill_with_folders(file: Path, _: Path) -> None:
    file.unlink()
    (file / "a/b").mkdir(parents=True)


HARMS = (link_to_nothing, link_to_a_folder, link_to_a_copy, fill_with_folders)


@pytest.mark.parametrize("path", ["news/two/index.html", "robots.txt"])
@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_what_stands_in_a_files_place_makes_room(
    harm: Callable[[Path, Path], None], path: str, tmp_path: Path
) -> None:
    site = Site()
    site.build(tmp_path)
    before = outputs(tmp_path)
    harm(tmp_path / "output" / path, tmp_path / "copy")
    assert site.build(tmp_path).files_written == (path,)
    assert outputs(tmp_path) == before
    assert not (tmp_path / "output" / path).is_symlink()
    assert site.build(tmp_path).written == 0


def test_it_makes_room_while_something_is_edited(tmp_path: Path) -> None:
    site = Site()
    site.build(tmp_path)
    for harm, path in zip(HARMS, ("a", "b", "past", "court"), strict=True):
        harm(tmp_path / "output" / path / "index.html", tmp_path / "copy")
    edit_body(site, 1)
    site.build(tmp_path)
    site.build_clean(tmp_path / "clean")
    assert outputs(tmp_path) == outputs(tmp_path / "clean")
