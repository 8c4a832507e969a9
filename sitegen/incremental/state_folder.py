"""The builder's own folder in a site, .sitegen/, and whether it may be used.

It holds what earlier builds learned, and which outputs are theirs. One that somebody else has put
there must not be believed, nor be written through.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from sitegen.git import ask

FOLDER = ".sitegen"
STATE = f"{FOLDER}/state.sqlite3"

#: In bytes: the index of a million files; and the longest path that a system has.
_LARGEST_INDEX = 200_000_000
_LONGEST_PATH = 4096


def distrust(site: Path) -> str:
    """Return why the folder must not be used, or "" if it may, or is not there yet."""
    for path in (site / FOLDER, site / STATE):
        if path.is_symlink():
            return f"{path} is a symbolic link"
        if not _is_own(path):
            return f"{path} belongs to another user"
    if (site / FOLDER).exists() and _is_tracked(site):
        return f"{site / FOLDER} is tracked by git (git rm -r --cached {FOLDER})"
    return ""


def _is_own(path: Path) -> bool:
    try:
        owner = path.lstat().st_uid
    except OSError:
        return True
    return os.name == "nt" or owner == os.geteuid()


def _is_tracked(site: Path) -> bool:
    """Whether git keeps a file of the folder; git is asked only where its index may name one.

    The index holds paths as bytes, in its fourth version without what two neighbours have in
    common. Source: git documentation, gitformat-index.
    """
    index = _index_of(site)
    if index is None or not _may_name_it(index):
        return False
    from subprocess import CalledProcessError  # slow to load, and seldom needed

    try:
        return bool(ask(site, "ls-files", "--", FOLDER))
    except (OSError, CalledProcessError):
        return True


def _may_name_it(index: Path) -> bool:
    if index.stat().st_size > _LARGEST_INDEX:
        return True
    data = index.read_bytes()
    return f"{FOLDER}/".encode() in data or b"sqlite3" in data


def _index_of(site: Path) -> Path | None:
    """Return git's index of the working tree that a site is in, if it is in one.

    In a further working tree .git is a file of one line, which names the folder.
    """
    for folder in (site.resolve(), *site.resolve().parents):
        git = folder / ".git"
        if git.is_file():
            with git.open("rb") as file:
                line = os.fsdecode(file.read(_LONGEST_PATH))
            git = folder / line.removeprefix("gitdir:").strip()
        with suppress(OSError):  # whatever stands in that file, it is no path then
            if (git / "index").is_file():
                return git / "index"
    return None
