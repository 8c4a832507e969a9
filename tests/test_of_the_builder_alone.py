"""Tests of the builder read nothing of the site that the project is for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.frozen import PROJECT
from tests.leftovers import new_folder

LOOKS: list[Callable[[], object]] = [
    (PROJECT / "data/site.yaml").read_bytes,
    (PROJECT / "content/index.md").open,
    lambda: list((PROJECT / "content").iterdir()),
    lambda: list(Path(os.path.relpath(PROJECT / "data")).iterdir()),
]


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_at_the_real_site_fails_a_test(look: Callable[[], object]) -> None:
    with pytest.raises(AssertionError, match="a test of the builder reads"):
        look()


def test_the_frozen_site_may_be_read() -> None:
    assert (PROJECT / "tests/frozen_site/data/site.yaml").read_bytes()


def test_folders_that_stopped_runs_have_left_are_removed_when_a_day_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for name in ("site-left", "site-used", "other"):
        (tmp_path / name / "content").mkdir(parents=True)
    os.utime(tmp_path / "site-left", (0, 0))
    os.utime(tmp_path / "other", (0, 0))
    made = new_folder("site-")
    assert {path.name for path in tmp_path.iterdir()} == {"site-used", "other", made.name}
