"""The command line: runs one command, says why it could not be carried out, gives the exit code.

Only the standard library is imported before a command runs, so that ``--help`` needs no set-up.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from sitegen.commands.arguments import WrongUsageError, asks_for_json, parse
from sitegen.commands.reporting import say
from sitegen.errors import BUG_TEXT, FAILURES, SitegenError, print_bug
from sitegen.safe_text import safe_json

USAGE, BUG, INTERRUPTED = 2, 3, 130
#: As shells say it of a program whose output nobody reads any more, after ``| head``.
NOBODY_READS = 141
#: So many objects are made before Python looks among them for some that only refer to each other,
#: and so often before it looks again among those that it kept. A build keeps almost all that it
#: makes: to look through it often takes a tenth of its time; and so many are still in the cache.
_OBJECTS, _OFTEN = 10_000, 1_000

#: The modules of commands/ that carry out several; every other command has one of its own name.
_MODULES = {
    **dict.fromkeys(("build", "serve", "clean", "explain"), "build"),
    **dict.fromkeys(("list", "move", "delete", "fix"), "edit"),
    **dict.fromkeys(("new", "init"), "new"),
    **dict.fromkeys(("schema", "cms"), "schema"),
    "compare": "verify",
    "hosting": "publish",
}
#: What build.py does itself before it hands over to the command line, and where there is none.
NOT_HERE = {
    "install": "build.py installs extras, and pip where it installed the builder itself",
    "test": "the tests belong to the project's own folder: python3 build.py test",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _print_anything()
    gc.set_threshold(_OBJECTS, _OFTEN)
    words = list(sys.argv[1:] if argv is None else argv)
    code, failure = _run(words)
    if failure:
        say(failure)
        if asks_for_json(words):
            print(_failure_as_json(failure))
    return code


def _run(words: Sequence[str]) -> tuple[int, str]:
    """Run a command; return its exit code, and why it could not be carried out, if it was not."""
    arguments = _parsed(words)
    try:
        code = command(arguments.command)(arguments)
        sys.stdout.flush()
        return code, ""
    except BrokenPipeError as error:
        return (NOBODY_READS, "") if _nobody_reads() else (USAGE, str(error))
    except KeyboardInterrupt:
        return INTERRUPTED, "stopped. The next build mends what is half done."
    except FAILURES as error:
        return USAGE, str(error)
    except Exception as bug:
        print_bug(bug)
        return BUG, BUG_TEXT


def command(name: str) -> Callable[[argparse.Namespace], int]:
    """Return what carries out a command, of a module that is imported now."""
    if name in NOT_HERE:
        raise SitegenError(NOT_HERE[name])
    module = import_module(f"sitegen.commands.{_MODULES.get(name, name)}")
    found: Callable[[argparse.Namespace], int] = getattr(module, f"{name}_command")
    return found


def _nobody_reads() -> bool:
    """Whether what reads the output has ended; what is still to be printed goes nowhere then."""
    try:
        print(flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return True
    return False


def _parsed(words: Sequence[str]) -> argparse.Namespace:
    try:
        return argparse.Namespace(**vars(parse(words)), words=words)
    except WrongUsageError as wrong:
        if asks_for_json(words):
            print(_failure_as_json(wrong.message))
        raise


def _failure_as_json(message: str) -> str:
    """Return the one object that is printed where no build tells its counts."""
    return safe_json({"error": message, "diagnostics": []})


def _print_anything() -> None:
    """Escape what a terminal's encoding lacks: a report of mistakes must not fail for an accent."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
