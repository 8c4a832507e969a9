"""The real edges of a set-up: processes, messages, installed packages.

Modules that are slow to load are loaded where they are needed: a second run needs none of them.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence


class SetupError(Exception):
    """A set-up that cannot go on; the text tells a person what to do."""


def say(text: str) -> None:
    """Print something for a person; standard output belongs to what the command prints."""
    print(text, file=sys.stderr, flush=True)


def run(command: Sequence[str]) -> tuple[int, str]:
    """Run a command quietly; return its exit code and all that it printed.

    The command inherits open files: it keeps the lock of its set-up should this process be killed.
    """
    import subprocess

    done = subprocess.run(
        command,
        env={**os.environ, "PIP_USER": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        close_fds=False,
        check=False,
    )
    return done.returncode, done.stdout.decode(errors="replace")


def start(command: Sequence[str]) -> int:
    """Go on as another command; Windows cannot, so there it runs beside this process."""
    if os.name == "nt":
        import subprocess

        return wait(subprocess.Popen(command))
    return os.execv(command[0], list(command))


def wait(process: subprocess.Popen[bytes]) -> int:
    """Wait for a process that answers Ctrl-C itself."""
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def has_module(name: str) -> bool:
    """Whether a module could be imported, without importing it."""
    from importlib.util import find_spec

    return find_spec(name) is not None


def installed_version(name: str) -> str | None:
    """Return the version of an installed package, None when it is not there."""
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
