"""A browser on this computer that takes pictures of pages, if there is one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.errors import SitegenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

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


class NoBrowserError(SitegenError):
    """There is no browser; the message says how to get one."""


def answers(path: Path) -> bool:
    """Whether a program runs at all: Ubuntu has one that only advertises another."""
    if os.name == "nt":
        return True
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


@dataclass(frozen=True)
class Computer:
    """What the search meets outside itself. Tests put their own things in."""

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    top: Path = Path("/")
    answers: Callable[[Path], bool] = answers

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
            raise NoBrowserError(f"{SETTING} names {chosen}, which is not there. Unset or mend it.")
        return Path(chosen)
    found = (path for path in candidates(computer) if path.is_file() and computer.answers(path))
    return next(found, None)


def candidates(computer: Computer) -> Iterator[Path]:
    """Yield every place where a browser may be, the likeliest first."""
    yield from (Path(path) for path in map(computer.which, NAMES) if path)
    for applications in (computer.top / "Applications", computer.home / "Applications"):
        yield from (applications / app for app in MAC_APPS)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := computer.environ.get(variable):
            yield from (Path(folder) / program for program in WINDOWS_PROGRAMS)
    yield from downloaded(computer)


def downloaded(computer: Computer) -> Iterator[Path]:
    """Yield the browsers that Playwright fetched itself, the newest first."""
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
