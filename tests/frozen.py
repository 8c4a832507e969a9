"""The frozen site: a small, rich site of a made-up charity, on which tests of the builder run.

Its content and data stand in tests/frozen_site/ and change only with the builder. Templates,
assets and models are those of the project, because they are code: a copy takes all but the files
to download.
"""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from pathlib import Path

from tests.leftovers import new_folder

PROJECT = Path(__file__).resolve().parents[1]
FROZEN = Path(__file__).with_name("frozen_site")
DOWNLOADS = "files"


def copy_frozen_site(folder: Path) -> Path:
    """Copy the frozen site, with templates and assets, into a folder and return the folder."""
    for name in ("content", "data"):
        shutil.copytree(FROZEN / name, folder / name)
    for name in ("templates", "assets", "models"):
        shutil.copytree(PROJECT / name, folder / name, ignore=_downloads)
    return folder


@cache
def frozen_site() -> Path:
    """Return the folder of a copy that no test may change."""
    folder = new_folder("frozen-site-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return copy_frozen_site(folder)


def _downloads(folder: str, names: list[str]) -> list[str]:
    """Leave out assets/files/: what can be downloaded belongs to the real site's content."""
    of_content = DOWNLOADS if Path(folder) == PROJECT / "assets" else ""
    return [name for name in names if name in (of_content, "__pycache__")]
