"""`build.py test`: every check of the project's own code, one after the other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import browser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
LINTERS = (
    ("ruff check", ["-m", "ruff", "check", "."]),
    ("ruff format", ["-m", "ruff", "format", "--check", "."]),
    ("mypy", ["-m", "mypy"]),
    ("import-linter", ["-c", "from importlinter.cli import lint_imports_command as run; run()"]),
)
LONG = "--long"
HELP = """usage: build.py test [--long] [arguments for pytest]

Runs ruff, mypy, import-linter and pytest. --long also runs the tests that take their time."""


def run(command: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run a check in the project's folder and let it talk; return its exit code."""
    return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode


def run_tests(
    argv: Sequence[str],
    run: Callable[[Sequence[str], Mapping[str, str]], int] = run,
    ensure: Callable[[], Path] = browser.ensure,
) -> int:
    """Run the linters, then pytest with the arguments; `--long` adds the long tests.

    A failure stops nothing: all of them are wanted at once. Returns 0, 1 when a check failed,
    2 when there is no browser to test with.
    """
    if {"-h", "--help"} & set(argv):
        print(HELP)
        return 0
    try:
        environ = {**os.environ, browser.SETTING: str(ensure())}
    except browser.BrowserMissingError as problem:
        print(f"build.py: {problem}", file=sys.stderr, flush=True)
        return 2
    codes = {}
    for name, words in checks(argv):
        print(f"== {name}", flush=True)
        codes[name] = run([sys.executable, *words], environ)
    print(summary(codes, LONG in argv), flush=True)
    return int(any(codes.values()))


def checks(argv: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Return the checks in their order; pytest is the last, so that its count ends the output."""
    yield from LINTERS
    extra = ["--run-long"] if LONG in argv else []
    yield "pytest", ["-m", "pytest", *extra, *(word for word in argv if word != LONG)]


def summary(codes: Mapping[str, int], is_long: bool) -> str:
    """Say in one line how each check ended and how to run the rest."""
    ends = ", ".join(f"{name} {'failed' if code else 'fine'}" for name, code in codes.items())
    return f"long run: {ends}" if is_long else f"short run: {ends}; test --long runs everything"
