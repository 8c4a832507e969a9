"""output/ is brought to exactly what was made, whole files only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.output import folder, staging, writer
from sitegen.output.folder import STAGING, OutputRefusedError
from sitegen.output.writer import Published, clean, publish
from sitegen.sources import FileStat
from tests.support import Site

FIRST = {"index.html": b"1", "a/index.html": b"2", "a/b/index.html": b"3"}
NOTHING = Published((), ())


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def to(site: Site, outputs: dict[str, bytes]) -> Published:
    return publish(outputs, site.root, site.root / "output")


def test_the_first_time_everything_is_written(site: Site) -> None:
    assert to(site, FIRST) == Published(tuple(FIRST), ())
    assert site.files("output") == FIRST


def test_only_what_differs_is_written_and_what_is_gone_is_removed(site: Site) -> None:
    to(site, FIRST)
    second = {"index.html": b"1", "a/index.html": b"new", "c.txt": b"4"}
    assert to(site, second) == Published(("a/index.html", "c.txt"), ("a/b/index.html",))
    assert site.files("output") == second
    assert not (site.root / "output/a/b").exists()


def test_the_same_again_writes_nothing(site: Site) -> None:
    to(site, FIRST)
    assert to(site, FIRST) == NOTHING


def test_what_is_kept_needs_no_bytes_and_stays(site: Site) -> None:
    to(site, FIRST)
    second = {"index.html": b"new"}
    kept = frozenset({"a/index.html"})
    published = publish(second, site.root, site.root / "output", kept)
    assert published == Published(("index.html",), ("a/b/index.html",))
    assert site.files("output") == {"index.html": b"new", "a/index.html": b"2"}


def test_what_was_kept_is_still_the_builds_own(site: Site) -> None:
    elsewhere = site.root / "elsewhere"
    publish(FIRST, site.root, elsewhere)
    publish({}, site.root, elsewhere, frozenset(FIRST))
    assert publish({}, site.root, elsewhere) == Published((), tuple(sorted(FIRST)))
    assert site.files("elsewhere") == {}


def test_a_list_of_what_exists_spares_looking(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    to(site, FIRST)
    existing = frozenset(FIRST)

    def looked(output: Path) -> dict[str, FileStat]:
        raise AssertionError(f"{output} was looked through")

    monkeypatch.setattr(writer, "stat_outputs", looked)
    monkeypatch.setattr(folder, "stat_outputs", looked)
    second = {"index.html": b"1", "c.txt": b"4"}
    output = site.root / "output"
    published = publish(second, site.root, output, frozenset({"a/index.html"}), existing)
    assert published == Published(("c.txt",), ("a/b/index.html",))
    assert site.files("output") == {**second, "a/index.html": b"2"}


def test_a_list_of_what_exists_still_tells_what_is_not_the_builds(site: Site) -> None:
    elsewhere = site.root / "elsewhere"
    site.write({"elsewhere/mine.txt": "Mine."})
    with pytest.raises(OutputRefusedError, match=r"did not make: mine\.txt"):
        publish(FIRST, site.root, elsewhere, existing=frozenset({"mine.txt"}))
    assert sorted(site.files("elsewhere")) == ["mine.txt"]


def test_files_become_folders_and_folders_files(site: Site) -> None:
    to(site, {"a": b"1", "b/c": b"2", "d/e/f": b"3"})
    second = {"a/x/y": b"1", "b": b"2", "d": b"3"}
    assert to(site, second) == Published(("a/x/y", "b", "d"), ("a", "b/c", "d/e/f"))
    assert site.files("output") == second
    assert to(site, second) == NOTHING


def test_what_is_renamed_in_capitals_only_makes_room_first(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    to(site, {"About/index.html": b"1"})
    replace, old, moved = os.replace, site.root / "output/About", []

    def checked(path: str, target: str) -> None:
        assert Path(target).name != "about" or not old.exists()
        moved.append(Path(target).name)
        replace(path, target)

    monkeypatch.setattr(os, "replace", checked)
    to(site, {"about/index.html": b"1"})
    assert "about" in moved
    assert site.files("output") == {"about/index.html": b"1"}


def test_nothing_is_left_of_the_staging_folder(site: Site) -> None:
    to(site, FIRST)
    (site.root / "output" / STAGING).mkdir()
    (site.root / "output" / STAGING / "old").write_text("from a build that was stopped")
    to(site, FIRST)
    assert not (site.root / "output" / STAGING).exists()


def test_a_disk_that_is_full_changes_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    to(site, FIRST)
    write = staging.write

    def full(path: str, data: bytes) -> None:
        if path.endswith("/last"):
            raise OSError(28, "No space left on device")
        write(path, data)

    monkeypatch.setattr(staging, "write", full)
    with pytest.raises(OSError, match="No space left"):
        to(site, {"index.html": b"new", "last": b"new"})
    assert site.files("output") == FIRST


@pytest.mark.parametrize("name", ["output", "another"])
def test_a_build_stopped_while_moving_is_finished_by_the_next(
    site: Site, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    publish(FIRST, site.root, site.root / name)
    second = {"index.html": b"new", "new/index.html": b"4", "z": b"5"}
    replace = os.replace

    def stopped(path: str, target: str) -> None:
        if Path(target).name == "z":
            raise KeyboardInterrupt
        replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", stopped)
        with pytest.raises(KeyboardInterrupt):
            publish(second, site.root, site.root / name)
    assert publish(second, site.root, site.root / name) == Published(
        ("z",), ("a/b/index.html", "a/index.html")
    )
    assert site.files(name) == second


def test_cleaning_removes_what_builds_made_and_nothing_else(site: Site) -> None:
    to(site, FIRST)
    site.write({"output/mine.txt": "Mine.", "output/.gitignore": "*"})
    assert clean(site.root, site.root / "output") == 3
    assert sorted(site.files("output")) == [".gitignore", "mine.txt"]
    assert clean(site.root, site.root / "output") == 0


def test_cleaning_where_nothing_was_built(site: Site) -> None:
    site.write({"output/mine.txt": "Mine."})
    assert clean(site.root, site.root / "output") == 0
    assert clean(site.root, site.root / "none") == 0
    assert sorted(site.files("output")) == ["mine.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("umask", [0o077, 0o000, 0o027])
def test_a_host_can_serve_what_is_published_whatever_the_umask(site: Site, umask: int) -> None:
    before = os.umask(umask)
    try:
        to(site, FIRST)
        (site.root / "output/index.html").chmod(0o600)
        to(site, {**FIRST, "new/page.html": b"4"})
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    paths = [site.root / "output", *(site.root / "output").rglob("*")]
    modes = {path.stat().st_mode & 0o777 for path in paths if path.is_file()}
    assert (modes, {path.stat().st_mode & 0o777 for path in paths if path.is_dir()}) == (
        {0o644},
        {0o755},
    )
