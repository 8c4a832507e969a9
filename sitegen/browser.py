"""The browser that the tests drive: one that is there already, or one fetched for them.

Nothing but the standard library may be imported here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

SETTING = "CHROMIUM"
#: The browser without windows first: it does the same in a third of the time.
NAMES = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
MAC_APPS = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_PROGRAMS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
PLAYWRIGHT_PROGRAMS = (
    "chromium_headless_shell-*/chrome*/headless_shell",
    "chromium_headless_shell-*/chrome*/chrome-headless-shell",
    "chromium_headless_shell-*/chrome*/chrome-headless-shell.exe",
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-win*/chrome.exe",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
APT_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
DEBIAN = (("apt-get", "update"), (*APT_INSTALL, "chromium-headless-shell"))
OLDER_DEBIAN = ((*APT_INSTALL, "chromium"),)
PLAYWRIGHT = ((sys.executable, "-m", "playwright", "install", "chromium"),)

Command = tuple[str, ...]


class BrowserMissingError(Exception):
    """There is no browser; the text says how to get one."""


def run(command: Sequence[str]) -> int:
    """Run a command that may talk as it likes, on standard error; return its exit code."""
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=environ, check=False
        )
    except OSError:
        return 127
    return done.returncode


def answers(path: Path) -> bool:
    """Whether a program runs at all: Ubuntu has one that only advertises another."""
    if os.name == "nt":
        return True
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def say(text: str) -> None:
    """Print something for a person; standard output belongs to the results."""
    print(text, file=sys.stderr, flush=True)


class Computer(NamedTuple):
    """What the search meets outside itself. Tests put their own things in."""

    environ: Mapping[str, str] = os.environ
    top: Path = Path("/")
    root_user: bool = getattr(os, "geteuid", lambda: 1)() == 0
    answers: Callable[[Path], bool] = answers
    run: Callable[[Sequence[str]], int] = run
    say: Callable[[str], None] = say

    @property
    def home(self) -> Path:
        """Return the folder of the user, or the top where nobody has set one."""
        return Path(self.environ.get("HOME") or self.environ.get("USERPROFILE") or self.top)

    def which(self, name: str) -> str | None:
        """Return where a program is on the PATH."""
        return shutil.which(name, path=self.environ.get("PATH", ""))


def find(computer: Computer | None = None) -> Path | None:
    """Return a Chromium, Chrome or Edge that runs, None when there is none.

    The environment variable CHROMIUM decides alone where it is set.
    """
    computer = computer or Computer()
    chosen = computer.environ.get(SETTING)
    if chosen:
        if not Path(chosen).is_file():
            raise BrowserMissingError(
                f"{SETTING} names {chosen}, which is not there. Unset or mend it."
            )
        return Path(chosen)
    found = (path for path in candidates(computer) if path.is_file() and computer.answers(path))
    return next(found, None)


def candidates(computer: Computer) -> Iterator[Path]:
    """Name every place where a browser may be, the likeliest first."""
    yield from (Path(path) for path in map(computer.which, NAMES) if path)
    for applications in (computer.top / "Applications", computer.home / "Applications"):
        yield from (applications / app for app in MAC_APPS)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := computer.environ.get(variable):
            yield from (Path(folder) / program for program in WINDOWS_PROGRAMS)
    yield from downloaded(computer)


def downloaded(computer: Computer) -> Iterator[Path]:
    """Name the browsers that Playwright fetched itself, the newest first."""
    chosen = computer.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    cache = Path(computer.environ.get("XDG_CACHE_HOME") or computer.home / ".cache")
    folders = [
        *([Path(chosen)] if chosen else []),
        cache / "ms-playwright",
        computer.home / "Library/Caches/ms-playwright",
        computer.home / "AppData/Local/ms-playwright",
    ]
    for folder in folders:
        found = [path for program in PLAYWRIGHT_PROGRAMS for path in folder.glob(program)]
        yield from sorted(found, key=lambda path: build_number(path, folder), reverse=True)


def build_number(path: Path, folder: Path) -> int:
    """Return the 1200 of chromium-1200."""
    digits = re.search(r"\d+", path.relative_to(folder).parts[0])
    return int(digits[0]) if digits else 0


def ensure(computer: Computer | None = None) -> Path:
    """Return a browser, fetched if there is none; raise BrowserMissingError when that fails too."""
    computer = computer or Computer()
    found = find(computer)
    for commands in ways(computer):
        if not found and all(spoken_run(command, computer) for command in commands):
            found = find(computer)
    if not found:
        raise BrowserMissingError(advice(computer))
    return found


def ways(computer: Computer) -> list[tuple[Command, ...]]:
    """Return the ways to get a browser here, each a row of commands."""
    debian = computer.root_user and computer.which("apt-get")
    return [DEBIAN, OLDER_DEBIAN, PLAYWRIGHT] if debian else [PLAYWRIGHT]


def spoken_run(command: Command, computer: Computer) -> bool:
    """Print which command is run, run it, and return whether it went well."""
    computer.say(f"No browser for the tests yet. Running: {' '.join(command)}")
    return computer.run(command) == 0


def advice(computer: Computer) -> str:
    """Return how to get a browser by hand."""
    lines = [" && ".join(" ".join(command) for command in way) for way in ways(computer)]
    tried = "\n".join(f"    {line}" for line in lines)
    return (
        "the tests need a browser, and none could be found or fetched. This was tried:\n"
        f"{tried}\n"
        "Install Chromium, Chrome or Edge (on Debian, as root: apt-get install\n"
        "chromium-headless-shell), or name one that is there:\n"
        f"{SETTING}=/path/to/it python3 build.py test"
    )
