"""Temporary folders, of which those that stopped runs have left are removed by a later one."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

#: Seconds after which nobody uses a folder any more: no run takes a day.
DAY = 24 * 60 * 60


def new_folder(prefix: str) -> Path:
    """Return a new folder for whoever removes it, and remove old ones whose names begin so."""
    remove_old(prefix, Path(tempfile.gettempdir()))
    return Path(tempfile.mkdtemp(prefix=prefix))


def remove_old(prefix: str, place: Path) -> None:
    """Remove what begins with a name and was begun a day ago."""
    for folder in place.glob(f"{prefix}*"):
        with suppress(FileNotFoundError):  # another process removes them, too
            if folder.stat().st_mtime < time.time() - DAY:
                shutil.rmtree(folder, ignore_errors=True)
