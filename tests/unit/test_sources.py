"""Input files are read once, and only those that are meant."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen import discovery
from sitegen.discovery import LARGEST_TEXT
from sitegen.sources import (
    SiteNotFoundError,
    decode,
    digest,
    list_again,
    list_inputs,
    take_snapshot,
)
from tests.support import Site, lines, snapshot_of


def test_a_folder_without_content_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(SiteNotFoundError, match="is not a site: it has no folder content/"):
        take_snapshot(tmp_path)


def test_only_the_four_folders_are_read(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(
        {
            "content/a/b.md": b"1",
            "data/b.yaml": b"2",
            "templates/c.html": b"3",
            "assets/d/e.css": b"4",
            "notes.md": b"5",
            "output/index.html": b"6",
            ".sitegen/x": b"7",
        }
    )
    snapshot, found = take_snapshot(tmp_path)
    assert found == ()
    assert {path: file.data for path, file in snapshot.files.items()} == {
        "assets/d/e.css": b"4",
        "content/a/b.md": b"1",
        "data/b.yaml": b"2",
        "templates/c.html": b"3",
    }
    assert all(file.digest == digest(file.data) for file in snapshot.files.values())


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"\xef\xbb\xbfa", "a"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa", "a"),
        ("a\u2028b".encode(), "a\u2028b"),
        ("é".encode(), "é"),
        (b"\xe9", "\ufffd"),
    ],
)
def test_text_has_one_kind_of_line_end_and_no_mark(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are always text")
def test_a_name_that_is_no_text_is_reported(tmp_path: Path) -> None:
    Site(tmp_path).write({"content/a.md": b""})
    name = os.fsdecode(b"caf\xe9.png")
    (tmp_path / "content" / name).write_bytes(b"")
    snapshot, found = take_snapshot(tmp_path)
    assert list(snapshot.files) == ["content/a.md"]
    assert [one.span.path for one in found] == ["content/caf?.png"]
    assert lines(found) == ["1:1 file-name: the name is not UTF-8 text -> rename the file"]


def test_lines_are_given_by_number() -> None:
    snapshot = snapshot_of({"content/a.md": b"one\r\ntwo"})
    assert [snapshot.line("content/a.md", number) for number in range(4)] == ["", "one", "two", ""]
    assert snapshot.line("content/none.md", 1) == ""
    assert snapshot.text("content/none.md") is None


def test_files_are_listed_by_whole_folder_names() -> None:
    snapshot = snapshot_of({"content/a/b.md": b"", "content/ab/c.md": b"", "content/a.md": b""})
    assert [file.path for file in snapshot.under("content/a")] == ["content/a/b.md"]
    assert [file.path for file in snapshot.under("content/a/")] == ["content/a/b.md"]


def test_a_wrong_byte_has_its_place_in_characters(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write({"content/a.md": "é\nüx".encode() + b"\xff", "content/b.png": b"\xff"})
    _, found = take_snapshot(tmp_path)
    assert lines(found) == [
        "2:3 not-utf-8: the byte 0xff is not UTF-8 text -> save the file with the encoding UTF-8"
    ]


def test_what_was_not_touched_is_not_listed_again(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write({"content/a.md": "1", "content/b.md": "1", "data/c.yaml": "1"})
    listed, _ = list_inputs(tmp_path)
    site.write({"content/a.md": "Longer", "content/b.md": "Longer", "content/a.md~": "1"})
    touched = ["content/a.md", "content/a.md~", "content/4913", "content/.a.md.swp"]
    again = list_again(tmp_path, listed, touched)
    assert again == {**list_inputs(tmp_path)[0], "content/b.md": listed["content/b.md"]}
    assert list_again(tmp_path, listed, ["content/b.md", *touched]) == list_inputs(tmp_path)[0]


def come(path: Path) -> None:
    path.write_text("Here")


def become_large(path: Path) -> None:
    path.write_text("x" * (LARGEST_TEXT + 1))


def become_a_link(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("index.md")


def become_a_folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        ("old.md", Path.unlink),
        ("new.md", come),
        ("old.md", become_large),
        ("old.md", become_a_link),
        ("new.md", become_a_link),
        ("old.md", become_a_folder),
        ("new", become_a_folder),
    ],
)
def test_all_are_listed_where_a_file_comes_or_goes_or_may_be_a_mistake(
    name: str, edit: Callable[[Path], None], tmp_path: Path
) -> None:
    Site(tmp_path).write({"content/index.md": "1", "content/old.md": "1"})
    listed, _ = list_inputs(tmp_path)
    edit(tmp_path / "content" / name)
    assert list_again(tmp_path, listed, [f"content/{name}"]) is None


def test_all_are_listed_where_a_site_becomes_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Site(tmp_path).write({"content/index.md": "1", "content/old.md": "1"})
    monkeypatch.setattr(discovery, "LARGEST_SITE", 100)
    listed, _ = list_inputs(tmp_path)
    Site(tmp_path).write({"content/old.md": "x" * 100})
    assert list_again(tmp_path, listed, ["content/old.md"]) is None
