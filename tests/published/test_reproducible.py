"""One commit, built on computers that differ in all that a build must not depend on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from tests.frozen import PROJECT, copy_frozen_site

NOBODY = 65534
#: Nobody may look into the home folder in which root keeps its Pythons; here they may.
AS_NOBODY = [
    *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
    *("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"),
]


class Computer(NamedTuple):
    """What differs: where the clone is, which Python builds it, the options, the surroundings."""

    folder: str
    python: str
    jobs: int
    umask: int
    environ: Mapping[str, str]
    by_another: bool = False


def pythons() -> list[str]:
    """Return other Pythons that the builder runs on: those on the path, and pyenv's."""
    names = [f"python3.{minor}" for minor in range(11, 20) if minor != sys.version_info.minor]
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [next(kept.glob(f"*/bin/{name}"), None) or shutil.which(name) for name in names]
    return [str(one) for one in found if one]


def computers() -> Iterator[Computer]:
    home = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "USER": "ann"}
    away = {"TZ": "America/Adak", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "USER": "bo"}
    can_be_another = os.name == "posix" and os.geteuid() == 0 and bool(shutil.which("setpriv"))
    yield Computer("a", sys.executable, 1, 0o022, home)
    yield Computer("b/c d", sys.executable, 3, 0o077, away, by_another=can_be_another)
    for number, python in enumerate(pythons()):
        yield Computer(f"p{number}", python, 2, 0o002, away)


@pytest.fixture
def origin() -> Iterator[Path]:
    """A repository with the builder and the frozen site in one commit."""
    with TemporaryDirectory(prefix="sitegen-one-commit-") as folder:
        top = Path(folder)
        top.chmod(0o755)
        git(PROJECT, "clone", "-q", "--no-hardlinks", str(PROJECT), str(top / "origin"))
        for name in ("content", "data", "templates", "assets"):
            shutil.rmtree(top / "origin" / name)
        copy_frozen_site(top / "origin")
        (top / "origin/data/hosting.yaml").write_text("compressed: [gzip, brotli]\n")
        git(top / "origin", "add", "-A")
        git(top / "origin", "commit", "-q", "-m", "A site of its own")
        yield top / "origin"


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True)


@pytest.mark.long
def test_all_of_them_publish_the_same_bytes(origin: Path) -> None:
    first, *others = (published(one, origin) for one in computers())
    if not pythons():
        pytest.fail("no other Python was found, so none was tried (pyenv install 3.13)")
    assert any(path.endswith(".html.br") for path in first)
    assert any(path.endswith(".png") for path in first)
    assert b'"as_of": "2026-11-21"' in first["build.json"][0]
    assert b'"commit": null' not in first["build.json"][0]
    for other in others:
        assert sorted(other) == sorted(first)
        assert [path for path in first if first[path] != other[path]] == []


def published(computer: Computer, origin: Path) -> dict[str, tuple[bytes, int]]:
    """Clone and build on such a computer; return the bytes and the mode of every file."""
    clone = origin.parent / computer.folder / "clone"
    home = origin.parent / computer.folder / "home"
    git(origin, "clone", "-q", "--no-hardlinks", str(origin), str(clone))
    home.mkdir()
    if computer.by_another:
        for path in (home, clone, *clone.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    environ = {**os.environ, **computer.environ, "HOME": str(home)}
    environ |= {"SOURCE_DATE_EPOCH": "1795262400", "XDG_DATA_HOME": str(home), "TMPDIR": str(home)}
    for words in (["install", "compressed"], ["--jobs", str(computer.jobs)]):
        command = [*(AS_NOBODY if computer.by_another else []), computer.python, "build.py", *words]
        subprocess.run(command, cwd=clone, env=environ, umask=computer.umask, check=True)
    output = clone / "output"
    return {
        path.relative_to(output).as_posix(): (path.read_bytes(), path.stat().st_mode)
        for path in output.rglob("*")
        if path.is_file() and path.name != ".gitignore"
    }
