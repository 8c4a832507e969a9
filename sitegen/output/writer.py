"""Write what differs, whole or not at all; remove what this build no longer makes."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sitegen.output.folder import PREVIEW, STAGING, claim, read_record, stat_outputs
from sitegen.output.staging import (
    Output,
    Staging,
    holds,
    public_modes,
    staged,
)
from sitegen.render.rendered import Staged


@dataclass(frozen=True)
class Published:
    """The paths that a build wrote and removed."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def publish(  # noqa: PLR0913, PLR0917 - what is known already need not be looked up again
    outputs: Mapping[str, Output],
    site: Path,
    output: Path,
    kept: frozenset[str] = frozenset(),
    existing: frozenset[str] | None = None,
    ahead: Staging | None = None,
    unpublished: Collection[str] = (),
) -> Published:
    """Bring an output folder to exactly these files, given by their path.

    ``kept`` names further files that are known to be there already, as they should be;
    ``existing`` all files that are there, if that is known; ``ahead`` what is staged already;
    ``unpublished`` the pages among them that are not public.
    Everything that differs is first written to a staging folder, where a full disk or a lost
    connection does no harm, and then moved into place file by file.
    """
    made = kept.union(outputs)
    existing = frozenset(stat_outputs(output)) if existing is None else existing
    record = claim(site, output, made, existing, lambda path: _is_same(output, path, outputs))
    stale = sorted(existing - made)
    with nullcontext(ahead) if ahead else staged(output) as staging:
        for path, made_now in outputs.items():
            staging.add(path, made_now)
        changed = [path for path in outputs if path in staging.changed]
        with public_modes():
            output.mkdir(parents=True, exist_ok=True)
        record.save(made.union(record.files or ()), {*record.unpublished, *unpublished})
        _replace(output, changed, stale)
    record.save(made, unpublished)
    return Published(tuple(changed), tuple(stale))


def clean(site: Path, output: Path) -> int:
    """Remove what builds of this site published to a folder; return how many files that were.

    The records of other output folders are kept, for what is in those is still the site's own.
    """
    existing = frozenset(stat_outputs(output))
    record = read_record(site, output, existing)
    files = sorted(existing & (record.files or frozenset()))
    _remove(output, files)
    if record.path is not None and record.files is not None:
        record.path.unlink(missing_ok=True)
        for folder in (site / PREVIEW, record.path.parent, record.path.parent.parent):
            with suppress(OSError):
                folder.rmdir()
    return len(files)


def _is_same(output: Path, path: str, outputs: Mapping[str, Output]) -> bool:
    made = outputs.get(path)
    if isinstance(made, Staged):
        return not made.is_changed
    return made is not None and holds(f"{output}/{path}", made)


def _replace(output: Path, changed: Iterable[str], stale: Iterable[str]) -> None:
    """Move what is staged into place; what must make room goes before, all else after."""
    first = in_the_way(stale, changed)
    _remove(output, first)
    if (output / STAGING).is_dir():
        _move(str(output / STAGING), str(output))
    _remove(output, set(stale).difference(first))


def _move(staged: str, folder: str) -> None:
    """Move all that is in a staged folder into a folder; what is new there moves as a whole.

    Assets go first: somebody may look at the pages that use them meanwhile. Paths are texts, for
    there may be thousands of files.
    """
    with os.scandir(staged) as found:
        entries = sorted(found, key=lambda entry: (entry.name != "assets", entry.name))
    for entry in entries:
        target = f"{folder}/{entry.name}"
        if entry.is_dir() and _is_folder(target):
            _move(entry.path, target)
            continue
        try:
            os.replace(entry.path, target)  # noqa: PTH105 - for thousands of files
        except OSError:
            if not _is_folder(target):
                raise
            remove_empty_folders(Path(target))
            os.replace(entry.path, target)  # noqa: PTH105 - the same
    os.rmdir(staged)  # noqa: PTH106 - the same


def _is_folder(path: str) -> bool:
    """Whether a folder is there, and no symbolic link to one."""
    return os.path.isdir(path) and not os.path.islink(path)  # noqa: PTH112, PTH114 - the same


def in_the_way(stale: Iterable[str], changed: Iterable[str]) -> list[str]:
    """Return stale files that stand where a file or folder is wanted now, or inside such a file.

    Paths that differ only in capitals are one place on many computers, and count as one.
    """
    if not (stale := list(stale)):
        return []
    wanted = {path.casefold() for path in changed}
    folders = {parent.as_posix() for path in wanted for parent in PurePosixPath(path).parents}

    def is_in_the_way(place: str) -> bool:
        above = (parent.as_posix() for parent in PurePosixPath(place).parents)
        return place in folders or not wanted.isdisjoint((place, *above))

    return [path for path in stale if is_in_the_way(path.casefold())]


def _remove(output: Path, paths: Iterable[str]) -> None:
    for path in paths:
        (output / path).unlink(missing_ok=True)
        _remove_empty(output, (output / path).parent)


def remove_empty_folders(folder: Path) -> None:
    """Remove a folder in which there is nothing but folders, or raise OSError."""
    for below in sorted(folder.rglob("*"), reverse=True):
        below.rmdir()
    folder.rmdir()


def _remove_empty(output: Path, folder: Path) -> None:
    while folder != output and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
