"""Which files of a site are inputs: the walk, and what of it is left out or refused."""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Span
from sitegen.errors import SitegenError
from sitegen.file_names import copied_from, fault_of, folded, is_leftover, is_ordinary, too_long

ROOTS = ("assets", "content", "data", "models", "templates")

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

_MB = 1_000_000
#: What is read as text is read whole, into a tree of many times its size: no book is as long.
LARGEST_TEXT = 2 * _MB
_TEXTS = (".md", ".yaml", ".yml", ".html", ".css", ".js", ".svg", ".txt", ".csv", ".py")
#: GitHub takes no larger file; and all files of a site are in memory together.
LARGEST_FILE = 100 * _MB
LARGEST_SITE = 500 * _MB
#: How many folders deep files may lie; with more, addresses and breadcrumbs make no sense.
DEEPEST = 50

#: Where files keep their names as addresses.
_WITH_ADDRESSES = ("content/", "assets/public/", "assets/files/")

_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class SiteNotFoundError(SitegenError):
    """There is no site at the given folder."""


def require_site(root: Path) -> None:
    """Raise SiteNotFoundError unless there is a site at a folder."""
    if not (root / "content").is_dir():
        raise SiteNotFoundError(
            f"{root} is not a site: it has no folder content/\n{WHAT_IS_A_SITE}"
        )


def list_inputs(root: Path) -> tuple[dict[str, FileStat], list[Diagnostic]]:
    """Return what the file system says of every input file, by its path, without reading any."""
    require_site(root)
    walk = _Walk(root)
    for top in ROOTS:
        walk.through(top)
    walk.add_up()
    return dict(sorted(walk.stats.items())), walk.found


def list_again(
    root: Path, before: Mapping[str, FileStat], touched: Iterable[str]
) -> dict[str, FileStat] | None:
    """Return what ``list_inputs`` would if nothing but some paths was touched since ``before``.

    Nothing was wrong with any file then. None if a file has come or gone, or may be a mistake now:
    all have to be listed.
    """
    now = dict(before)
    for path in touched:
        stat_now = _plain_file(root, path)
        if path in before and stat_now:
            now[path] = stat_now
        elif not _is_none_still(root, path, before):
            return None
    return now if sum(map(itemgetter(0), now.values())) <= LARGEST_SITE else None


def _plain_file(root: Path, path: str) -> FileStat | None:
    """Return what the file system says of a file that is no link and not too large."""
    with suppress(OSError):
        status = (root / path).lstat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= largest(path):
            return file_stat(status)
    return None


def _is_none_still(root: Path, path: str, before: Container[str]) -> bool:
    """Whether a path was no input and is none: what an editor makes for a moment, or hides."""
    is_left_over = any(map(is_leftover, path.split("/")))
    return path not in before and (is_left_over or not os.path.lexists(root / path))


def file_stat(of: os.stat_result) -> FileStat:
    """Return the part of what the file system says that changes whenever a file is changed."""
    return (of.st_size, of.st_mtime_ns, of.st_ctime_ns, of.st_ino)


def largest(path: str) -> int:
    """Return how many bytes a file may have, by the ending of its path."""
    return LARGEST_TEXT if path.lower().endswith(_TEXTS) else LARGEST_FILE


def not_permitted(path: str) -> Diagnostic:
    """Return the mistake of an input that the system does not let us read."""
    message = f"you are not allowed to read {path}"
    help_ = "allow it in the permissions, or close the program that keeps it to itself"
    return Diagnostic(Span(path), "no-permission", message, help_)


@dataclass
class _Walk:
    """A walk through a site's folders, without recursion, since folders nest without end."""

    root: Path
    stats: dict[str, FileStat] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)

    def through(self, top: str) -> None:
        if mistake := _bad_link(self.root, top):
            self.found.append(mistake)
        elif (self.root / top).is_dir():
            folders = [top]
            while folders:
                folder = folders.pop()
                try:
                    folders.extend(self._folder(folder))
                except PermissionError:
                    self.found.append(not_permitted(folder))

    def _folder(self, folder: str) -> Iterator[str]:
        """Take the files of a folder, and yield the folders in it that are to be walked."""
        with os.scandir(self.root / folder) as scanned:
            entries = {one.name: one for one in scanned if not is_leftover(one.name)}
        seen: dict[str, str] = {}
        for name, entry in sorted(entries.items()):
            path = f"{folder}/{name}"
            first = seen.setdefault(folded(name), name)
            refused = _refused(path, entries) or _bad_kind(self.root, path, entry)
            if mistake := refused or _badly_named(path, first, entry):
                self.found.append(mistake)
            if refused:
                continue  # what only has a bad name exists, so that links to it hold
            if entry.is_dir():
                yield path
            else:
                self.stats[path] = file_stat(entry.stat())

    def add_up(self) -> None:
        """Note the file with which the site is larger than it may be."""
        total = 0
        for path, (size, *_) in sorted(self.stats.items()):
            total += size
            if total > LARGEST_SITE:
                message = f"with this file the site has more than {LARGEST_SITE // _MB} MB"
                self.found.append(Diagnostic(Span(path), "too-large", message, "publish less"))
                self.stats = {one: self.stats[one] for one in self.stats if one < path}
                return


def _refused(path: str, beside: Container[str]) -> Diagnostic | None:
    """Return what is wrong with the name of an input, or with where it is."""
    if message := too_long(path):
        return Diagnostic(Span(path), "file-name", message, "give it a shorter name")
    if path.count("/") > DEEPEST:
        message = f"this lies more than {DEEPEST} folders deep"
        return Diagnostic(Span(path), "file-name", message, "move it up")
    name = path.rpartition("/")[2]
    return None if is_ordinary(name) else _not_an_input(path, name, beside)


def _not_an_input(path: str, name: str, beside: Container[str]) -> Diagnostic | None:
    shown = path.encode(errors="replace").decode()
    if shown != path:  # Python stands in for the bytes of a name that is no text
        return Diagnostic(Span(shown), "file-name", "the name is not UTF-8 text", "rename the file")
    if original := copied_from(name, beside):
        message = f"this is a second version of {original}, which a program or a person kept"
        help_ = f"bring the two together in {original}, and delete this one"
        return Diagnostic(Span(path), "second-version", message, help_)
    return None


def _badly_named(path: str, first: str, entry: os.DirEntry[str]) -> Diagnostic | None:
    """Return what is wrong with a name that some systems refuse, or that is another's there.

    Two files of one address are told where pages are.
    """
    folder, _, name = path.rpartition("/")
    if not is_ordinary(name) and (fault := fault_of(name)):
        return fault.at(Span(path))
    is_told = path.startswith(_WITH_ADDRESSES) and not entry.is_dir()
    if first == name or is_told:
        return None
    message = f"{name} and {first} are one on Windows and macOS: one would be lost there"
    return Diagnostic(Span(path), "file-name", message, f"rename one of the two in {folder}/")


def _bad_kind(root: Path, path: str, entry: os.DirEntry[str]) -> Diagnostic | None:
    if entry.is_symlink():
        if mistake := _bad_link(root, path):
            return mistake
    elif entry.is_dir():
        return None
    status = entry.stat()
    if not stat.S_ISREG(status.st_mode):
        kind = next((name for fits, name in _KINDS if fits(status.st_mode)), "nothing to be read")
        return Diagnostic(Span(path), "no-file", f"{path} is {kind} and no file", "delete it")
    limit = largest(path)
    if status.st_size > limit:
        message = f"the file has {status.st_size / _MB:,.1f} MB, at most {limit // _MB} are read"
        help_ = "divide it" if limit == LARGEST_TEXT else "make it smaller, or link to it elsewhere"
        return Diagnostic(Span(path), "too-large", message, help_)
    return None


def _bad_link(root: Path, path: str) -> Diagnostic | None:
    """Return the mistake of a symbolic link to anything but an input file: all else is private."""
    entry = root / path
    if not entry.is_symlink():
        return None
    target = Path(os.path.realpath(entry))
    if not target.is_relative_to(root.resolve()):
        message = f"{path} is a symbolic link that leaves the site"
    elif not target.is_file():
        message = f"{path} is a symbolic link to a folder or to nothing"
    elif not _is_input(target.relative_to(root.resolve())):
        message = f"{path} is a symbolic link to a hidden file, or to none of {'/, '.join(ROOTS)}/"
    else:
        return None
    return Diagnostic(Span(path), "symbolic-link", message, "put a copy of it in its place")


def _is_input(path: Path) -> bool:
    return path.parts[0] in ROOTS and not any(map(is_leftover, path.parts))
