"""Puts the other tools into a folder of their own, once, at pinned versions."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
_NPM = ("install", "--save-exact", "--no-audit", "--no-fund", "--loglevel=error")
_LAST_LINES = 5


class MissingToolError(Exception):
    """A tool cannot be measured here; the text says why."""


def python_packages(folder: Path, packages: Sequence[str]) -> None:
    """Install packages of PyPI into an environment in the folder, unless they are there."""
    if _is_ready(folder, packages):
        return
    _run([sys.executable, "-m", "venv", "--clear", str(folder)])
    _run([str(folder / "bin/python"), *_PIP, *packages])
    _set_ready(folder, packages)


def node_packages(folder: Path, packages: Sequence[str]) -> None:
    """Install packages of npm into the folder, unless they are there."""
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        raise MissingToolError("Node.js with npm is not installed")
    if _is_ready(folder, packages):
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _run([npm, *_NPM, "--prefix", str(folder), *packages])
    _set_ready(folder, packages)


def _is_ready(folder: Path, packages: Sequence[str]) -> bool:
    stamp = folder / "ready"
    return stamp.exists() and stamp.read_text("utf-8").split() == list(packages)


def _set_ready(folder: Path, packages: Sequence[str]) -> None:
    (folder / "ready").write_text("\n".join(packages), "utf-8")


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).splitlines()[-_LAST_LINES:])
        raise MissingToolError(f"it could not be installed:\n{last}")
