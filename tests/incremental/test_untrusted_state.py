"""A state that comes with a checkout runs nothing, and is not believed."""

from __future__ import annotations

import os
import pickle
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from sitegen import cli
from sitegen.incremental.trust import Seal
from tests.incremental.edits import DAY, Site, edit_body, edit_figure, edit_title, outputs

STATE = ".sitegen/state.sqlite3"
WORDS = ["--as-of", str(DAY)]


class Runs:
    """A value that leaves a file behind when it is unpickled."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.file,)


def forged(file: Path) -> list[bytes]:
    """Return what runs code, bare and with the seals that somebody without the secret can make."""
    data = pickle.dumps(Runs(file))
    plain = blake2b(data, digest_size=16).digest()
    guessed = Seal(b"").close(data, "parts", "header")
    return [data, plain + data, guessed, b"\0" * 16 + data]


def poison(folder: Path, data: bytes) -> None:
    connection = sqlite3.connect(folder / STATE)
    connection.execute("update parts set data = ?", (data,))
    connection.execute("update pages set data = ?, body = ?", (data, data))
    connection.commit()
    connection.close()


@pytest.mark.parametrize("which", range(4))
@pytest.mark.parametrize("command", ["build", "verify", "explain"])
def test_what_others_wrote_into_the_state_is_never_run(
    tmp_path: Path, which: int, command: str
) -> None:
    site = Site()
    site.build(tmp_path / "site")
    poison(tmp_path / "site", forged(tmp_path / "ran")[which])
    words = {"build": WORDS, "verify": [], "explain": ["/a/"]}[command]
    code = cli.main([command, *words, "--site", str(tmp_path / "site")])
    assert code == (0 if command == "build" else 2)
    assert not (tmp_path / "ran").exists()
    assert outputs(tmp_path / "site") == outputs_of_clean_build(site, tmp_path)


def outputs_of_clean_build(site: Site, folder: Path) -> dict[str, bytes]:
    site.build_clean(folder / "clean")
    return outputs(folder / "clean")


@pytest.mark.parametrize(
    "harm",
    [
        "delete from parts where name like 'questions %'",
        "delete from parts where name like 'asked %'",
        "delete from parts where name like 'documents %'",
        "delete from parts where name = 'index'",
        "update parts set data = x'00' where name not in ('header', 'index')",
        "delete from pages",
        "update pages set data = x'00', body = x'00'",
    ],
)
def test_a_state_of_which_something_is_gone_leads_to_the_same_site(
    tmp_path: Path, harm: str
) -> None:
    site = Site()
    site.build(tmp_path / "site")
    connection = sqlite3.connect(tmp_path / "site" / STATE)
    assert connection.execute(harm).rowcount > 0
    connection.commit()
    connection.close()
    edit_title(site, 1)
    edit_figure(site, 5)
    del site.files["content/news/one.md"]
    result = site.build(tmp_path / "site")
    assert result.diagnostics == site.build_clean(tmp_path / "clean").diagnostics
    assert outputs(tmp_path / "site") == outputs(tmp_path / "clean")
    assert site.build(tmp_path / "site").reasons == {}


def test_a_state_of_another_user_or_computer_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site()
    site.build(tmp_path / "site")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "others"))
    monkeypatch.setenv("HOME", str(tmp_path / "others"))
    assert len(site.build(tmp_path / "site").reasons) == site.build(tmp_path / "clean").pages
    assert site.build(tmp_path / "site").reasons == {}


def make_link(folder: Path) -> None:
    (folder / ".sitegen").rename(folder.parent / "elsewhere")
    (folder / ".sitegen").symlink_to(folder.parent / "elsewhere")


def make_link_of_state(folder: Path) -> None:
    (folder / STATE).rename(folder.parent / "elsewhere")
    (folder / STATE).symlink_to(folder.parent / "elsewhere")


def track(folder: Path) -> None:
    for words in (["init", "-q"], ["add", "-f", STATE]):
        subprocess.run(["git", "-C", str(folder), *words], check=True)


def track_from_above(folder: Path) -> None:
    for words in (["init", "-q"], ["add", "-f", f"{folder.name}/{STATE}"]):
        subprocess.run(["git", "-C", str(folder.parent), *words], check=True)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (make_link, ".sitegen is a symbolic link"),
        (make_link_of_state, "state.sqlite3 is a symbolic link"),
        (track, ".sitegen is tracked by git (git rm -r --cached .sitegen)"),
        (track_from_above, ".sitegen is tracked by git (git rm -r --cached .sitegen)"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_folder_that_may_be_somebody_elses_is_not_used_and_one_line_says_so(
    harm: Callable[[Path], None], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site, folder = Site(), tmp_path / "site"
    site.build(folder)
    harm(folder)
    before = Path(os.path.realpath(folder / STATE)).read_bytes()
    edit_body(site, 1)
    site.write(folder)
    assert cli.main(["--site", str(folder), *WORDS]) == 0
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert said[0].endswith(f"{words}: building everything, keeping nothing.")
    assert Path(os.path.realpath(folder / STATE)).read_bytes() == before
    assert outputs(folder) == outputs_of_clean_build(site, tmp_path)


@pytest.mark.parametrize("junk", [b"", b"\xff\xfe", b"gitdir: " + b"a" * 5000, b"gitdir: \0"])
def test_a_strange_git_file_is_no_repository(tmp_path: Path, junk: bytes) -> None:
    site, folder = Site(), tmp_path / "site"
    site.write(folder)
    (folder / ".git").write_bytes(junk)
    assert cli.main(["--site", str(folder), *WORDS]) == 0
    assert cli.main(["--site", str(folder), *WORDS]) == 0


def test_a_further_working_tree_is_known_by_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site, folder = Site(), tmp_path / "site"
    site.build(folder)
    track(folder)
    (folder / ".git").rename(tmp_path / "elsewhere")
    (folder / ".git").write_text(f"gitdir: {tmp_path}/elsewhere\n")
    assert cli.main(["--site", str(folder), *WORDS]) == 0
    assert ".sitegen is tracked by git" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_a_folder_of_another_user_is_not_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site, folder = Site(), tmp_path / "site"
    site.build(folder)
    os.chown(folder / ".sitegen", 12345, 12345)
    assert cli.main(["--site", str(folder), *WORDS]) == 0
    assert "belongs to another user: building everything" in capsys.readouterr().err


def test_the_preview_is_not_built_through_a_link(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site, folder = Site(), tmp_path / "site"
    site.write(folder)
    (tmp_path / "elsewhere").mkdir()
    (folder / ".sitegen").symlink_to(tmp_path / "elsewhere")
    words = ["--site", str(folder), "--output", str(folder / ".sitegen/preview"), *WORDS]
    assert cli.main(words) == 2
    assert ".sitegen is a symbolic link." in capsys.readouterr().err
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_where_nothing_can_be_kept_builds_come_out_right_again_and_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site, folder = Site(), tmp_path / "site"
    site.write(folder)
    (folder / ".sitegen").touch()
    for words in ([], ["--output", str(tmp_path / "out")]) * 2:
        assert cli.main(["--site", str(folder), *WORDS, *words]) == 0
        assert "building everything, keeping nothing." in capsys.readouterr().err
    clean = outputs_of_clean_build(site, tmp_path)
    assert outputs(folder) == clean
    shutil.rmtree(folder / "output")
    (tmp_path / "out").rename(folder / "output")
    assert outputs(folder) == clean


def test_where_nothing_can_be_kept_beside_the_site_its_output_is_still_known_as_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    site, folder = Site(), tmp_path / "site"
    site.write(folder)
    (folder / ".sitegen").touch()
    words = ["--site", str(folder), *WORDS, "--output", str(tmp_path / "out")]
    assert cli.main(words) == 0
    edit_body(site, 1)
    del site.files["content/words.md"]
    site.write(folder)
    assert cli.main(words) == 0
    assert not (tmp_path / "out/words").exists()
    assert cli.main(["clean", *words[:2], *words[-2:]]) == 0
    assert not list((tmp_path / "out").iterdir())


def test_without_a_record_nothing_that_differs_is_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site, folder = Site(), tmp_path / "site"
    site.write(folder)
    (folder / ".sitegen").touch()
    (tmp_path / "out").mkdir()
    (tmp_path / "out/index.html").write_text("somebody's own")
    assert cli.main(["--site", str(folder), *WORDS, "--output", str(tmp_path / "out")]) == 2
    assert "holds files that this build did not make: index.html." in capsys.readouterr().err
    assert (tmp_path / "out/index.html").read_text() == "somebody's own"
