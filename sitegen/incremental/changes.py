"""What is no longer as the last build left it, by digests.

The builder itself has a digest, too: its own files, Python, and the libraries that are installed.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from sitegen.incremental.reads import Key
from sitegen.sources import FileStat, digest

#: What the file system said of each file, and the digest of its content.
Records = Mapping[str, tuple[FileStat, str]]

#: A file changed less than this long before it was listed might change again unseen: file systems
#: count time in steps of up to two seconds.
STEP = 2_000_000_000
#: A time after that of any file.
_NEVER = 1 << 63


@dataclass(frozen=True)
class Changes:
    """Paths that differ from what was recorded; ``looked_into`` counts files read to find out."""

    modified: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    looked_into: int

    def __bool__(self) -> bool:
        return bool(self.modified or self.added or self.removed)


NO_CHANGES = Changes((), (), (), 0)


def fingerprint(stats: Mapping[str, FileStat]) -> str:
    """Return a digest of what the file system says of files."""
    return digest(marshal.dumps(sorted(stats.items()), 2))  # in this version the same each time


def trace(records: Records, taken_at: int = 0) -> str:
    """Return the fingerprint of files as recorded; none if one may have changed since unseen."""
    stats = {path: stat for path, (stat, _) in records.items()}
    is_sure = taken_at == 0 or not any(_is_recent(stat, taken_at) for stat in stats.values())
    return fingerprint(stats) if is_sure else ""


def changes(
    root: Path,
    recorded: Records,
    now: Mapping[str, FileStat],
    *,
    taken_at: int,
    checksum: Callable[[bytes], str] = digest,
) -> Changes:
    """Compare files with their records. An equal stat is trusted, a digest is the truth.

    A size below 0 stands for what is no file any more, and is not looked into.
    ``taken_at`` is when the record was taken, in nanoseconds since the epoch; 0 trusts every
    equal stat, which suits files that nothing but the build itself writes. ``checksum`` makes of
    a file's bytes what the record has of them.
    """
    since = taken_at - STEP if taken_at else _NEVER
    doubtful = [
        path
        for path, stat in now.items()
        if path in recorded and (stat != recorded[path][0] or stat[1] > since or stat[2] > since)
    ]
    modified = [
        path
        for path in doubtful
        if now[path][0] < 0 or _checksum_now(root / path, checksum) != recorded[path][1]
    ]
    return Changes(
        modified=tuple(sorted(modified)),
        added=tuple(sorted(now.keys() - recorded.keys())),
        removed=tuple(sorted(recorded.keys() - now.keys())),
        looked_into=len(doubtful),
    )


def _checksum_now(path: Path, checksum: Callable[[bytes], str]) -> str:
    """Return the checksum of a file, or "" of one that we are no longer allowed to read."""
    try:
        return checksum(path.read_bytes())
    except PermissionError:
        return ""


def _is_recent(stat: FileStat, taken_at: int) -> bool:
    return max(stat[1], stat[2]) > taken_at - STEP


def in_words(key: Key) -> str:
    """Return what a question is about, leaving out what is not in words: "template base.html"."""
    return " ".join(str(word) for word in key if word is not None and not isinstance(word, bool))


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
    found = blake2b("\n".join([sys.version, *libraries()]).encode(), digest_size=16)
    lock = package.parent / _LOCK
    for path in (*sorted(_modules(str(package))), *([str(lock)] if lock.is_file() else [])):
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - for hundreds of files
            found.update(file.read())
    return found.hexdigest()


def libraries() -> Iterator[str]:
    """Yield names and versions of installed libraries, as name-version.dist-info.

    They stand in the names of folders: reading what is in each takes a hundred times as long.
    Source: packaging.python.org, "Recording installed projects", the .dist-info directory.
    """
    for folder in dict.fromkeys(path for path in sys.path if path.endswith(_LIBRARIES)):
        names = os.listdir(folder) if os.path.isdir(folder) else []  # noqa: PTH112, PTH208 - fast
        yield from sorted(name for name in names if name.endswith(_METADATA))


def _modules(folder: str) -> Iterator[str]:
    """Yield the paths of all Python files below a folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _modules(entry.path)
            elif entry.name.endswith(".py"):
                yield entry.path
