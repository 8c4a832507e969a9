"""A folder as a target: a web server may show it while it is published to.

Each file is written beside its place first and moved there in one step, so that a reader finds the
old one or the new one whole. The folder itself stays what it is, a mount or the root of a server:
no link is switched.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from sitegen.deploy.host import HISTORY, PublicationError
from sitegen.deploy.manifest import (
    UNKNOWN,
    File,
    Files,
    History,
    Manifest,
    encode,
    encode_journal,
    newest_journal,
    read_manifests,
)
from sitegen.locking import held
from sitegen.output.folder import STAGING, stat_outputs
from sitegen.output.staging import public_modes
from sitegen.output.writer import remove_empty_folders

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
def failures_explained(shown: str) -> Iterator[None]:
    """Raise PublicationError, with what to do, for a folder that is full or not ours."""
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


_JOURNAL, _LOCK = "journal.json", "lock"


class Folder:
    """A folder on this computer, or on a drive that it reaches; ``history`` stands beside it.

    Only who publishes can read the history: it holds what was taken from the site.
    """

    at_once = 1_000_000

    def __init__(self, folder: Path, history: Path | None, on_wait: Callable[[], None]) -> None:
        self.folder = folder.resolve()
        self.history = history or history_of(self.folder)
        self._on_wait = on_wait

    @property
    def shown(self) -> str:
        """Return the folder."""
        return str(self.folder)

    @contextmanager
    def opened(self, *, to_write: bool) -> Iterator[None]:
        """Hold the lock of the folder, which the system takes back from a process that is ended."""
        with failures_explained(self.shown):
            if not to_write:
                yield
                return
            self.history.mkdir(mode=0o700, parents=True, exist_ok=True)
            with held(self.history / _LOCK, self._on_wait), public_modes():
                shutil.rmtree(self._staging, ignore_errors=True)
                self.folder.mkdir(parents=True, exist_ok=True)
                try:
                    yield
                finally:
                    shutil.rmtree(self._staging, ignore_errors=True)

    @property
    def _staging(self) -> Path:
        return self.folder / STAGING

    def records(self) -> History:
        """Return what was written down beside the folder."""
        manifests = [path.read_bytes() for path in self.history.glob("[0-9]*.json")]
        journals = [path.read_bytes() for path in self.history.glob(_JOURNAL)]
        return History(read_manifests(manifests), newest_journal(journals)[1])

    def look(self, wanted: Files, known: Files) -> Files:  # noqa: ARG002 - every file is read
        """Read every file, whatever is known."""
        return {p: f for p, f in files_of(self.folder).items() if not p.startswith(HISTORY)}

    def record(self, manifest: Manifest) -> None:
        """Write down a publication."""
        self._write(f"{manifest.number}.json", encode(manifest))

    def note(self, journal: Files) -> None:
        """Write down what may be in the folder until the publication is complete."""
        self._write(_JOURNAL, encode_journal(journal))

    def keep(self, number: int, paths: Iterable[str]) -> Iterator[str]:
        """Copy files into the history; one that is there already was copied before a cut."""
        for path in paths:
            place = self._kept(number) / path
            if not place.exists():
                copy(self.folder / path, place, self.history / "copy")
            yield path

    def send(self, paths: Iterable[str], source: Path) -> Iterator[str]:
        """Write all files beside their places before the first is moved: a full disk harms none."""
        staged = list(paths)
        for path in staged:
            copy(source / path, self._staging / path, self._staging / "copy")
        for path in staged:
            move(self._staging / path, self.folder / path)
            yield path

    def remove(self, paths: Iterable[str]) -> Iterator[str]:
        """Remove files, and folders that are empty then."""
        for path in paths:
            remove(self.folder / path, self.folder)
            yield path

    def differing(self, wanted: Files, sent: Iterable[str]) -> Iterable[str]:  # noqa: ARG002 - all
        """Compare every file."""
        there = self.look({}, {})
        return [p for p in {*there, *wanted} if there.get(p) != wanted.get(p)]

    def finish(self, manifest: Manifest, dropped: Iterable[int]) -> None:
        """Write down the publication, and remove what is too old."""
        self.record(manifest)
        remove(self.history / _JOURNAL, self.history)
        for number in dropped:
            remove(self.history / f"{number}.json", self.history)
            shutil.rmtree(self._kept(number), ignore_errors=True)

    def fetch(self, kept: Mapping[str, int], folder: Path) -> None:
        """Copy files back from the history."""
        for path, number in kept.items():
            if (self._kept(number) / path).exists():
                copy(self._kept(number) / path, folder / path, folder / ".copy")

    def _kept(self, number: int) -> Path:
        return self.history / "kept" / str(number)

    def _write(self, name: str, data: bytes) -> None:
        draft = self.history / "draft"
        write(draft, data)
        move(draft, self.history / name)


def history_of(folder: Path) -> Path:
    """Return where a folder's history is: beside it, or inside where nothing can be put beside."""
    beside, inside = folder.parent / f".{folder.name}{HISTORY}", folder / HISTORY
    if inside.exists():
        return inside
    above = next((one for one in folder.parents if one.exists()), folder)
    is_possible = beside.exists() or os.access(above, os.W_OK)
    return beside if is_possible else inside
