"""The files that a host serves, or a folder holds, as checksums: streamed, and nothing followed."""

from __future__ import annotations

import hashlib
import os
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, urljoin

from sitegen import __version__

_PIECE = 1 << 16
_ANSWER_WITHIN = 30
_AT_ONCE = 8
_TRIES = 2
#: No file that a build publishes is larger: what a host sends beyond that is not wanted.
_LARGEST = 1 << 30
#: A list of files of more than so many bytes is none of this builder's.
_LARGEST_RECORD = 64 << 20

#: What hosts read and do not show.
FOR_HOSTS_ONLY = ("_headers", "_redirects", ".htaccess")
_LOST = "404.html"
#: A file that is compressed itself may be sent as such: its bytes are the same.
_COMPRESSED = {"gzip": (".gz",), "x-gzip": (".gz",), "br": (".br",)}
_FOUND, _MOVED, _NOT_FOUND = 200, (301, 302, 303, 307, 308), 404


@dataclass(frozen=True)
class Answer:
    """What came for a file: its checksum, or where the host sends visitors, or what went wrong.

    ``type`` is the Content-Type that a host sent with it, if any.
    """

    sha256: str = ""
    type: str = ""
    location: str = ""
    trouble: str = ""


class Folder:
    """A folder in which an output was put."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def record(self, name: str) -> bytes | None:
        """Return the bytes of a file, None if there is none."""
        try:
            with _plain_file(self._root, name) as file:
                return file.read(_LARGEST_RECORD)
        except OSError:
            return None

    def answers(self, paths: Iterable[str]) -> Iterator[tuple[str, Answer]]:
        """Yield what stands at each path."""
        for path in paths:
            yield path, self._answer(path)

    def surplus(self, known: Callable[[str], bool]) -> Iterator[str]:
        """Yield every file that is not known; what is git's is left aside."""
        for folder, folders, files in os.walk(self._root):
            folders[:] = sorted(name for name in folders if name != ".git")
            for name in sorted(files):
                path = (Path(folder) / name).relative_to(self._root).as_posix()
                if not known(path) and not name.startswith(".git"):
                    yield path

    def _answer(self, path: str) -> Answer:
        try:
            with _plain_file(self._root, path) as file:
                return Answer(_checksum(file))
        except FileNotFoundError:
            return Answer(trouble="missing")
        except OSError as error:
            return Answer(trouble=str(error.strerror or error))


def _plain_file(root: Path, path: str) -> IO[bytes]:
    """Open a file to which no symbolic link leads."""
    parts = path.split("/")
    places = [root.joinpath(*parts[: number + 1]) for number in range(len(parts))]
    if any(place.is_symlink() for place in places):
        raise OSError(None, "a symbolic link leads there")
    if not places[-1].is_file():
        raise FileNotFoundError(path)
    return places[-1].open("rb")


class Site:
    """A site as its host serves it below an address, which ends with a slash."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/") + "/"
        self._opener = urllib.request.build_opener(_FollowNothing)
        self._nowhere = f"nothing-is-here-{os.urandom(4).hex()}/"

    def record(self, name: str) -> bytes | None:
        """Return the bytes of a file, None if there is none; raise OSError if no host answers."""
        try:
            with self._open(name) as response:
                data: bytes = response.read(_LARGEST_RECORD)
                return data
        except urllib.error.HTTPError:
            return None
        except HTTPException as error:
            raise OSError(f"{self._address}: {error!r}") from error

    def answers(self, paths: Iterable[str]) -> Iterator[tuple[str, Answer]]:
        """Yield what is served for each file, several of them asked for at once."""
        asked = [path for path in paths if path not in FOR_HOSTS_ONLY]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            yield from zip(asked, pool.map(self._patient_answer, asked), strict=True)

    def surplus(self, _known: Callable[[str], bool]) -> Iterator[str]:
        """Yield nothing: a host does not say what else it serves."""
        return iter(())

    def _patient_answer(self, path: str) -> Answer:
        for left in reversed(range(_TRIES)):
            try:
                return self._answer(path)
            except (OSError, HTTPException) as error:
                reason = getattr(error, "reason", error)
                if not left:
                    return Answer(trouble=f"no answer ({reason})")
                threading.Event().wait(1)
        raise AssertionError("the last try returns")

    def _answer(self, path: str) -> Answer:
        place = self._nowhere if path == _LOST else path.removesuffix("index.html")
        wanted = _NOT_FOUND if path == _LOST else _FOUND
        try:
            with self._open(place) as response:
                return _of_response(response, wanted, path)
        except urllib.error.HTTPError as error:
            with error:
                if error.code in _MOVED:
                    there = urljoin(self._address + quote(place), error.headers.get("Location", ""))
                    return Answer(location=there)
                return _of_response(error, wanted, path)

    def _open(self, place: str) -> Any:
        # A host that compresses as it sends is asked for the file as it is.
        headers = {"Accept-Encoding": "identity", "User-Agent": f"sitegen/{__version__}"}
        request = urllib.request.Request(self._address + quote(place), headers=headers)
        return self._opener.open(request, timeout=_ANSWER_WITHIN)


class _FollowNothing(urllib.request.HTTPRedirectHandler):
    """Hands an answer that sends visitors on to the caller, as an error."""

    def redirect_request(self, *_: Any) -> None:
        """Return no other request."""


def _of_response(response: Any, wanted: int, path: str) -> Answer:
    if response.status != wanted:
        missing = response.status == _NOT_FOUND
        return Answer(trouble="missing" if missing else f"the host answers {response.status}")
    coding = response.headers.get("Content-Encoding", "")
    if coding and not path.endswith(_COMPRESSED.get(coding.lower(), ())):
        return Answer(trouble=f"sent as {coding}, though the file itself was asked for")
    return Answer(_checksum(response), response.headers.get("Content-Type", ""))


def _checksum(stream: IO[bytes]) -> str:
    found, size = hashlib.sha256(), 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > _LARGEST:
            return "more than a build publishes"
        found.update(piece)
    return found.hexdigest()
