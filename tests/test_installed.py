"""The builder as an installed package: a wheel holds all it needs, and has its own command."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.support import SMALLEST, Site

ROOT = Path(__file__).resolve().parents[1]


def test_whatever_is_no_python_in_the_package_is_named_for_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    named = project["tool"]["setuptools"]["package-data"]
    patterns = [
        f"{package.replace('.', '/')}/{pattern}"
        for package, listed in named.items()
        for pattern in listed
    ]
    files = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "sitegen").rglob("*")
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
    ]
    assert files
    assert [file for file in files if not any(fnmatch(file, one) for one in patterns)] == []


def test_the_package_runs_as_a_module(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "sitegen", "--version"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("sitegen ")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs of an environment in which a wheel of this project is installed.

    The libraries are those of the environment that runs the tests.
    """
    folder = tmp_path_factory.mktemp("installed")
    source = folder / "source"
    for name in ("sitegen", "pyproject.toml", "LICENSE"):
        source.mkdir(exist_ok=True)
        subprocess.run(["cp", "-r", str(ROOT / name), str(source)], check=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "-q", "--no-deps", "-w", str(folder), str(source)], cwd=folder, check=True
    )
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    programs = folder / "venv/bin"
    (wheel,) = folder.glob("*.whl")
    install = [str(programs / "pip"), "install", "-q", "--no-deps", str(wheel)]
    subprocess.run(install, cwd=folder, check=True)
    return programs


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="the paths of programs are those of POSIX")
@pytest.mark.parametrize("words", [["sitegen"], ["python", "-m", "sitegen"]])
def test_a_wheel_builds_the_site_in_whose_folder_it_is_called(
    installed: Path, words: list[str], tmp_path: Path
) -> None:
    site = Site(tmp_path)
    site.write(SMALLEST)
    program = [str(installed / words[0]), *words[1:]]
    environ = {**os.environ, "PYTHONPATH": sysconfig.get_path("purelib")}

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*program, *more],
            cwd=tmp_path,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )

    built = run()
    assert (built.returncode, built.stderr) == (0, "")
    assert "To look at it while you edit: sitegen serve" in built.stdout
    assert site.outputs["index.html"] == "<p>Welcome.</p>"
    assert run("verify").returncode == 0
    assert run("init", "mine").stdout.endswith("Next: cd mine, then sitegen serve --open\n")
    assert run("build", "--strict", "--site", "mine").returncode == 0
    assert run("biuld").stderr.startswith("usage: sitegen ")
    tests = run("test")
    assert (tests.returncode, tests.stderr) == (
        2,
        "sitegen: the tests belong to the project's own folder: python3 build.py test\n",
    )
