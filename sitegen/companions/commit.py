"""The commit that a site is built from, if it is one: git knows it, and nothing has been edited."""

from __future__ import annotations

import os
from pathlib import Path

from sitegen.sources import ROOTS

#: What the output depends on: the site's folders, and the builder, where it lies beside them.
_PATHS = (*ROOTS, "sitegen")
_ANSWER_WITHIN = 20
#: A repository can name a program that git starts; nothing of it is wanted here.
_PLAIN = ("-c", "core.fsmonitor=false", "-c", "core.untrackedCache=false")


def commit_of(site: Path) -> str:
    """Return the commit of a site's sources, or "": no repository, no git, or edited files."""
    folder = site.resolve()
    if not any((above / ".git").exists() for above in (folder, *folder.parents)):
        return ""
    status = ["status", "--porcelain=v2", "--branch", "--untracked-files=all", "--", *_PATHS]
    command = ["git", "--no-optional-locks", "-C", str(folder), *_PLAIN, *status]
    import subprocess  # slow to load, and a site need not be in a repository

    try:
        done = subprocess.run(
            command, capture_output=True, check=True, timeout=_ANSWER_WITHIN, env=_environ()
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return _read(done.stdout.decode("utf-8", "replace"))


def _read(status: str) -> str:
    """Return the commit that git names, unless it names a changed file as well."""
    lines = status.splitlines()
    named = [line.removeprefix("# branch.oid ") for line in lines if line.startswith("# branch.o")]
    is_edited = any(not line.startswith("#") for line in lines)
    return named[0] if named and not is_edited and named[0].isalnum() else ""


def _environ() -> dict[str, str]:
    """Return the environment without what a hook of git sets: that is of another repository."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
