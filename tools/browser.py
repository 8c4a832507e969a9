"""The browser that the tests drive: one that is there already, or one fetched for them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.compare import browser
from sitegen.compare.browser import SETTING, NoBrowserError
from tools.bootstrap.machine import say

APT_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
DEBIAN = (("apt-get", "update"), (*APT_INSTALL, "chromium-headless-shell"))
OLDER_DEBIAN = ((*APT_INSTALL, "chromium"),)
PLAYWRIGHT = ((sys.executable, "-m", "playwright", "install", "chromium"),)

Command = tuple[str, ...]


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


@dataclass(frozen=True)
class Computer(browser.Computer):
    """A computer that fetches a browser, too. Tests put their own things in."""

    root_user: bool = getattr(os, "geteuid", lambda: 1)() == 0
    run: Callable[[Sequence[str]], int] = run
    say: Callable[[str], None] = say


def ensure(computer: Computer | None = None) -> Path:
    """Return a browser, fetched if there is none; raise NoBrowserError when that fails too."""
    computer = computer or Computer()
    found = browser.find(computer)
    for commands in ways(computer):
        if not found and all(spoken_run(command, computer) for command in commands):
            found = browser.find(computer)
    if not found:
        raise NoBrowserError(advice(computer))
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
