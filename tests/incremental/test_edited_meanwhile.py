"""A site that is edited while it is built: the build begins again, and says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen import cli, last_build, model_stages, pipeline, sources
from sitegen.build_request import Memory
from sitegen.incremental import changes
from sitegen.incremental.state import State
from tests.support import SMALLEST, Site


def delete(page: Path) -> None:
    page.unlink()


def delete_the_folder(page: Path) -> None:
    shutil.rmtree(page.parent)


def make_it_a_folder(page: Path) -> None:
    page.unlink()
    page.mkdir()


@pytest.mark.parametrize("edit", [delete, delete_the_folder, make_it_a_folder])
def test_a_file_that_is_gone_before_it_is_read(
    edit: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path / "site")
    site.write({**SMALLEST, "content/news/one.md": "Soon gone."})
    page = site.root / "content/news/one.md"
    list_inputs = sources.list_inputs

    def list_and_edit(root: Path) -> Any:
        listed = list_inputs(root)
        if page.is_file():
            edit(page)
        return listed

    monkeypatch.setattr(last_build, "list_inputs", list_and_edit)
    said: list[str] = []
    built = site.build(say=said.append)
    assert said == [f"{page} is gone since the build began: beginning again."]
    assert (built.result.failed, "news/one/index.html" in built.outputs) == (False, False)


def test_a_file_that_comes_after_the_list_was_made_and_goes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path / "site")
    site.write(SMALLEST)
    take_snapshot = sources.take_snapshot

    def come_late(*asked: Any) -> Any:
        if not (site.root / "content/late.md").exists():
            site.write({"content/late.md": "Late."})
        return take_snapshot(*asked)

    with monkeypatch.context() as patch:
        patch.setattr(model_stages, "take_snapshot", come_late)
        assert "late/index.html" in site.build().outputs
    (site.root / "content/late.md").unlink()
    assert "late/index.html" not in site.build().outputs


def test_what_is_read_in_the_midst_of_a_checkout_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path / "site")
    site.write({**SMALLEST, "content/news.md": "[Old](old.md)", "content/old.md": "Old."})
    take_snapshot = sources.take_snapshot
    edits = iter([{"content/news.md": "Half"}, {"content/news.md": "Whole", "content/old.md": "!"}])

    def while_git_writes(*asked: Any) -> Any:
        taken = take_snapshot(*asked)
        site.write(next(edits, {}))
        return taken

    monkeypatch.setattr(model_stages, "take_snapshot", while_git_writes)
    built = site.build()
    assert built.outputs["news/index.html"] == "<p>Whole</p>"
    assert built.outputs["old/index.html"] == "<p>!</p>"


def test_files_that_never_settle_are_built_as_they_were_read_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path / "site")
    site.write(SMALLEST)
    take_snapshot = sources.take_snapshot
    number = iter(range(100))

    def while_somebody_writes(*asked: Any) -> Any:
        site.write({"content/index.md": f"Edition {next(number)}."})
        return take_snapshot(*asked)

    monkeypatch.setattr(model_stages, "take_snapshot", while_somebody_writes)
    monkeypatch.setattr(model_stages, "_PAUSE", 0)
    assert site.build().outputs["index.html"] == "<p>Edition 4.</p>"


def test_a_site_that_cannot_be_read_for_changes_is_no_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def changes_always(*_: Any) -> Any:
        raise sources.EditedDuringBuildError("content/index.md")

    site = Site(tmp_path / "site")
    site.write(SMALLEST)
    monkeypatch.setattr(model_stages, "take_snapshot", changes_always)
    monkeypatch.setattr(pipeline, "_PAUSE", 0)
    assert cli.main(["--site", str(site.root)]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        "build.py: The site's files keep changing while it is built."
        " Try again when nothing writes to them."
    )


def test_a_file_that_nobody_told_of_is_found_when_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "STEP", 0)  # all files are of old
    monkeypatch.setattr(State, "bodies", lambda *_: {})  # and read
    site = Site(tmp_path / "site")
    site.write({**SMALLEST, "content/news.md": "Old.", "content/other.md": "Old."})
    memory: Memory = {}
    site.build(memory=memory)
    layout = "templates/layouts/page.html"
    site.write({layout: "<main>New {{ page.html }}</main>", "content/news.md": "Not told."})
    site.write({"content/other.md": "Not told either."})
    said: list[str] = []
    built = site.build(memory=memory, touched=[layout], say=said.append)
    assert len(said) == 1
    assert {"news/index.html", "other/index.html"} <= set(built.result.files_written)
    assert "Not told either." in built.outputs["other/index.html"]
