"""A folder as a target: a web server may show it while it is published to.

Each file is written beside its place first and moved there in one step, so that a reader finds the
old one or the new one whole. The folder itself stays what it is, a mount or the root of a server:
no link is switched.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sitegen.deliver import local
from sitegen.deliver.host import HISTORY
from sitegen.deliver.manifest import (
    Files,
    Manifest,
    Records,
    encode,
    encode_ledger,
    newest_ledger,
    read_manifests,
)
from sitegen.locking import held
from sitegen.publish.folder import STAGING
from sitegen.publish.staging import public_modes

_LEDGER, _LOCK = "ledger.json", "lock"


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
        with local.explained(self.shown):
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

    def records(self) -> Records:
        """Return what was written down beside the folder."""
        manifests = [path.read_bytes() for path in self.history.glob("[0-9]*.json")]
        ledgers = [path.read_bytes() for path in self.history.glob(_LEDGER)]
        return Records(read_manifests(manifests), newest_ledger(ledgers)[1])

    def look(self, wanted: Files, known: Files) -> Files:  # noqa: ARG002 - every file is read
        """Read every file, whatever is known."""
        return {p: f for p, f in local.files_of(self.folder).items() if not p.startswith(HISTORY)}

    def record(self, manifest: Manifest) -> None:
        """Write down a publication."""
        self._write(f"{manifest.number}.json", encode(manifest))

    def note(self, ledger: Files) -> None:
        """Write down what may be in the folder until the publication is complete."""
        self._write(_LEDGER, encode_ledger(ledger))

    def keep(self, number: int, paths: Iterable[str]) -> Iterator[str]:
        """Copy files into the history; one that is there already was copied before a cut."""
        for path in paths:
            place = self._kept(number) / path
            if not place.exists():
                local.copy(self.folder / path, place, self.history / "copy")
            yield path

    def send(self, paths: Iterable[str], source: Path) -> Iterator[str]:
        """Write all files beside their places before the first is moved: a full disk harms none."""
        staged = list(paths)
        for path in staged:
            local.copy(source / path, self._staging / path, self._staging / "copy")
        for path in staged:
            local.move(self._staging / path, self.folder / path)
            yield path

    def remove(self, paths: Iterable[str]) -> Iterator[str]:
        """Remove files, and folders that are empty then."""
        for path in paths:
            local.remove(self.folder / path, self.folder)
            yield path

    def differing(self, wanted: Files, sent: Iterable[str]) -> Iterable[str]:  # noqa: ARG002 - all
        """Compare every file."""
        there = self.look({}, {})
        return [p for p in {*there, *wanted} if there.get(p) != wanted.get(p)]

    def finish(self, manifest: Manifest, dropped: Iterable[int]) -> None:
        """Write down the publication, and remove what is too old."""
        self.record(manifest)
        local.remove(self.history / _LEDGER, self.history)
        for number in dropped:
            local.remove(self.history / f"{number}.json", self.history)
            shutil.rmtree(self._kept(number), ignore_errors=True)

    def fetch(self, kept: Mapping[str, int], folder: Path) -> None:
        """Copy files back from the history."""
        for path, number in kept.items():
            if (self._kept(number) / path).exists():
                local.copy(self._kept(number) / path, folder / path, folder / ".copy")

    def _kept(self, number: int) -> Path:
        return self.history / "kept" / str(number)

    def _write(self, name: str, data: bytes) -> None:
        draft = self.history / "draft"
        local.write(draft, data)
        local.move(draft, self.history / name)


def history_of(folder: Path) -> Path:
    """Return where a folder's history is: beside it, or inside where nothing can be put beside."""
    beside, inside = folder.parent / f".{folder.name}{HISTORY}", folder / HISTORY
    if inside.exists():
        return inside
    above = next((one for one in folder.parents if one.exists()), folder)
    is_possible = beside.exists() or os.access(above, os.W_OK)
    return beside if is_possible else inside
