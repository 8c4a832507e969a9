"""Files on their way to an output folder: what differs waits in a folder of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE, S_ISREG

from sitegen.output.folder import STAGING
from sitegen.render.rendered import Staged
from sitegen.sources import sha256

_FILE_MODE = 0o644


#: The bytes of an output, or where they are.
Output = bytes | Staged


def bytes_of(output: Output) -> bytes:
    """Return the bytes of an output that is not published yet."""
    return Path(output.file).read_bytes() if isinstance(output, Staged) else output


def sha256_of(output: Output) -> str:
    """Return the checksum of an output."""
    return output.sha256 if isinstance(output, Staged) else sha256(output)


class Staging:
    """Takes in outputs, as they are made or all at the end, and writes down those that differ.

    Here a full disk or a lost connection does no harm. ``changed`` are the paths that were written.
    """

    def __init__(self, output: Path) -> None:
        self.folder = output / STAGING
        self.changed: set[str] = set()
        self._root, self._output = str(self.folder), str(output)
        self._seen: set[str] = set()
        self._folders: set[str] = set()

    def add(self, path: str, output: Output) -> None:
        """Take in one output, in whichever process it was written down, once."""
        if path in self._seen:
            return
        self._seen.add(path)
        staged = output if isinstance(output, Staged) else self.written(path, output)
        if staged.is_changed:
            self.changed.add(path)

    def written(self, path: str, data: bytes) -> Staged:
        """Write down the bytes of an output if they differ from what is published."""
        file = f"{self._output}/{path}"
        is_changed = not holds(file, data)
        if is_changed:
            self._make(path.rpartition("/")[0])
            write(file := f"{self._root}/{path}", data)
        return Staged(file, sha256(data), is_changed)

    def _make(self, folder: str) -> None:
        """Make a folder, and those that it stands in."""
        if folder in self._folders:
            return
        if folder:
            self._make(folder.rpartition("/")[0])
            _make_one(f"{self._root}/{folder}")
        else:
            self.folder.mkdir(parents=True, exist_ok=True)
        self._folders.add(folder)


def _make_one(folder: str) -> None:
    """Make a folder in one that is there; one that nobody has made before is as good."""
    try:
        os.mkdir(folder)  # noqa: PTH102 - for thousands of folders
    except FileExistsError:
        if not os.path.isdir(folder):  # noqa: PTH112 - the same
            raise


def write(path: str, data: bytes) -> None:
    """Write a new file."""
    rest = memoryview(data)
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123 - for thousands of files
        while rest:
            rest = rest[file.write(rest) :]


@contextmanager
def staged(output: Path) -> Iterator[Staging]:
    """Yield a staging folder that is empty, and gone at the end, whatever happens."""
    staging, was_there = Staging(output), output.exists()
    shutil.rmtree(staging.folder, ignore_errors=True)
    try:
        with public_modes():
            yield staging
    finally:
        shutil.rmtree(staging.folder, ignore_errors=True)
        if not was_there:
            with suppress(OSError):  # it holds a site now, or was never made
                output.rmdir()


@contextmanager
def public_modes() -> Iterator[None]:
    """Make files that a host can serve, 644 in folders of 755, whatever the user's umask."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def holds(file: str, data: bytes) -> bool:
    """Whether a file that a host can serve holds these bytes.

    One that a symbolic link leads to does not: it may change unseen.
    """
    try:
        known = os.lstat(file)
        is_public = os.name == "nt" or S_IMODE(known.st_mode) == _FILE_MODE
        as_long = S_ISREG(known.st_mode) and known.st_size == len(data)
        return as_long and is_public and Path(file).read_bytes() == data
    except OSError:
        return False
