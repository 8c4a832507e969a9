"""Publish and go back: the same steps for every kind of target, each of which may be the last.

A publication that is cut leaves pages whose assets are there, and a journal of what may have
changed; the next one goes on from what it finds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.deploy.host import Host, PublicationError
from sitegen.deploy.manifest import KEPT, UNKNOWN, File, Files, History, Manifest
from sitegen.deploy.plan import Plan, is_left, plan, strangers, where_kept
from sitegen.diagnostics import count
from sitegen.safe_text import some_of

#: Is told what is being done, how much of it, and of how much.
Watch = Callable[[str, int, int], None]

#: So much two clocks may differ that are both right enough.
_SLACK = timedelta(minutes=10)


def _unwatched(_what: str, _done: int, _of: int) -> None:
    """Stand in where nobody looks on."""


@dataclass(frozen=True)
class Request:
    """How to publish: ``now`` is the time, ``pause`` the seconds before unused assets go.

    ``adopt`` takes over files that no publication brought; ``dry_run`` only looks.
    """

    now: datetime
    leave: tuple[str, ...] = ()
    pause: float = 0
    adopt: bool = False
    dry_run: bool = False
    watch: Watch = field(default=_unwatched)


@dataclass(frozen=True)
class Publication:
    """What was done, or would be: the plan, and the number of the publication, 0 for none."""

    plan: Plan
    number: int
    size: int


def publish(host: Host, wanted: Files, source: Path, request: Request) -> Publication:
    """Bring a target to exactly these files, which lie in a folder."""
    with host.opened(to_write=not request.dry_run):
        records = host.records()
        _check_clock(records, request.now)
        return _Publication(host, request, records).go(wanted, source)


def go_back(host: Host, number: int | None, request: Request) -> Publication:
    """Bring a target to the files of an earlier publication: by default the one before."""
    with host.opened(to_write=not request.dry_run):
        records = host.records()
        earlier = _chosen(records, number, host.shown)
        with TemporaryDirectory(prefix="publication-") as folder:
            kept = where_kept(records.manifests, earlier.number)
            present = host.look(earlier.files, records.known)
            needed = {p: kept[p] for p in kept if present.get(p) != earlier.files[p]}
            if not request.dry_run:
                host.fetch(needed, Path(folder))
                _check_fetched(earlier.files, present, Path(folder))
            publication = _Publication(host, request, records, restores=earlier.stands_for)
            return publication.go(earlier.files, Path(folder))


@dataclass
class _Publication:
    """One publication under way to a target that remembers ``records``."""

    host: Host
    request: Request
    records: History
    restores: int = 0
    done: int = 0
    steps: int = 0

    def go(self, wanted: Files, source: Path) -> Publication:
        """Take every step; without changes there is nothing to write down."""
        present = self._own(wanted)
        last = self.records.last
        steps = plan(wanted, present, last.files if last else {})
        size = sum(wanted[path].size for path in steps.sent)
        if self.request.dry_run or self._is_done(steps, wanted):
            return Publication(steps, last.number if last else 0, size)
        number = last.number + 1 if last else 1
        self._carry_out(steps, wanted, present, source)
        self._compare(steps, wanted)
        made = Manifest(number, _stamp(self.request.now), wanted, self.restores)
        self.host.finish(made, [one.number for one in self.records.manifests[: 1 - KEPT]])
        return Publication(steps, number, size)

    def _is_done(self, steps: Plan, wanted: Files) -> bool:
        last, is_whole = self.records.last, self.records.journal is None
        return not steps and is_whole and last is not None and last.files == wanted

    def _own(self, wanted: Files) -> Files:
        """Return the files at the target that are ours to change, or refuse those that are not."""
        there = self.host.look(wanted, self.records.known)
        present = {path: file for path, file in there.items() if not self._is_left(path)}
        found = strangers(present, self.records.known, ())
        if found and not self.request.adopt:
            raise PublicationError(_strange(self.host.shown, found))
        if found and not self.request.dry_run:
            self._adopt(present)
        return present

    def _adopt(self, present: Files) -> None:
        """Write down what is there as a publication of its own, to which one can go back."""
        last = self.records.last
        adopted = Manifest(last.number + 1 if last else 1, _stamp(self.request.now), present)
        self.host.record(adopted)
        self.records = History((*self.records.manifests, adopted), self.records.journal)

    def _is_left(self, path: str) -> bool:
        return is_left(path, self.request.leave)

    def _carry_out(self, steps: Plan, wanted: Files, present: Files, source: Path) -> None:
        self.steps = len(steps.keep) + len(steps.sent) + len(steps.removed)
        if last := self.records.last:
            self._each("Keeping", self.host.keep(last.number, steps.keep))
        journal = {**present, **dict.fromkeys(steps.sent, UNKNOWN)}
        self.host.note(journal)
        self._each("Making room", self.host.remove(steps.room))
        for paths in (*self._batches(steps.assets), *self._batches(steps.pages)):
            self._each("Sending", self.host.send(paths, source))
            journal.update({path: wanted[path] for path in paths})
            if len(paths) == self.host.at_once:
                self.host.note(journal)
        self._each("Removing", self.host.remove(steps.gone))
        if steps.unused:
            self.request.watch("Waiting for readers", self.done, self.steps)
            time.sleep(self.request.pause)
        self._each("Removing", self.host.remove(steps.unused))

    def _batches(self, paths: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        size = self.host.at_once
        return (paths[at : at + size] for at in range(0, len(paths), size))

    def _each(self, what: str, paths: Iterable[str]) -> None:
        for _ in paths:
            self.done += 1
            self.request.watch(what, self.done, self.steps)

    def _compare(self, steps: Plan, wanted: Files) -> None:
        """Compare the target with what was sent; what differs is unknown from then on."""
        self.request.watch("Comparing", self.done, self.steps)
        found = sorted(p for p in self.host.differing(wanted, steps.sent) if not self._is_left(p))
        if found:
            self.host.note({**wanted, **dict.fromkeys(found, UNKNOWN)})
            raise PublicationError(
                f"{self.host.shown} does not answer with what was sent: {some_of(found)}\n"
                "Something there changes files, or somebody does. Publish again; if this stays, "
                "see docs/publishing.md."
            )


def _check_fetched(files: Files, present: Files, folder: Path) -> None:
    """Refuse to go back where a file is not at the target, and was not laid aside as it was."""
    needed = [path for path in sorted(files) if present.get(path) != files[path]]
    if damaged := [path for path in needed if not _is_whole(folder / path, files[path])]:
        raise PublicationError(
            f"What was kept of that publication is damaged or gone: {some_of(damaged)}\n"
            "Nothing was changed. Check out the commit you want, and publish that."
        )


def _is_whole(path: Path, file: File) -> bool:
    if not path.is_file():
        return False
    return not file.sha256 or File.of(path.read_bytes()) == file


def _check_clock(records: History, now: datetime) -> None:
    last = records.last
    if last and datetime.fromisoformat(last.at) > now + _SLACK:
        raise PublicationError(
            f"The last publication was at {last.at}, and here it is only {_stamp(now)}.\n"
            "One of the two clocks is wrong, and pages appear by date: set the clock of this "
            "computer."
        )


def _chosen(records: History, number: int | None, shown: str) -> Manifest:
    """Return the publication to go back to, by its number or as the one before."""
    last = records.last
    current = last.stands_for if last else 0
    earlier = {one.number: one for one in records.manifests}
    if number is None and last and records.journal is not None:
        number = last.number  # another was begun after it, and cut
    if number is None:
        number = max((one for one in earlier if one < current), default=0)
    if number not in earlier:
        raise PublicationError(
            f"{shown} keeps no publication {number or 'before this one'}.\n{told(records)}"
        )
    return earlier[number]


def told(records: History) -> str:
    """Return the publications that a target keeps, one a line, the newest first."""
    lines = [
        f"  {one.number}  {one.at}  {count(len(one.files), 'file')}"
        + (f", those of {one.restores}" if one.restores else "")
        for one in reversed(records.manifests)
    ]
    return "\n".join(["Kept are:", *lines] if lines else ["None is kept there."])


def _strange(shown: str, found: list[str]) -> str:
    return (
        f"{shown} holds files that no publication brought there: {some_of(found)}\n"
        "Nothing was changed. Move them away, name them under leave in data/hosting.yaml, or run "
        "the command with --adopt, which replaces or removes them and keeps them for --rollback."
    )


def _stamp(now: datetime) -> str:
    return now.replace(microsecond=0).isoformat()
