"""The only reader of input files: walks the site once and takes bytes and digests."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from hashlib import sha256 as _sha256
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Protocol

from sitegen.diagnostics import Diagnostic
from sitegen.discovery import (
    ROOTS,
    FileStat,
    SiteNotFoundError,
    file_stat,
    largest,
    list_again,
    list_inputs,
    not_permitted,
    require_site,
)
from sitegen.text_flaws import decode, flaws

#: What the packages above ask of inputs, of which this module alone reads the bytes.
__all__ = (
    "ROOTS",
    "DeferredFile",
    "EditedDuringBuildError",
    "FileStat",
    "InputFile",
    "SiteNotFoundError",
    "Snapshot",
    "SourceFile",
    "SourceLines",
    "decode",
    "digest",
    "file_stat",
    "flaws",
    "list_again",
    "list_inputs",
    "read_input",
    "require_site",
    "sha256",
    "take_snapshot",
)

#: A file with a zero byte among its first so many is no text, as git has it (buffer_is_binary).
_LOOKED_INTO = 8000

#: A pipe in the place of a file that was listed must not be waited for; Windows has no such flag.
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)


class EditedDuringBuildError(Exception):
    """A file was changed after it was listed and before it was read: the build begins again."""


class InputFile(Protocol):
    """One input file: its path relative to the site, its bytes and their digest."""

    @property
    def path(self) -> str:
        """Return the path relative to the site, with forward slashes."""

    @property
    def data(self) -> bytes:
        """Return the bytes, as they were when the build began."""

    @property
    def digest(self) -> str:
        """Return the digest of the bytes."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """An input file that has been read."""

    path: str
    data: bytes
    digest: str


class DeferredFile(NamedTuple):
    """An input file whose digest is known already, and whose bytes are read when asked for."""

    root: Path
    path: str
    digest: str

    @property
    def data(self) -> bytes:
        """Read the bytes, which must still be those that the digest was taken of."""
        data = read_input(self.root, self.path)
        if digest(data) != self.digest:
            raise EditedDuringBuildError(self.path)
        return data


@dataclass(frozen=True)
class Snapshot:
    """Every input of one build, as it was when the build began. Paths use forward slashes."""

    root: Path
    files: Mapping[str, InputFile]

    def under(self, folder: str) -> Iterator[InputFile]:
        """Yield the files below a folder, sorted by path."""
        prefix = folder.rstrip("/") + "/"
        return (file for path, file in self.files.items() if path.startswith(prefix))

    def with_files(self, edited: Mapping[str, bytes]) -> Snapshot:
        """Return what the inputs would be if some files held something else."""
        files = {path: SourceFile(path, data, digest(data)) for path, data in edited.items()}
        return Snapshot(self.root, {**self.files, **files})

    def text(self, path: str) -> str | None:
        """Return a file as text (one kind of line end, no byte order mark), or None if absent."""
        file = self.files.get(path)
        return None if file is None else decode(file.data)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file; KeyError for one that does not exist."""
        return self.files[path].data

    def line(self, path: str, number: int) -> str:
        """Return one line (from 1) of a file, or "" if there is none."""
        lines = (self.text(path) or "").split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""


class SourceLines:
    """Single lines of inputs, for reports: a file is read once for all its mistakes in a row.

    Of a file that is no text, or has been changed since, there are none.
    """

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._bytes = read
        self._read: tuple[str, list[str]] = ("", [])

    def __call__(self, path: str, number: int) -> str:
        """Return one line (from 1) of a file, or "" if there is none."""
        if path != self._read[0]:
            self._read = path, self._lines(path)
        lines = self._read[1]
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def _lines(self, path: str) -> list[str]:
        try:
            data = self._bytes(path)
        except (OSError, KeyError, EditedDuringBuildError):
            return []
        return [] if b"\0" in data[:_LOOKED_INTO] else decode(data).split("\n")


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file for `open`, whose errors then name the path and not the number of a handle."""
    return os.open(path, flags | _WITHOUT_WAITING)


def read_input(root: Path, path: str) -> bytes:
    """Return the bytes of an input file, and never more than a file of its kind may have.

    Raise EditedDuringBuildError if it has become something else since it was listed.
    """
    with open(os.path.join(root, path), "rb", opener=_open_without_waiting) as file:  # noqa: PTH118 - for thousands of files
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode) or about.st_size > largest(path):
            raise EditedDuringBuildError(path)
        data = file.read(about.st_size + 1)
    if len(data) > about.st_size:
        raise EditedDuringBuildError(path)
    return data


def digest(data: bytes) -> str:
    """Return the digest by which contents are compared: 128 bits of BLAKE2b, in hexadecimal."""
    return blake2b(data, digest_size=16).hexdigest()


def sha256(data: bytes) -> str:
    """Return the checksum by which published files are known to everybody, in hexadecimal."""
    return _sha256(data).hexdigest()


def take_snapshot(
    root: Path,
    listed: tuple[Mapping[str, FileStat], Iterable[Diagnostic]] | None = None,
    known: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Snapshot, tuple[Diagnostic, ...]]:
    """Read every input file of a site; what is listed and cannot be one is a mistake.

    ``listed`` is what ``list_inputs`` returned, if it has been asked; ``known`` are the digests of
    files in which nothing is wrong: they are read when they are asked for.
    """
    stats, mistakes = listed or list_inputs(root)
    found = list(mistakes)
    files: dict[str, InputFile] = {}
    for path in stats:
        if path in known:
            files[path] = DeferredFile(root, path, known[path])
            continue
        try:
            data = read_input(root, path)
        except PermissionError:
            found.append(not_permitted(path))
            continue
        files[path] = SourceFile(path, data, digest(data))
        found.extend(flaws(path, data))
    return Snapshot(root, files), tuple(found)
