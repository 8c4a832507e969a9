"""Is what a host serves what was built? Every file that build.json lists is asked for once.

Files are read as checksums: streamed, and nothing is followed.
"""

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
from urllib.parse import quote, urljoin, urlsplit

from sitegen import __version__
from sitegen.diagnostics import count
from sitegen.errors import SitegenError
from sitegen.external_links.http import FollowNothing
from sitegen.file_names import is_used
from sitegen.output.build_json import PATH, BuildRecord, NoRecordError, read_record
from sitegen.output.folder import stat_outputs
from sitegen.safe_text import safe

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
        return (path for path in sorted(stat_outputs(self._root)) if not known(path))

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


class PublishedSite:
    """A site as its host serves it below an address, which ends with a slash."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/") + "/"
        self._opener = urllib.request.build_opener(FollowNothing)
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


class NothingToCompareError(SitegenError):
    """There is no build.json to compare with, or nothing where the site is said to be."""


@dataclass(frozen=True)
class Compared:
    """How many files were looked at, and what is wrong with each that is not as it was built.

    ``by`` says whose build.json that was; ``commit`` is the commit that it names, or "".
    """

    files: int
    wrong: tuple[tuple[str, str], ...]
    by: str
    commit: str


def compare_published(where: str, output: Path) -> Compared:
    """Compare what is at an address, or in a folder, with build.json of the output.

    Where no output has been built, build.json of the host itself says what there should be.
    """
    host = PublishedSite(where) if "://" in where else Folder(_folder(where))
    own, theirs = Folder(output).record(PATH), host.record(PATH)
    data, by = (
        (own, f"{output / PATH}") if own is not None else (theirs, "the host's own build.json")
    )
    if data is None:
        raise NothingToCompareError(
            f"There is no {PATH}, neither in {output} nor at {safe(where)}: build the site, or "
            "publish it with this builder."
        )
    try:
        record = read_record(data)
    except NoRecordError as error:
        raise NothingToCompareError(f"{by} cannot be used: {error}.") from error
    wrong = [*_other_build(own, theirs), *_wrong(host, record, where)]
    return Compared(len(record.files), tuple(wrong), by, record.commit)


def _folder(where: str) -> Path:
    if not Path(where).is_dir():
        help_ = "Name a folder, or an address that begins with https://."
        raise NothingToCompareError(f"There is no folder {safe(where)}. {help_}")
    return Path(where)


def _other_build(own: bytes | None, theirs: bytes | None) -> Iterator[tuple[str, str]]:
    """Return what is wrong with the list itself, which alone tells the build that is served."""
    if theirs is None:
        yield PATH, "missing"
    elif own is not None and own != theirs:
        try:
            commit = read_record(theirs).commit
        except NoRecordError:
            commit = ""
        yield PATH, f"different: that of {f'commit {commit}' if commit else 'another build'}"


def _wrong(
    host: PublishedSite | Folder, record: BuildRecord, where: str
) -> Iterator[tuple[str, str]]:
    for path, answer in host.answers(sorted(record.files)):
        if fault := _fault(answer, record, path, where):
            yield path, fault
    known = {*record.files, PATH}
    yield from ((path, "not in build.json") for path in host.surplus(known.__contains__))


def _fault(answer: Answer, record: BuildRecord, path: str, where: str) -> str:
    if answer.location:
        leads = record.redirects.get(path)
        if leads is not None and _same(answer.location, leads, where):
            return ""  # the host knows the redirect itself, and needs no page for it
        return f"the host sends visitors on to {answer.location}"
    if answer.trouble:
        return answer.trouble
    if answer.sha256 != record.files[path]:
        return "different"
    is_taken = not answer.type or is_used(path, answer.type)
    return "" if is_taken else f"sent as {answer.type}, which browsers take for something else"


def _same(location: str, leads: str, where: str) -> bool:
    """Whether an address is the one to which a redirect leads, on whatever host the site is."""
    return location == urljoin(where, leads) or (
        leads.startswith("/") and urlsplit(location).path == urlsplit(leads).path
    )


def told(compared: Compared, where: str) -> str:
    """Return the outcome in lines: each file with what is wrong with it, then a summary."""
    lines = [f"{safe(path)}: {safe(fault)}" for path, fault in compared.wrong]
    of_commit = f" of commit {compared.commit}" if compared.commit else ""
    listed = f"the {count(compared.files, 'file')} in {compared.by}{of_commit}"
    if lines:
        lines.append(f"{count(len(lines), 'difference')} between {safe(where)} and {listed}")
    else:
        lines.append(f"{safe(where)} is {listed}")
    if "://" in where:
        lines.append(f"Not looked at, as hosts do not show them: {', '.join(FOR_HOSTS_ONLY)}")
    return "\n".join(lines)
