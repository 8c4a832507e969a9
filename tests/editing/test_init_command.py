"""`build.py init DIR`: the site that it lays builds, keeps nobody out, and grows by `new`."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen import cli
from sitegen.html_audit import audit
from tests.support import Site


def run(*words: str) -> int:
    return cli.main(list(words))


def test_a_new_site_builds_and_keeps_nobody_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "river-trust"
    assert run("init", str(folder)) == 0
    printed = capsys.readouterr().out
    assert printed.endswith(f"Next: python3 build.py serve --open --site {folder}\n")
    assert run("--strict", "--site", str(folder)) == 0
    site = Site(folder)
    assert "<title>Welcome: River trust</title>" in site.outputs["index.html"]
    assert '<li id="first-person">\nSomebody\nwrites' in site.outputs["people/index.html"]
    assert list(audit(folder / "output")[1]) == []
    assert run("new", "person", "Ann Example", "--site", str(folder)) == 0
    assert run("new", "page", "Our river", "--site", str(folder)) == 0
    assert "- id: ann-example\n  name: Ann Example\n" in (folder / "data/people.yaml").read_text()
    assert run("schema", "--site", str(folder)) == 0
    assert (folder / "schemas/data/people.json").is_file()


def test_the_readme_of_a_new_site_names_the_two_commands(tmp_path: Path) -> None:
    run("init", str(tmp_path / "a"))
    lines = (tmp_path / "a/README.md").read_text("utf-8").splitlines()
    assert lines[0] == "# A"
    assert lines[2].startswith(f"    python3 build.py --site {tmp_path}/a ")
    assert lines[3].startswith(f"    python3 build.py serve --open --site {tmp_path}/a ")


def test_a_folder_with_something_in_it_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine")
    assert run("init", str(tmp_path / "full")) == 2
    assert capsys.readouterr().err == (
        f"build.py: {tmp_path}/full is not empty: nothing was written\n"
    )
    assert run("init", str(tmp_path / "full/mine.txt")) == 2
    assert "is a file, and no folder for a site" in capsys.readouterr().err
    assert run("init", str(tmp_path / "full/mine.txt/deeper")) == 2
    assert "cannot be written (not a directory): nothing was" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_a_folder_that_git_has_begun_is_empty(tmp_path: Path) -> None:
    (tmp_path / "new/.git").mkdir(parents=True)
    assert run("init", str(tmp_path / "new")) == 0


def test_a_site_of_which_one_file_cannot_be_written_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    replace = Path.replace

    def full_at_last(file: Path, target: Path) -> Path:
        if target.name == "people.html":
            raise OSError(28, "No space left on device")
        return replace(file, target)

    monkeypatch.setattr(Path, "replace", full_at_last)
    assert run("init", str(tmp_path / "new")) == 2
    assert "cannot be written (no space left on device): nothing was" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()
