"""What earlier builds knew, kept in .sitegen/state.sqlite3: one transaction for each build.

While a build runs it holds the database's write lock, so a second build of the same site waits. A
build that is killed leaves the state of the one before it; what it wrote is noticed as altered.
All that is kept is sealed: what no build of the same user wrote is as good as not there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sitegen.build_request import Memory
from sitegen.errors import SitegenError
from sitegen.incremental.changes import Records
from sitegen.incremental.database import Say, connect
from sitegen.incremental.trust import (
    SIZE,
    STATE,
    NoSecretError,
    Seal,
    distrust,
    own_seal,
    pack,
    unpack,
)
from sitegen.sources import digest


@dataclass(frozen=True)
class Header:
    """The last build that published to a target (an output folder), but for its parts.

    ``inputs`` and ``outputs`` are fingerprints of what the file system said of them, ``models`` are
    the records of those inputs that are code; ``taken_at`` is when the inputs were listed, in
    nanoseconds since the epoch; ``commit`` is what build.json names as the source.
    ``diagnostics`` are all that were found.
    ``unpublished`` says why pages that a build with drafts shows are not public. ``zone`` is the
    site's, ``moment`` that as of which it was built, ``until`` the next one at which a page changes
    by itself, None if none ever does.

    Every build reads it, and most builds nothing else: it is small, and of a few small modules.
    """

    engine: str
    options: tuple[Any, ...]
    zone: str
    moment: datetime
    until: datetime | None
    taken_at: int
    inputs: str
    outputs: str
    models: Records
    pages: int
    diagnostics: tuple[Any, ...]
    unpublished: dict[str, str]
    commit: str

    def holds_at(self, moment: datetime) -> bool:
        """Whether no page has changed by itself between the last build and a moment."""
        return self.moment <= moment and (self.until is None or moment < self.until)


#: A page whose text was not converted again keeps what its text was converted to.
_KEEP_PAGE = """
insert into pages values (?, ?, ?, ?, ?) on conflict (target, page) do update
set data = excluded.data, body = coalesce(excluded.body, body), reason = excluded.reason
"""
#: Under this name the memory has what is not in the state.
_UNSAVED = ""
#: So much of a target's digest stands in each row.
_SHORT = 12


class LostError(SitegenError):
    """Something that the last build kept is gone: nothing else of it is to be used either."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{STATE} was altered, {name} is lost: build the site, which mends that")


class State:
    """The open state of one site, within one transaction; reads return None where nothing is.

    Without a connection and a seal it knows nothing and keeps nothing. Parts whose bytes are those
    of the ``memory`` are taken from there; nobody may change them.
    """

    def __init__(
        self,
        target: str = "",
        opened: tuple[sqlite3.Connection, Seal] | None = None,
        memory: Memory | None = None,
    ) -> None:
        self._connection = opened[0] if opened else None
        self._seal = opened[1] if opened else Seal(b"")
        self._target = digest(target.encode())[:_SHORT]
        self._memory: Memory = {} if memory is None else memory
        self._ahead: dict[str, tuple[Any, bytes]] = {}
        self.damaged = False
        self.saved = False

    def part(self, name: str) -> Any:
        """Return one part of what is known of the target."""
        sums = self._rows(
            f"select substr(data, 1, {SIZE}) from parts where target = ? and name = ?", name
        )
        known, value = self._memory.get((self._target, name), (None, None))
        if sums and sums[0][0] == known:
            return value
        found = self._rows("select data from parts where target = ? and name = ?", name)
        if not found:
            return None
        return self._keep(name, found[0][0], unpack(self._open(found[0][0], "parts", name)))

    @property
    def unsaved(self) -> dict[Any, Any]:
        """Return what builds made since the last one that was saved, for whoever has a memory."""
        found: dict[Any, Any] = self._memory.setdefault((self._target, _UNSAVED), (b"", {}))[1]
        return found

    def facts(self, page: str) -> Any:
        """Return the facts of one page, None if nothing is known of it."""
        found = self._rows("select data from pages where target = ? and page = ?", page)
        return unpack(self._open(found[0][0], "facts", page)) if found else None

    def reason(self, page: str) -> str:
        """Return why a page was rendered when it was rendered last."""
        found = self._rows("select reason from pages where target = ? and page = ?", page)
        return str(found[0][0]) if found else ""

    def bodies(self, pages: Iterable[str]) -> dict[str, bytes]:
        """Return the converted bodies of pages, packed as they were saved."""
        query = "select body from pages where target = ? and page = ?"
        rows = {page: self._rows(query, page) for page in pages}
        found = {p: self._open(row[0][0], "bodies", p) for p, row in rows.items() if row}
        return {page: body for page, body in found.items() if body}

    def pack_ahead(self, parts: Mapping[str, Any]) -> None:
        """Pack parts that do not change any more, while others are at work; none is kept yet."""
        for name, value in parts.items():
            self._ahead[name] = value, self._sealed(name, value)

    def _sealed(self, name: str, value: Any) -> bytes:
        known, sealed = self._ahead.get(name, (None, b""))
        return sealed if known is value else self._close(pack(value), "parts", name)

    def save(
        self, parts: dict[str, Any], facts: dict[str, tuple[bytes, str]], bodies: dict[str, bytes]
    ) -> None:
        """Take over what a build learned; it is kept once the state is closed in good order.

        Facts, each with the reason of its page's rendering, and bodies are packed already.
        """
        self.saved = True
        self.unsaved.clear()
        new_parts = [(self._target, one, self._sealed(one, parts[one])) for one in parts]
        for _, name, data in new_parts:
            self._keep(name, data, parts[name])
        new_pages = [
            (self._target, page, self._close(data, "facts", page), self._body(page, bodies), reason)
            for page, (data, reason) in facts.items()
        ]
        self._execute("insert or replace into parts values (?, ?, ?)", new_parts)
        self._execute(_KEEP_PAGE, new_pages)

    def _body(self, page: str, bodies: dict[str, bytes]) -> bytes | None:
        return self._close(bodies[page], "bodies", page) if page in bodies else None

    def drop(self, pages: Iterable[str]) -> None:
        """Forget pages that there are no more."""
        of_target = [(self._target, page) for page in pages]
        self._execute("delete from pages where target = ? and page = ?", of_target)

    def drop_all(self) -> None:
        """Forget all that is known of the target."""
        self._execute("delete from parts where target = ?", [(self._target,)])
        self._execute("delete from pages where target = ?", [(self._target,)])

    def _keep(self, name: str, data: bytes, value: Any) -> Any:
        self._memory[self._target, name] = data[:SIZE], value
        return value

    def _open(self, data: object, table: str, name: str) -> bytes:
        if not isinstance(data, bytes):
            return b""
        return self._seal.open(data, table, self._target, name)

    def _close(self, data: bytes, table: str, name: str) -> bytes:
        return self._seal.close(data, table, self._target, name)

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
    path = site / STATE
    is_new = not path.exists()
    found = _open(site, path, say)
    state = State(target, found, memory)
    try:
        yield state
        if found is not None and not state.damaged:
            found[0].commit()
    finally:
        if found is not None:
            found[0].close()
            _tidy(path, state, is_new=is_new, say=say)


def forget(site: Path) -> None:
    """Forget all that earlier builds of a site learned; they only build more slowly for it."""
    if not distrust(site):
        with suppress(NotADirectoryError):
            (site / STATE).unlink(missing_ok=True)


def _tidy(path: Path, state: State, *, is_new: bool, say: Say) -> None:
    """Remove a state that is of no use: a damaged one, or a new one in which nothing was kept."""
    if state.damaged:
        say(f"{path} was damaged: everything was built, and the next build starts afresh.")
    if state.damaged or (is_new and not state.saved):
        path.unlink(missing_ok=True)
        with suppress(OSError):
            path.parent.rmdir()


def _open(site: Path, path: Path, say: Say) -> tuple[sqlite3.Connection, Seal] | None:
    """Open the state if it can be believed, and say in one line why not."""
    if reason := distrust(site):
        say(f"{reason}: building everything, keeping nothing.")
        return None
    try:
        seal = own_seal()
    except NoSecretError as error:
        say(f"No secret can be kept for you ({error}): building everything, keeping nothing.")
        return None
    connection = connect(path, say)
    return None if connection is None else (connection, seal)
