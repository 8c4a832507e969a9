"""Which files are no longer what was recorded of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.incremental.changes import STEP, changes, engine_digest
from sitegen.sources import digest, file_stat

NAME = "content/a.md"


def looked_into(folder: Path, text: bytes, age: int) -> tuple[tuple[str, ...], int]:
    """Return what is found of a file recorded as "old", whose stat has not changed since.

    ``age`` is how long before the record was taken, in nanoseconds, it was changed last.
    """
    file = folder / NAME
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text)
    stat = file_stat(file.stat())
    changed_at = max(stat[1], stat[2])
    recorded = {NAME: (stat, digest(b"old"))}
    found = changes(folder, recorded, {NAME: stat}, taken_at=changed_at + age)
    return found.modified, found.looked_into


@pytest.mark.parametrize("age", [-1, 0, 1, STEP - 1])
def test_what_changed_within_a_step_of_the_clock_is_looked_into(tmp_path: Path, age: int) -> None:
    assert looked_into(tmp_path, b"new", age) == ((NAME,), 1)
    assert looked_into(tmp_path, b"old", age) == ((), 1)


@pytest.mark.parametrize("age", [STEP, STEP + 1])
def test_an_equal_stat_of_an_older_file_is_trusted(tmp_path: Path, age: int) -> None:
    assert looked_into(tmp_path, b"new", age) == ((), 0)


def test_a_record_of_what_only_the_build_writes_is_always_trusted(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"new")
    stat = file_stat((tmp_path / "a").stat())
    found = changes(tmp_path, {"a": (stat, digest(b"old"))}, {"a": stat}, taken_at=0)
    assert not found


@pytest.mark.parametrize("what", ["modified", "added", "removed"])
def test_any_one_kind_of_change_is_a_change(tmp_path: Path, what: str) -> None:
    (tmp_path / "a").write_bytes(b"new")
    stat = file_stat((tmp_path / "a").stat())
    recorded = {} if what == "added" else {"a": ((0, *stat[1:]), digest(b"old"))}
    now = {} if what == "removed" else {"a": stat}
    found = changes(tmp_path, recorded, now, taken_at=0)
    assert found
    assert getattr(found, what) == ("a",)


def test_what_is_no_file_any_more_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    stat = file_stat((tmp_path / "a").stat())
    gone = (-1, *stat[1:])
    found = changes(tmp_path, {"a": (stat, digest(b"old"))}, {"a": gone}, taken_at=0)
    assert found.modified == ("a",)


def test_what_was_recorded_at_a_time_of_0_is_not_taken_for_recent(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"new")
    stat = file_stat((tmp_path / "a").stat())
    found = changes(tmp_path, {"a": (stat, digest(b"old"))}, {"a": stat}, taken_at=0)
    assert found.looked_into == 0


digest_now = engine_digest.__wrapped__


@pytest.mark.parametrize("folder", ["lib/site-packages", "lib/dist-packages"])
@pytest.mark.parametrize("ending", ["dist-info", "egg-info"])
def test_another_version_of_a_library_is_another_builder(
    folder: str, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries = tmp_path / folder
    known = libraries / f"markdown-1.0.{ending}"
    known.mkdir(parents=True)
    monkeypatch.syspath_prepend(libraries)
    first = digest_now(tmp_path)
    assert digest_now(tmp_path) == first
    known.rename(libraries / f"markdown-1.1.{ending}")
    assert digest_now(tmp_path) != first


def test_an_edit_of_its_own_files_makes_another_builder(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside/module.py").write_text("a = 1\n")
    first = digest_now(tmp_path)
    (tmp_path / "inside/module.py").write_text("a = 2\n")
    assert digest_now(tmp_path) != first
