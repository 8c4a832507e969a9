"""`build.py test`: the checks of the builder, then the promises, with their browser.

The browser is one that is there already, or one fetched for the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from sitegen.compare import browser
from sitegen.compare.browser import SETTING, NoBrowserError
from tests.leftovers import remove_old
from tools.bootstrap.machine import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parents[1]
TYPES, FROZEN, PROMISES = "mypy", "promises of the frozen site", "promises of the site"
#: These run beside the rest, which leaves a core now and then. More of them, such as the promises,
#: would only take turns with it: all take longer then.
BESIDE = (TYPES,)
LINTERS = (
    (TYPES, ["-m", "mypy"]),
    ("ruff check", ["-m", "ruff", "check", "."]),
    ("ruff format", ["-m", "ruff", "format", "--check", "."]),
    ("import-linter", ["-c", "from importlinter.cli import lint_imports_command as run; run()"]),
)
LONG, BUILDER, SITE = "--long", "--builder", "--site"
#: What `test` takes for itself; all else goes to pytest.
OWN = (LONG, BUILDER, SITE)
#: A whole run uses all cores; who has done with his tests takes over some of another's.
ON_ALL_CORES = ("-n", "auto", "--dist", "worksteal")
#: Where Linux keeps files in memory. Tests make thousands of small ones, in half the time there.
MEMORY = Path("/dev/shm")
ROOM = 2 << 30
PREFIX = "sitegen-tests-"
#: A check starts hundreds of Pythons. Each would compile all modules again where this is set.
UNWANTED = "PYTHONDONTWRITEBYTECODE"
HELP = """usage: build.py test [--builder | --site] [--long] [arguments for pytest]

Tests the builder (ruff, mypy, import-linter, pytest) and holds the site to its promises: rules
for whatever is on it, in a browser too.

  --builder  only the builder, with nothing of content/ and data/
  --site     only the promises of the site, which say the page and the file that break one
  --long     the tests that take their time, too, and every page in every way to meet it

With arguments for pytest, such as tests/unit -k menus, the linters and these tests run."""


APT_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
DEBIAN = (("apt-get", "update"), (*APT_INSTALL, "chromium-headless-shell"))
OLDER_DEBIAN = ((*APT_INSTALL, "chromium"),)
PLAYWRIGHT = ((sys.executable, "-m", "playwright", "install", "chromium"),)

Command = tuple[str, ...]


def run_aside(command: Sequence[str]) -> int:
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
    run: Callable[[Sequence[str]], int] = run_aside
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


def run(command: Sequence[str], environ: Mapping[str, str], told: IO[str] | None = None) -> int:
    """Run a check in the project's folder and let it talk, or write down what it says.

    Returns its exit code.
    """
    err = None if told is None else subprocess.STDOUT
    done = subprocess.run(command, cwd=ROOT, env=environ, check=False, stdout=told, stderr=err)
    return done.returncode


def run_tests(
    argv: Sequence[str],
    run: Callable[..., int] = run,
    ensure: Callable[[], Path] = ensure,
) -> int:
    """Run the checks that the arguments ask for.

    A failure stops nothing: all of them are wanted at once. Returns 0, 1 when a check failed,
    2 when there is no browser to test with.
    """
    if {"-h", "--help"} & set(argv):
        print(HELP)
        return 0
    try:
        environ = {**os.environ, SETTING: str(ensure())}
    except NoBrowserError as problem:
        print(f"build.py: {problem}", file=sys.stderr, flush=True)
        return 2
    environ.pop(UNWANTED, None)
    with temporary_files() as place:
        codes = run_all(dict(checks(argv)), {**environ, **place}, run)
    print(summary(codes, LONG in argv), flush=True)
    return int(any(codes.values()))


def run_all(
    asked: Mapping[str, Sequence[str]], environ: Mapping[str, str], run: Callable[..., int]
) -> dict[str, int]:
    """Run checks one after the other, and some beside them; return how each ended."""
    codes = dict.fromkeys(asked, 0)

    def check(name: str, told: IO[str] | None = None) -> None:
        print(f"== {name}", file=told, flush=True)
        codes[name] = run([sys.executable, *asked[name]], environ, told)

    first = [name for name in asked if name not in BESIDE] or list(asked)
    with beside(check, [name for name in asked if name not in first]):
        for name in first:
            check(name)
    return codes


@contextmanager
def beside(check: Callable[[str, IO[str]], None], names: Sequence[str]) -> Iterator[None]:
    """Run checks beside what is done meanwhile, and print what they said when all is done."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as told:
        with ThreadPoolExecutor(1) as executor:
            running = [executor.submit(check, name, told) for name in names]
            try:
                yield
            except BaseException:
                executor.shutdown(cancel_futures=True)  # who stops the run wants no further check
                raise
            for one in running:
                one.result()
        told.seek(0)
        print(told.read(), end="", flush=True)


@contextmanager
def temporary_files(memory: Path = MEMORY, room: int = ROOM) -> Iterator[dict[str, str]]:
    """Yield the variable that sends temporary files into memory, nothing where there is no room."""
    if not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < room:
        yield {}
        return
    remove_old(PREFIX, memory)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=memory) as folder:
        Path(folder).chmod(0o711)  # the servers that tests start read what others may read
        yield {"TMPDIR": folder}


def checks(argv: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the checks by name, each with the words for Python."""
    words = [word for word in argv if word not in OWN]
    long = ["--run-long"] if LONG in argv else []
    if SITE not in argv:
        yield from LINTERS
    if words and SITE not in argv:
        yield "pytest", ["-m", "pytest", *long, *words]
        return
    if SITE not in argv:
        yield "tests of the builder", ["-m", "pytest", *ON_ALL_CORES, *long]
        yield FROZEN, ["-m", "pytest", "promises", "--frozen", *ON_ALL_CORES, *long]
    if BUILDER not in argv:
        yield PROMISES, ["-m", "pytest", "promises", *ON_ALL_CORES, *long, *words]


def summary(codes: Mapping[str, int], is_long: bool) -> str:
    """Return in one line how each check ended and how to run the rest."""
    ends = ", ".join(f"{name} {'failed' if code else 'fine'}" for name, code in codes.items())
    return f"long run: {ends}" if is_long else f"short run: {ends}; test --long runs everything"
