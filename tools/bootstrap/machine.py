"""Where a set-up happens: the folder, the interpreter, the .venv, and what it asks of the system.

Modules that are slow to load are loaded where they are needed: a second run needs none of them.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tools.bootstrap import requirements

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
#: The sets of packages that commands need; all others are extras, which are asked for by name.
SETS = ("build", "test")
_STAMP = "ready-"


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
    if os.name != "nt":
        return os.execv(command[0], list(command))
    import subprocess

    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # which the other process answers itself
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


class Machine(NamedTuple):
    """What a set-up meets outside itself. Tests put their own things in."""

    root: Path = ROOT
    prefix: str = sys.prefix
    base_prefix: str = sys.base_prefix
    base_python: str = getattr(sys, "_base_executable", None) or sys.executable
    tag: str = f"{sys.platform} {sys.implementation.cache_tag}"
    windows: bool = sys.platform == "win32"
    encoding: str = sys.getfilesystemencoding()
    executable: str = sys.executable
    arguments: Sequence[str] = tuple(sys.orig_argv)
    environ: MutableMapping[str, str] = os.environ
    run: Callable[[Sequence[str]], tuple[int, str]] = run
    start: Callable[[Sequence[str]], int] = start
    say: Callable[[str], None] = say
    has_module: Callable[[str], bool] = has_module
    installed: Callable[[str], str | None] = installed_version

    def is_virtual(self) -> bool:
        """Whether the interpreter runs in a virtual environment."""
        return self.prefix != self.base_prefix

    def command_line(self) -> str:
        """Return the command that was given, to be given again."""
        return " ".join([Path(self.arguments[0]).name, *self.arguments[1:]])


class Venv:
    """The .venv of a machine, asked for one set of packages: "build", or one that adds to it.

    That is "test", or an extra. Each has a lock of its own, which holds the packages of "build".
    """

    def __init__(self, machine: Machine, packages: str) -> None:
        self.machine = machine
        self.packages = packages
        self.path = machine.root / ".venv"
        self.python = self.path / ("Scripts/python.exe" if machine.windows else "bin/python")
        own = "" if packages == "build" else f"-{packages}"
        self.lock = machine.root / f"requirements{own}.lock"

    def smaller(self) -> Venv | None:
        """Return the same .venv asked for the set that this one adds to, if there is one."""
        return None if self.packages == "build" else Venv(self.machine, "build")

    def extras(self) -> list[Venv]:
        """Return the same .venv asked for each extra that was installed in it."""
        names = {path.name.removeprefix(_STAMP) for path in self.path.glob(f"{_STAMP}*")}
        names.difference_update(SETS)
        known = requirements.extras(self.machine.root / "pyproject.toml") if names else {}
        return [Venv(self.machine, name) for name in sorted(names) if name in known]

    def is_whole(self) -> bool:
        """Whether this set, and each extra that was installed, is there as its lock has it."""
        return self.is_fresh() and all(extra.is_fresh() for extra in self.extras())

    def requirements(self) -> list[str]:
        """Return what pyproject.toml asks for."""
        extras = [self.packages] if self.packages != "build" else []
        return requirements.read(self.machine.root / "pyproject.toml", extras)

    def is_running(self) -> bool:
        """Whether the running interpreter is the one of this .venv."""
        return self.path.exists() and self.path.samefile(self.machine.prefix)

    def is_ours(self) -> bool:
        """Whether a set-up of ours was finished here once."""
        return any(self.stamp(packages).exists() for packages in SETS)

    def is_fresh(self) -> bool:
        """Whether the set-up was finished, with these very packages and this Python."""
        try:
            stamp = self.stamp(self.packages).read_text("ascii")
        except OSError:
            return False
        whole = (self.path / "pyvenv.cfg").exists() and self.python.exists()
        return whole and stamp == self.digest()

    def stamp(self, packages: str) -> Path:
        """Return the file that says that `packages` were set up whole."""
        return self.path / f"{_STAMP}{packages}"

    def digest(self) -> str:
        """Return a digest of all that the set-up depends on."""
        parts = [self.machine.tag, *self.requirements(), self.lock.read_text("utf-8")]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def write_stamp(self) -> None:
        """Take note that the set-up is finished: the last thing a set-up does, in one step."""
        draft = self.path / f"draft-{self.packages}"
        draft.write_text(self.digest(), "ascii")
        draft.replace(self.stamp(self.packages))
