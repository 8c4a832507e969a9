"""A site that is edited while it is built: the build begins again, and says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen import pipeline, sources
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

    monkeypatch.setattr(sources, "list_inputs", list_and_edit)
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

    def come_late(root: Path) -> Any:
        site.write({"content/late.md": "Late."})
        return take_snapshot(root)

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "take_snapshot", come_late)
        assert "late/index.html" in site.build().outputs
    (site.root / "content/late.md").unlink()
    assert "late/index.html" not in site.build().outputs
