"""The frozen site: a small, rich site of a made-up charity, on which tests of the builder run.

Its content and data stand in tests/frozen_site/ and change only with the builder. Templates,
assets and models are those of the project, because they are code: a copy takes all but the files
to download.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
FROZEN = Path(__file__).with_name("frozen_site")
DOWNLOADS = "files"
#: How the names of the copies begin, and the seconds after which nobody uses one any more.
PREFIX, DAY = "frozen-site-", 24 * 60 * 60


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
    remove_what_was_left()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return copy_frozen_site(folder)


def remove_what_was_left() -> None:
    """Remove the copies of runs that were stopped: no run takes a day."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(FileNotFoundError):  # another process removes them, too
            if folder.stat().st_mtime < time.time() - DAY:
                shutil.rmtree(folder, ignore_errors=True)


def _downloads(folder: str, names: list[str]) -> list[str]:
    """Leave out assets/files/: what can be downloaded belongs to the real site's content."""
    of_content = DOWNLOADS if Path(folder) == PROJECT / "assets" else ""
    return [name for name in names if name in (of_content, "__pycache__")]
