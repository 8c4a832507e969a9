"""What earlier builds knew, kept in .sitegen/state.sqlite3: one transaction for each build.

While a build runs it holds the database's write lock, so a second build of the same site waits. A
build that is killed leaves the state of the one before it; what it wrote is noticed as altered.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sitegen.incremental.reads import Key
from sitegen.orders import Memory
from sitegen.sources import FileStat

#: Tells a person something while a build runs.
Say = Callable[[str], None]

FOLDER = ".sitegen"
VERSION = 2

_WAIT_AT_MOST = 600
_CHECKSUM = 16
_TABLES = """
create table if not exists parts (target text, name text, data blob, primary key (target, name));
create table if not exists traces (target text, page text, data blob, primary key (target, page));
create table if not exists bodies (target text, page text, data blob, primary key (target, page));
"""


class StillRunningError(Exception):
    """Another build of the site does not end."""


@dataclass(frozen=True)
class Trace:
    """What one page's task read, each question with the digest of its answer, and its facts.

    The first ``of_body`` reads are those of converting the page's text.
    """

    reads: tuple[tuple[Key, str], ...]
    facts: Any
    reason: str
    of_body: int


@dataclass(frozen=True)
class Header:
    """The last build that published to a target (an output folder).

    ``inputs`` and ``outputs`` give what the file system said of each file, and its digest;
    ``fronts`` the digest of each page's front matter; ``taken_at`` is when the inputs were listed,
    in nanoseconds since the epoch. ``diagnostics`` are all that were found, ``of_sources`` those
    that came up before any page was rendered, ``of_pages`` those of each page's own task.
    """

    engine: str
    options: tuple[Any, ...]
    taken_at: int
    inputs: dict[str, tuple[FileStat, str]]
    outputs: dict[str, tuple[FileStat, str]]
    fronts: dict[str, str]
    pages: int
    diagnostics: tuple[Any, ...]
    of_sources: tuple[Any, ...]
    of_pages: dict[str, tuple[Any, ...]]


class State:
    """The open state of one site, within one transaction; reads give None where nothing is.

    Parts whose bytes are those of the ``memory`` are taken from there; nobody may change them.
    """

    def __init__(
        self, connection: sqlite3.Connection | None, target: str, memory: Memory | None = None
    ) -> None:
        self._connection = connection
        self._target = target
        self._memory: Memory = {} if memory is None else memory
        self.damaged = False
        self.saved = False

    def part(self, name: str) -> Any:
        """Return one part of what is known of the target."""
        sums = self._rows(
            f"select substr(data, 1, {_CHECKSUM}) from parts where target = ? and name = ?", name
        )
        known, value = self._memory.get((self._target, name), (None, None))
        if sums and sums[0][0] == known:
            return value
        found = self._rows("select data from parts where target = ? and name = ?", name)
        return self._keep(name, found[0][0], _load(found[0][0])) if found else None

    def trace(self, page: str) -> Trace | None:
        """Return the trace of one page."""
        found = self._rows("select data from traces where target = ? and page = ?", page)
        trace: Trace | None = _load(found[0][0]) if found else None
        return trace

    def traces(self) -> dict[str, Trace]:
        """Return the traces of all pages."""
        rows = self._rows("select page, data from traces where target = ?")
        loaded = {page: _load(data) for page, data in rows}
        return {page: trace for page, trace in loaded.items() if trace is not None}

    def bodies(self, pages: Iterable[str]) -> dict[str, bytes]:
        """Return the converted bodies of pages, packed as they were saved."""
        query = "select data from bodies where target = ? and page = ?"
        rows = {page: self._rows(query, page) for page in pages}
        found = {page: _unsealed(row[0][0]) for page, row in rows.items() if row}
        return {page: data for page, data in found.items() if data is not None}

    def save(
        self, parts: dict[str, Any], traces: dict[str, Trace], bodies: dict[str, bytes]
    ) -> None:
        """Take over what a build learned; it is kept once the state is closed in good order."""
        self.saved = True
        new_parts = [(self._target, name, _dump(value)) for name, value in parts.items()]
        for _, name, data in new_parts:
            self._keep(name, data, parts[name])
        new_traces = [(self._target, page, _dump(trace)) for page, trace in traces.items()]
        new_bodies = [(self._target, page, _sealed(data)) for page, data in bodies.items()]
        self._execute("insert or replace into parts values (?, ?, ?)", new_parts)
        self._execute("insert or replace into traces values (?, ?, ?)", new_traces)
        self._execute("insert or replace into bodies values (?, ?, ?)", new_bodies)

    def drop(self, pages: Iterable[str]) -> None:
        """Forget pages that there are no more."""
        of_target = [(self._target, page) for page in pages]
        self._execute("delete from traces where target = ? and page = ?", of_target)
        self._execute("delete from bodies where target = ? and page = ?", of_target)

    def drop_all(self) -> None:
        """Forget all pages of the target."""
        self._execute("delete from traces where target = ?", [(self._target,)])
        self._execute("delete from bodies where target = ?", [(self._target,)])

    def _keep(self, name: str, data: bytes, value: Any) -> Any:
        self._memory[self._target, name] = data[:_CHECKSUM], value
        return value

    def _rows(self, query: str, *words: str) -> list[Any]:
        if self._connection is None or self.damaged:
            return []
        try:
            return self._connection.execute(query, (self._target, *words)).fetchall()
        except sqlite3.DatabaseError:
            self.damaged = True
            return []

    def _execute(self, statement: str, rows: list[Any]) -> None:
        if self._connection is not None and not self.damaged:
            try:
                self._connection.executemany(statement, rows)
            except sqlite3.DatabaseError:
                self.damaged = True


@contextmanager
def opened(site: Path, target: str, say: Say, memory: Memory | None = None) -> Iterator[State]:
    """Open the state of a site for one build, and keep what was saved if the build ends well."""
    path = site / FOLDER / "state.sqlite3"
    is_new = not path.exists()
    connection = _connect(path, say)
    state = State(connection, target, memory)
    try:
        yield state
        if connection is not None and not state.damaged:
            connection.commit()
    finally:
        if connection is not None:
            connection.close()
        _tidy(path, state, is_new=is_new, say=say)


def forget(site: Path) -> None:
    """Forget all that earlier builds of a site learned; they only build more slowly for it."""
    (site / FOLDER / "state.sqlite3").unlink(missing_ok=True)


def _tidy(path: Path, state: State, *, is_new: bool, say: Say) -> None:
    """Remove a state that is of no use: a damaged one, or a new one in which nothing was kept."""
    if state.damaged:
        say(f"{path} was damaged: everything was built, and the next build starts afresh.")
    if state.damaged or (is_new and not state.saved):
        path.unlink(missing_ok=True)
        with suppress(OSError):
            path.parent.rmdir()


def _connect(path: Path, say: Say) -> sqlite3.Connection | None:
    """Connect and take the write lock; a state that cannot be used is left out, with one line."""
    try:
        path.parent.mkdir(exist_ok=True)
        return _locked(path, say)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            say(f"{path} cannot be written ({error}): building everything, keeping nothing.")
            return None
        say(f"{path} is damaged ({error}): building everything.")
    except OSError as error:
        say(f"{path} cannot be written ({error}): building everything, keeping nothing.")
        return None
    path.unlink(missing_ok=True)
    return _locked(path, say)


def _locked(path: Path, say: Say) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=0.1, isolation_level=None)
    try:
        # Nothing waits for the disk, nor do the outputs: a state that a power cut has damaged is
        # noticed and built anew.
        connection.execute("pragma synchronous = off")
        try:
            connection.execute("begin immediate")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            say("Another build of this site is running: waiting for it.")
            _wait(connection)
        _prepare(connection, path, say)
    except BaseException:
        connection.close()
        raise
    return connection


def _wait(connection: sqlite3.Connection) -> None:
    connection.execute(f"pragma busy_timeout = {_WAIT_AT_MOST * 1000}")
    try:
        connection.execute("begin immediate")
    except sqlite3.OperationalError:
        raise StillRunningError(f"Another build runs since {_WAIT_AT_MOST} seconds.") from None


def _prepare(connection: sqlite3.Connection, path: Path, say: Say) -> None:
    version = connection.execute("pragma user_version").fetchone()[0]
    if version not in (0, VERSION):
        say(f"{path} is of another version: building everything.")
        connection.execute("drop table if exists parts")
        connection.execute("drop table if exists traces")
        connection.execute("drop table if exists bodies")
    for statement in _TABLES.strip().split("\n"):
        connection.execute(statement)
    connection.execute(f"pragma user_version = {VERSION}")


def _dump(value: object) -> bytes:
    return _sealed(pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))


def _load(data: bytes) -> Any:
    """Return a value that was kept, or None if its bytes are not those that were written.

    The file is our own, and the digest keeps a damaged one from being unpickled. None, too, is what
    another version of this builder kept in classes that this one does not have.
    """
    sound = _unsealed(data)
    try:
        return None if sound is None else pickle.loads(sound)
    except (AttributeError, ImportError):
        return None


def _sealed(data: bytes) -> bytes:
    return blake2b(data, digest_size=_CHECKSUM).digest() + data


def _unsealed(data: bytes) -> bytes | None:
    seal, inside = data[:_CHECKSUM], data[_CHECKSUM:]
    return inside if blake2b(inside, digest_size=_CHECKSUM).digest() == seal else None
