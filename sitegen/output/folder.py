"""Whose the output folder is: the build touches only what it made itself."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import SitegenError
from sitegen.incremental.trust import FOLDER, data_folder, distrust
from sitegen.safe_text import some_of
from sitegen.sources import ROOTS, FileStat, digest, file_stat

STAGING = ".sitegen-staging"
#: Where the dev server's site is built to: the one folder inside the builder's own that may be.
PREVIEW = f"{FOLDER}/preview"

#: Stands for what is no file, such as a symbolic link: no build makes one.
_NO_FILE: FileStat = (-1, 0, 0, 0)
_NAMED_AT_MOST = 3
#: What the system says where nothing can be written beside the site, however often it is tried.
_CANNOT_BE_KEPT = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST)


class OutputRefusedError(SitegenError):
    """The output folder is not the build's to write; the message says why and what to do."""


@dataclass(frozen=True)
class OutputRecord:
    """Which files a build published to one folder; None if no build is known to have done so.

    ``path`` is None where nothing can be written down. ``unpublished`` names the pages that are not
    public: a folder that holds such is for looking at, not for publishing.
    """

    path: Path | None
    files: frozenset[str] | None
    unpublished: frozenset[str] = frozenset()

    def save(self, files: Iterable[str], unpublished: Iterable[str] = ()) -> None:
        """Write down the files that belong to the build, in one step, where that can be done."""
        if self.path is None:
            return
        kept: object = sorted(files)
        if hidden := sorted(unpublished):
            kept = {"files": kept, "unpublished": hidden}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            temporary = self.path.with_suffix(".tmp")
            temporary.write_text(json.dumps(kept), encoding="utf-8")
            temporary.replace(self.path)
        except OSError as error:
            if error.errno not in _CANNOT_BE_KEPT:
                raise


def claim(
    site: Path,
    output: Path,
    made: frozenset[str],
    existing: frozenset[str] | None = None,
    is_same: Callable[[str], bool] = lambda _: False,
) -> OutputRecord:
    """Return the record of an output folder, or refuse the folder; ``existing`` is all it holds.

    It is the build's if it is absent or empty, or if every file in it was recorded by an earlier
    build of this site or is one that this build makes for the site's own ``output/``. A damaged
    record still proves that the folder was built: all in it counts as recorded then. Where no
    record can be kept, what ``is_same`` says this build makes too, byte for byte, is the build's.
    """
    refuse_place(site, output)
    existing = frozenset(stat_outputs(output)) if existing is None else existing
    record = read_record(site, output, existing)
    known = record.files or frozenset()
    if output.resolve() == (site / "output").resolve():
        known |= made
    foreign = sorted(existing - known)
    if not can_keep(site):
        foreign = [path for path in foreign if path not in made or not is_same(path)]
    if foreign:
        named = some_of(foreign, _NAMED_AT_MOST)
        raise OutputRefusedError(
            f"{output} holds files that this build did not make: {named}.\n"
            "Nothing was changed. Move them away, or name another folder with --output DIR."
        )
    return record


def can_keep(site: Path) -> bool:
    """Whether something can be kept beside a site for its next build."""
    folder = site / FOLDER
    if distrust(site) or (folder.exists() and not folder.is_dir()):
        return False
    return os.access(folder if folder.exists() else site, os.W_OK)


def stat_outputs(folder: Path) -> dict[str, FileStat]:
    """Return what the file system says of every file below an output folder, by its path.

    What is git's, and the build's own staging folder, are left aside. What is no file, such as a
    symbolic link, has a size below 0.
    """
    found: dict[str, FileStat] = {}
    if folder.is_dir():
        _walk(str(folder), "", found)
    return found


def stat_some(folder: Path, paths: Iterable[str]) -> dict[str, FileStat]:
    """Return the same of some files below an output folder, as far as they are there."""
    found: dict[str, FileStat] = {}
    known = {"": True}

    def is_within(parent: str) -> bool:
        if parent not in known:
            is_link = os.path.islink(f"{folder}/{parent}")  # noqa: PTH114 - for hundreds of files
            known[parent] = not is_link and is_within(parent.rpartition("/")[0])
        return known[parent]

    for path in paths:
        with suppress(OSError):
            said = os.lstat(f"{folder}/{path}")
            is_file = stat.S_ISREG(said.st_mode) and is_within(path.rpartition("/")[0])
            found[path] = file_stat(said) if is_file else _NO_FILE
    return found


def _walk(folder: str, prefix: str, found: dict[str, FileStat]) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == STAGING or entry.name.startswith(".git"):
                continue
            if entry.is_dir(follow_symlinks=False):
                _walk(entry.path, f"{prefix}{entry.name}/", found)
            else:
                is_file = entry.is_file(follow_symlinks=False)
                found[prefix + entry.name] = file_stat(entry.stat()) if is_file else _NO_FILE


def read_record(site: Path, output: Path, existing: frozenset[str]) -> OutputRecord:
    """Read the record of an output folder: each folder has a file of its own."""
    places = _places(site, output)
    path = places[0] if places else None
    found = next((kept for place in places if (kept := _read(place)) is not None), None)
    if found is None:
        return OutputRecord(path, None)
    parts = found if isinstance(found, dict) else {"files": found}
    files, hidden = _names(parts.get("files")), _names(parts.get("unpublished", []))
    return OutputRecord(path, existing if files is None else files, hidden or frozenset())


def _places(site: Path, output: Path) -> list[Path]:
    """Return where the record is kept, and then where it may be found too.

    Where nothing can be kept beside the site, it is in the user's data folder, if there is one:
    otherwise every other build would refuse what the one before it made.
    """
    own = site / FOLDER / "published" / f"{digest(os.fsencode(output.resolve()))}.json"
    if can_keep(site):
        return [own]
    of_both = digest(b"\0".join(map(os.fsencode, (site.resolve(), output.resolve()))))
    places = [] if distrust(site) else [own]
    with suppress(RuntimeError):  # a user without a home folder
        places.insert(0, data_folder() / "published" / f"{of_both}.json")
    return places


def _read(place: Path) -> object:
    """Return what was written down, None if nothing was, and an empty mapping for a damaged one."""
    try:
        found = json.loads(place.read_text(encoding="utf-8"))
    except OSError:
        return None
    except (ValueError, RecursionError):
        return {}
    return {} if found is None else found


def _names(kept: object) -> frozenset[str] | None:
    """Return what was written down, or None if it is no list of names."""
    is_sound = isinstance(kept, list) and all(isinstance(name, str) for name in kept)
    return frozenset(kept) if isinstance(kept, list) and is_sound else None


def refuse_place(site: Path, output: Path) -> None:
    """Raise OutputRefusedError for a folder that can never be an output folder of a site."""
    if (site / FOLDER).is_symlink() and output.absolute().is_relative_to(
        (site / FOLDER).absolute()
    ):
        raise OutputRefusedError(
            f"{site / FOLDER} is a symbolic link. Remove it, or name --output."
        )
    site, output = site.resolve(), output.resolve()
    inputs = [site / name for name in (*ROOTS, "sitegen", "tests", ".git", FOLDER)]
    if site.is_relative_to(output):
        raise OutputRefusedError(f"{output} holds the site itself. Name another with --output DIR.")
    is_preview = output == site / PREVIEW
    if any(output.is_relative_to(folder) for folder in inputs) and not is_preview:
        raise OutputRefusedError(f"{output} is part of the site. Name another with --output DIR.")
    if output.exists() and not output.is_dir():
        raise OutputRefusedError(f"{output} is not a folder. Name another with --output DIR.")
