"""What rclone reaches as a target: S3 and its like, SFTP, WebDAV, Azure, Google Cloud Storage.

Some tell MD5 of what they hold, and what differs is known from that alone. Of the others the
journal tells what was sent, and what was sent now is read back for comparison.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from sitegen.deploy import lock, rclone
from sitegen.deploy.credentials import Login, failures_explained
from sitegen.deploy.host import HISTORY
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
from sitegen.documents.hosting import Storage
from sitegen.file_names import content_type

#: Files below assets/ have their digest in their names, as the published _headers says too.
_FOR_EVER = "public, max-age=31536000, immutable"
#: Pages are asked for anew each time: one from yesterday might lead to assets that are gone.
_PAGE = "public, max-age=0, must-revalidate"
_FILE = "public, max-age=3600"

_LOCK, _DIGEST = "lock.json", "md5"
#: Two in turn: a cut may leave one half written.
_JOURNALS = ("journal.json", "journal-2.json")


class StorageHost:
    """A path of a remote of rclone's, which is named after the target.

    Raises PublicationError at once if rclone or a login is missing: a build would be in vain.
    """

    at_once = 100

    def __init__(
        self, name: str, storage: Storage, history: str, on_wait: Callable[[], None]
    ) -> None:
        rclone.program()
        self._login = Login(name, storage.settings)
        self._login.check(os.environ)
        # With a slash at its end a path is a folder; without one rclone asks whether it is a file.
        path = f"{storage.path.rstrip('/')}/" if storage.path else ""
        self._place = f"{name}:{path}"
        self._history = f"{name}:{history.rstrip('/') or path + HISTORY}/"
        self._on_wait = on_wait
        self._turn = 0

    @property
    def shown(self) -> str:
        """Return the place as rclone names it."""
        return self._place.rstrip("/")

    @contextmanager
    def opened(self, *, to_write: bool) -> Iterator[None]:
        """Run rclone, and hold the lock while something is to be written."""
        with (
            failures_explained(self.shown, self._login),
            rclone.running(self._login.variables()) as self.rclone,
        ):
            self._can = self.rclone.abilities(self._place)
            self._digest = _DIGEST if _DIGEST in self._can.digests else ""
            if not to_write:
                yield
                return
            notes = lock.Notes(self._read_lock, self._write_lock, self._remove_lock)
            with lock.held(notes, self._on_wait):
                yield

    def _read_lock(self) -> bytes | None:
        return self.rclone.read(self._history, _LOCK)

    def _write_lock(self, note: bytes) -> None:
        self.rclone.write(self._history, _LOCK, note)

    def _remove_lock(self) -> None:
        self.rclone.remove(self._history, _LOCK)

    def records(self) -> History:
        """Return what was written down at the place."""
        names = {file["Path"] for file in self.rclone.files(self._history, but="kept")}
        read: dict[str, bytes] = {}

        def fetch(name: str) -> None:
            read[name] = self.rclone.read(self._history, name) or b""

        for _ in rclone.each(fetch, names - {_LOCK}):
            pass
        journals = [read.pop(name) for name in _JOURNALS if name in read]
        self._turn, journal = newest_journal(journals)
        return History(read_manifests(read.values()), journal)

    def look(self, wanted: Files, known: Files) -> Files:
        """List the files; each is told from its digest, or from its size and the journal."""
        listed = self.rclone.files(self._place, but=HISTORY, digest=self._digest)
        return {one["Path"]: self._told(one, wanted, known) for one in listed}

    def _told(self, listed: Mapping[str, Any], wanted: Files, known: Files) -> File:
        path, size = listed["Path"], listed["Size"]
        digest = (listed.get("Hashes") or {}).get(_DIGEST, "") if self._digest else ""
        for file in (known.get(path), wanted.get(path)):
            if file and digest and (file.md5, file.size) == (digest, size):
                return file
        believed = known.get(path, UNKNOWN)
        if not digest and believed.size == size:
            return believed
        return File("", digest, size) if digest else UNKNOWN

    def record(self, manifest: Manifest) -> None:
        """Write down a publication."""
        self.rclone.write(self._history, f"{manifest.number}.json", encode(manifest))

    def note(self, journal: Files) -> None:
        """Write down what is known of the files, never over what was written last."""
        self._turn += 1
        name = _JOURNALS[self._turn % len(_JOURNALS)]
        self.rclone.write(self._history, name, encode_journal(journal, self._turn))

    def keep(self, number: int, paths: Iterable[str]) -> Iterator[str]:
        """Copy files into the history: at the place itself, where it can do so."""

        def copy(path: str) -> None:
            self.rclone.copy((self._place, path), (self._history, f"kept/{number}/{path}"))

        return rclone.each(copy, paths)

    def send(self, paths: Iterable[str], source: Path) -> Iterator[str]:
        """Upload files, several at a time, with their headers."""
        folder = str(source.resolve())

        def upload(path: str) -> None:
            sent = _headers(path) if self._can.headers else ()
            words = ((folder, path), (self._place, path), sent)
            try:
                self.rclone.copy(*words)
            except rclone.RcloneError:
                if not self._can.folders:
                    raise
                # An empty folder that a cut left may stand there; each kind says so otherwise.
                self.rclone.remove_folder(self._place, path, with_empty=True)
                self.rclone.copy(*words)

        return rclone.each(upload, paths)

    def remove(self, paths: Iterable[str]) -> Iterator[str]:
        """Remove files, several at a time, and folders that are empty then."""
        removed = list(paths)
        yield from rclone.each(lambda path: self.rclone.remove(self._place, path), removed)
        if self._can.folders:
            folders = {above for path in removed for above in PurePosixPath(path).parents[:-1]}
            for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
                self.rclone.remove_folder(self._place, str(folder))

    def differing(self, wanted: Files, sent: Iterable[str]) -> Iterable[str]:
        """List the files anew; read back what was sent where no digest tells."""
        there = self.look(wanted, wanted)
        found = {path for path in {*there, *wanted} if there.get(path) != wanted.get(path)}
        if not self._digest:
            found.update(self._garbled({path: wanted[path] for path in sent}))
        return found

    def _garbled(self, files: Files) -> list[str]:
        garbled: list[str] = []

        def compare(path: str) -> None:
            data = self.rclone.read(self._place, path)
            if data is None or (files[path].sha256 and File.of(data) != files[path]):
                garbled.append(path)

        for _ in rclone.each(compare, files):
            pass
        return garbled

    def finish(self, manifest: Manifest, dropped: Iterable[int]) -> None:
        """Write down the publication, and remove what is too old."""
        self.record(manifest)
        for name in _JOURNALS:
            self.rclone.remove(self._history, name)
        for number in dropped:
            self.rclone.remove(self._history, f"{number}.json")
            self.rclone.remove_all(self._history, f"kept/{number}")

    def fetch(self, kept: Mapping[str, int], folder: Path) -> None:
        """Download files from the history."""

        def download(path: str) -> None:
            data = self.rclone.read(self._history, f"kept/{kept[path]}/{path}")
            if data is not None:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)

        for _ in rclone.each(download, kept):
            pass


def _headers(path: str) -> tuple[tuple[str, str], ...]:
    """Return the headers of a file by its path. Source: RFC 9111 (caching), RFC 8246, 2."""
    return (("Content-Type", content_type(path)), ("Cache-Control", _kept_for(path)))


def _kept_for(path: str) -> str:
    if path.startswith("assets/"):
        return _FOR_EVER
    return _PAGE if path.endswith((".html", ".xml", ".json", ".js")) else _FILE
