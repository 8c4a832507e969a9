"""The few things that publication does to files on this computer, each whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sitegen.deliver.host import PublicationError
from sitegen.deliver.manifest import UNKNOWN, File
from sitegen.publish.folder import stat_outputs
from sitegen.publish.writer import remove_empty_folders

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)
_IN_THE_WAY = (errno.ENOTDIR, errno.ENOTEMPTY, errno.EISDIR, errno.EEXIST)


def files_of(folder: Path) -> dict[str, File]:
    """Return every file below a folder; what is no file, such as a link, is unknown."""
    return {
        path: File.of((folder / path).read_bytes()) if stat[0] >= 0 else UNKNOWN
        for path, stat in sorted(stat_outputs(folder).items())
    }


def write(path: Path, data: bytes) -> None:
    """Write a file that nobody reads yet."""
    path.write_bytes(data)


def copy(source: Path, target: Path, draft: Path) -> None:
    """Copy a file in one step, by way of a draft that nobody reads."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, draft)
    draft.replace(target)


def move(source: Path, target: Path) -> None:
    """Move a file to where readers may look for it, in one step."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        remove_empty_folders(target)
    source.replace(target)


def remove(path: Path, top: Path) -> None:
    """Remove a file, and the folders below the top that are empty then."""
    path.unlink(missing_ok=True)
    folder = path.parent
    with suppress(OSError):
        while folder != top:
            folder.rmdir()
            folder = folder.parent


@contextmanager
def explained(shown: str) -> Iterator[None]:
    """Return what to do about a folder that is full, closed, or in part somebody else's."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise PublicationError(
                f"{shown} is full: {os.strerror(error.errno)}.\nVisitors still find whole pages. "
                "Make room there, and publish again: it goes on where this one ended."
            ) from error
        if error.errno in _READ_ONLY:
            raise PublicationError(
                f"{shown} cannot be written to: {error.strerror}: {error.filename}\n"
                "Change who may write there, or name another folder; then publish again."
            ) from error
        if error.errno in _IN_THE_WAY:
            raise PublicationError(
                f"What is not of this site stands where it has a file or a folder: {error.filename}"
                "\nMove it away, or change leave in data/hosting.yaml; then publish again."
            ) from error
        raise
