"""Another builder is another Python, other libraries, other files of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.incremental.builder_digest import engine_digest

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
