"""Git, asked about the repository that a site is in.

What a hook of git sets would lead to another repository, and a repository can name programs that
git starts: nothing of either is wanted here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from sitegen.sources import ROOTS

#: What the output depends on: the site's folders, and the builder, where it lies beside them.
_PATHS = (*ROOTS, "sitegen")
_ANSWER_WITHIN = 30
#: Source: git documentation, git-rev-parse, --local-env-vars.
_OF_ANOTHER = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"),
)
NOTHING: Mapping[str, str] = MappingProxyType({})
_PLAIN = ("--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.untrackedCache=false")


def environ(settings: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """Return the environment for a command of git, with some settings."""
    own = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
    return {**own, **settings}


def ask(
    folder: Path, *words: str, within: float | None = None, settings: Mapping[str, str] = NOTHING
) -> bytes:
    """Return what git prints ``within`` seconds; ``settings`` are for its environment.

    Raises OSError where git is not installed, subprocess.SubprocessError where it fails.
    """
    import subprocess  # slow to load, and a site need not be in a repository

    done = subprocess.run(
        ["git", *_PLAIN, "-C", str(folder), *words],
        env=environ(settings),
        check=True,
        capture_output=True,
        timeout=within,
    )
    return done.stdout


def commit_of(site: Path) -> str:
    """Return the commit of a site's sources, or "": no repository, no git, or edited files."""
    folder = site.resolve()
    if not any((above / ".git").exists() for above in (folder, *folder.parents)):
        return ""
    status = ("status", "--porcelain=v2", "--branch", "--untracked-files=all", "--", *_PATHS)
    return _commit_in(answer(folder, *status))


def answer(folder: Path, *words: str) -> str:
    """Return what git prints, or "" where there is no git, no repository or no answer."""
    from subprocess import SubprocessError

    try:
        return ask(folder, *words, within=_ANSWER_WITHIN).decode("utf-8", "replace")
    except (OSError, SubprocessError):
        return ""


def _commit_in(status: str) -> str:
    """Return the commit that git names, unless it names a changed file as well."""
    lines = status.splitlines()
    named = [line.removeprefix("# branch.oid ") for line in lines if line.startswith("# branch.o")]
    is_edited = any(not line.startswith("#") for line in lines)
    return named[0] if named and not is_edited and named[0].isalnum() else ""
