"""The state is a help, never a need: whatever happens to it, builds come out right."""

from __future__ import annotations

import errno
import sqlite3
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.build_request import Options
from sitegen.incremental import database
from sitegen.incremental import state as states
from sitegen.output import staging
from sitegen.pipeline import build
from tests.incremental.edits import DAY, Site, edit_body, outputs

WORDS = ["--as-of", str(DAY)]


def state(folder: Path) -> Path:
    return folder / ".sitegen/state.sqlite3"


def fill_with_noise(path: Path) -> None:
    path.write_bytes(b"noise" * 5000)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def alter_in_the_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:16384] = bytes(8192)
    path.write_bytes(data)


def make_foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("pragma user_version = 99")
    connection.close()


def make_older(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"pragma user_version = {database.VERSION - 1}")
    connection.close()


def make_unwritable(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (fill_with_noise, "is damaged (file is not a database): building everything."),
        (truncate, "damaged"),
        (alter_in_the_middle, "damaged"),
        (make_foreign, "is of another version: building everything."),
        (make_older, "is of another version: building everything."),
        (make_unwritable, "cannot be written (unable to open database file)"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_state_that_cannot_be_used_means_a_clean_build_and_one_line(
    harm: Callable[[Path], None], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site()
    site.build(tmp_path)
    harm(state(tmp_path))
    edit_body(site, 1)
    site.write(tmp_path)
    assert cli.main(["--site", str(tmp_path), *WORDS]) == 0
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert words in said[0]
    site.build_clean(tmp_path / "clean")
    assert outputs(tmp_path) == outputs(tmp_path / "clean")
    assert site.build(tmp_path).written == 0


def test_a_builder_without_the_classes_of_the_one_before_builds_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site()
    site.build(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(states.Header, "__module__", "sitegen.incremental.renamed")
        patch.setitem(sys.modules, "sitegen.incremental.renamed", states)
        edit_body(site, 1)
        site.build(tmp_path)
    edit_body(site, 2)
    assert len(site.build(tmp_path).reasons) == site.build_clean(tmp_path / "clean").pages
    assert outputs(tmp_path) == outputs(tmp_path / "clean")


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    site = Site()
    site.write(tmp_path)
    said, waiting = [], threading.Event()

    def say(text: str) -> None:
        said.append(text)
        waiting.set()

    options = Options(site=tmp_path, output=tmp_path / "output", day=DAY, say=say)
    second = threading.Thread(target=build, args=(options,))
    with states.opened(tmp_path, "another build", lambda _: None) as first:
        second.start()
        assert waiting.wait(60)
        first.save({}, {}, {})
    second.join(60)
    assert said == ["Another build of this site is running: waiting for it."]
    assert "index.html" in outputs(tmp_path)


def test_a_full_disk_leaves_the_old_site_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (site := Site()).build(tmp_path)
    before, write = outputs(tmp_path), staging.write
    site.replace("data/site.yaml", "Small", "Renamed")
    site.write(tmp_path)

    def fail(path: str, data: bytes) -> None:
        if path.endswith("news/index.html"):
            raise OSError(errno.ENOSPC, "No space left on device", path)
        write(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(staging, "write", fail)
        assert cli.main(["--site", str(tmp_path), *WORDS]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert outputs(tmp_path) == before
    assert site.build(tmp_path).written > 0


def test_builds_to_two_folders_do_not_share_what_they_published(tmp_path: Path) -> None:
    site = Site()
    site.build(tmp_path)
    options = Options(site=tmp_path, output=tmp_path / "draft", day=DAY, drafts=True)
    assert "news/later/index.html" in _published(options)
    edit_body(site, 4)
    assert "news/later/index.html" not in outputs(tmp_path)
    assert set(site.build(tmp_path).reasons) == {"content/news/one.md"}
    assert set(build(replace(options, jobs=1)).reasons) == {"content/news/one.md"}


def _published(options: Options) -> list[str]:
    build(options)
    assert options.output is not None
    return [path.relative_to(options.output).as_posix() for path in options.output.rglob("*.html")]


def test_a_site_with_mistakes_leaves_no_state_behind(tmp_path: Path) -> None:
    site = Site()
    site.replace("content/index.md", "Welcome.", "[Lost](/lost/)")
    assert site.build(tmp_path).failed
    kept = {path.name for path in (tmp_path / ".sitegen").iterdir()}
    assert kept == {"pictures"}  # a picture is what it is, whatever the page says
