"""The only reader of input files: walks the site once and takes bytes and digests."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

from sitegen.diagnostics import Diagnostic, Span

ROOTS = ("assets", "content", "data", "templates")

#: What editors and systems leave behind, and no site means to publish.
_LEFTOVER_ENDINGS = ("~", ".swp", ".swo", ".tmp", ".bak", ".orig", ".rej")
_LEFTOVER_NAMES = ("Thumbs.db", "desktop.ini")
_HIDDEN_BUT_PUBLISHED = (".well-known", ".nojekyll")


#: What no text holds (tabs and line ends aside), and the lines that git leaves in a conflict.
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
_CONTROL = re.compile(f"[{re.escape(_CONTROLS.decode())}]")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)

#: A file with a zero byte among its first so many is no text, as git has it (buffer_is_binary).
_LOOKED_INTO = 8000

#: Size, times of change of the content and of the entry in nanoseconds, and number of a file.
FileStat = tuple[int, int, int, int]

WHAT_IS_A_SITE = """\
A site is a folder with content/, the pages in Markdown, and templates/layouts/page.html, which they
are shown with. To begin one, make these two files; README.md and docs/reference.md tell the rest.
    content/index.md                ---
                                    title: Home
                                    description: What visitors find here.
                                    ---
                                    Welcome.
    templates/layouts/page.html     <!doctype html><title>{{ page.title }}</title>{{ page.html }}
To build another folder than this one: --site DIR."""


class EditedDuringBuildError(Exception):
    """A file was changed after it was listed and before it was read: the build begins again."""


class SiteNotFoundError(Exception):
    """There is no site at the given folder."""


class InputFile(Protocol):
    """One input file: its path relative to the site, its bytes and their digest."""

    @property
    def path(self) -> str:
        """Return the path relative to the site, with forward slashes."""

    @property
    def data(self) -> bytes:
        """Return the bytes, as they were when the build began."""

    @property
    def digest(self) -> str:
        """Return the digest of the bytes."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """An input file that has been read."""

    path: str
    data: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class DeferredFile:
    """An input file whose digest is known already, and whose bytes are read when asked for."""

    root: Path
    path: str
    digest: str

    @property
    def data(self) -> bytes:
        """Read the bytes, which must still be those that the digest was taken of."""
        data = (self.root / self.path).read_bytes()
        if digest(data) != self.digest:
            raise EditedDuringBuildError(self.path)
        return data


@dataclass(frozen=True)
class Snapshot:
    """Every input of one build, as it was when the build began. Paths use forward slashes."""

    root: Path
    files: Mapping[str, InputFile]

    def under(self, folder: str) -> Iterator[InputFile]:
        """Give the files below a folder, sorted by path."""
        prefix = folder.rstrip("/") + "/"
        return (file for path, file in self.files.items() if path.startswith(prefix))

    def text(self, path: str) -> str | None:
        """Return a file as text (one kind of line end, no byte order mark), or None if absent."""
        file = self.files.get(path)
        return None if file is None else decode(file.data)

    def line(self, path: str, number: int) -> str:
        """Return one line (from 1) of a file, or "" if there is none."""
        lines = (self.text(path) or "").split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""


class SourceLines:
    """Single lines of inputs, for reports: a file is read once for all its mistakes in a row.

    Of a file that is no text, or has been changed since, there are none.
    """

    def __init__(self, snapshot: Callable[[], Snapshot]) -> None:
        self._snapshot = cache(snapshot)
        self._read: tuple[str, list[str]] = ("", [])

    def __call__(self, path: str, number: int) -> str:
        """Return one line (from 1) of a file, or "" if there is none."""
        if path != self._read[0]:
            self._read = path, self._lines(path)
        lines = self._read[1]
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def _lines(self, path: str) -> list[str]:
        try:
            file = self._snapshot().files.get(path)
            data = b"" if file is None else file.data
        except (OSError, EditedDuringBuildError):
            return []
        return [] if b"\0" in data[:_LOOKED_INTO] else decode(data).split("\n")


def decode(data: bytes) -> str:
    """Decode UTF-8 with every kind of line end as a line feed; a wrong byte becomes U+FFFD."""
    text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def digest(data: bytes) -> str:
    """Return the digest by which contents are compared: 128 bits of BLAKE2b, in hexadecimal."""
    return blake2b(data, digest_size=16).hexdigest()


def take_snapshot(root: Path) -> tuple[Snapshot, tuple[Diagnostic, ...]]:
    """Read every input file of a site; links that leave the site are mistakes, not inputs."""
    stats, found = list_inputs(root)
    files: dict[str, SourceFile] = {}
    for path in stats:
        data = (root / path).read_bytes()
        files[path] = SourceFile(path, data, digest(data))
        found.extend(flaws(path, data))
    return Snapshot(root, files), tuple(found)


def require_site(root: Path) -> None:
    """Raise SiteNotFoundError unless there is a site at a folder."""
    if not (root / "content").is_dir():
        raise SiteNotFoundError(
            f"{root} is not a site: it has no folder content/\n{WHAT_IS_A_SITE}"
        )


def list_inputs(root: Path) -> tuple[dict[str, FileStat], list[Diagnostic]]:
    """Return what the file system says of every input file, by its path, without reading any."""
    require_site(root)
    found: list[Diagnostic] = []
    stats: dict[str, FileStat] = {}
    for top in ROOTS:
        if mistake := _bad_link(root, root / top):
            found.append(mistake)
        elif (root / top).is_dir():
            stats.update(_walk(root, top, found))
    return dict(sorted(stats.items())), found


def _walk(root: Path, folder: str, found: list[Diagnostic]) -> Iterator[tuple[str, FileStat]]:
    with os.scandir(root / folder) as entries:
        for entry in entries:
            if is_leftover(entry.name):
                continue
            path = f"{folder}/{entry.name}"
            mistake = _bad_link(root, root / path) if entry.is_symlink() else _bad_name(path)
            if mistake:
                found.append(mistake)
            elif entry.is_dir():
                yield from _walk(root, path, found)
            else:
                yield path, file_stat(entry.stat())


def file_stat(stat: os.stat_result) -> FileStat:
    """Return the part of what the file system says that changes whenever a file is changed."""
    return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def is_leftover(name: str) -> bool:
    """Tell whether a file name is an editor's or a system's leftover, or hidden."""
    if name in _HIDDEN_BUT_PUBLISHED:
        return False
    leftover = name.endswith(_LEFTOVER_ENDINGS) or name in _LEFTOVER_NAMES
    return leftover or name.startswith((".", "#"))


def _bad_link(root: Path, entry: Path) -> Diagnostic | None:
    if not entry.is_symlink():
        return None
    path, target = entry.relative_to(root).as_posix(), Path(os.path.realpath(entry))
    if not target.is_relative_to(root.resolve()):
        message = f"{path} is a symbolic link that leaves the site"
    elif not target.is_file():
        message = f"{path} is a symbolic link to a folder or to nothing"
    else:
        return None
    return Diagnostic(Span(path), "symbolic-link", message, "put a copy of it in its place")


def _bad_name(path: str) -> Diagnostic | None:
    """Report a name that is no text: Python stands in for its bytes what cannot be encoded."""
    shown = path.encode(errors="replace").decode()
    if shown == path:
        return None
    return Diagnostic(Span(shown), "file-name", "the name is not UTF-8 text", "rename the file")


def flaws(path: str, data: bytes) -> tuple[Diagnostic, ...]:
    """Return the first thing in a text file that no editor means: it spoils what follows."""
    if not path.endswith((".md", ".yaml", ".yml", ".html", ".css", ".js")):
        return ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"the byte 0x{data[error.start]:02x} is not UTF-8 text"
        span = _end_of(path, decode(data[: error.start]))
        return (Diagnostic(span, "not-utf-8", message, "save the file with the encoding UTF-8"),)
    # Of thousands of files hardly one is at fault: what is at hand in C tells the sound ones.
    if len(data.translate(None, _CONTROLS)) < len(data) and (control := _CONTROL.search(text)):
        message = f"a control character, 0x{ord(control[0]):02x}, which is no text"
        span = _end_of(path, decode(data[: len(text[: control.start()].encode())]))
        return (Diagnostic(span, "control-character", message, "delete it"),)
    has_marks = b"<<<<<<<" in data or b">>>>>>>" in data
    if has_marks and (marks := _CONFLICT.search(decode(data))):
        span = _end_of(path, decode(data)[: marks.start()])
        message = "two versions of this file were merged and not brought together"
        help_ = (
            "keep one version, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
        )
        return (Diagnostic(span, "merge-conflict", message, help_),)
    return ()


def _end_of(path: str, before: str) -> Span:
    """Return the place in a file after what stands before it."""
    return Span(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
