"""The file that the state stands in: opened, locked for one build, its tables made."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sitegen.errors import SitegenError

#: Tells a person something while a build runs.
Say = Callable[[str], None]

VERSION = 9

_WAIT_AT_MOST = 600
#: In bytes: several rows of a page of the site fit into one of the file.
_PAGE_SIZE = 16384
_TABLES = """
create table if not exists parts (
    target text, name text, data blob, primary key (target, name));
create table if not exists pages (
    target text, page text, data blob, body blob, reason text, primary key (target, page));
"""


class StillRunningError(SitegenError):
    """Another build of the site does not end."""


def connect(path: Path, say: Say) -> sqlite3.Connection | None:
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
        connection.execute(f"pragma page_size = {_PAGE_SIZE}")  # of a new file
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
        for table in ("parts", "pages", "traces", "bodies"):
            connection.execute(f"drop table if exists {table}")
    for statement in _TABLES.strip().split(";\n"):
        connection.execute(statement)
    connection.execute(f"pragma user_version = {VERSION}")
