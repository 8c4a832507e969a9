"""The digest of the builder itself: its own files, Python, and the libraries that are installed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
#: Its list of packages is published, too.
_LOCK = "requirements.lock"
#: How the folders of installed libraries end; the latter are Debian's own.
_LIBRARIES = ("site-packages", "dist-packages")
_METADATA = (".dist-info", ".egg-info")


@cache
def engine_digest(package: Path = _PACKAGE) -> str:
    """Return a digest that changes whenever another builder might build otherwise.

    Of the libraries it takes the names of their metadata folders, which hold the versions. It is
    taken once: whatever happens to the files, the builder that runs is the one that was loaded.
    """
    found = blake2b(sys.version.encode(), digest_size=16)
    for folder in sorted({Path(path) for path in sys.path if path.endswith(_LIBRARIES)}):
        names = os.listdir(folder) if folder.is_dir() else []  # noqa: PTH208 - names only, and fast
        found.update("\n".join(sorted(n for n in names if n.endswith(_METADATA))).encode())
    lock = package.parent / _LOCK
    for path in (*sorted(_modules(str(package))), *([str(lock)] if lock.is_file() else [])):
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - for hundreds of files
            found.update(file.read())
    return found.hexdigest()


def _modules(folder: str) -> Iterator[str]:
    """Yield the paths of all Python files below a folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _modules(entry.path)
            elif entry.name.endswith(".py"):
                yield entry.path
