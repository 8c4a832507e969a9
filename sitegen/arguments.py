"""The words of a command line: commands, options, and what can be wrong with them.

Only the standard library is imported, so that ``--help`` needs no set-up.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from sitegen import __version__

COMMANDS = ("build", "check", "serve", "clean", "explain", "verify", "test")

_LAST_PORT = 65535
#: The site that is meant if no other is named: this project's own.
ROOT = Path(__file__).resolve().parents[1]
_EPILOG = """\
exit codes:
  0  fine
  1  the site has problems; they are listed, and nothing was published
  2  the command could not be carried out: wrong usage, a refused folder, no set-up
  3  a bug in the builder itself

The options of a command: build.py COMMAND --help. A command line that begins with an option is one
of build: build.py --strict.
"""
_SITE_HELP = "the site's folder (default: this one)"
_OUTPUT_HELP = "where to publish (default: output/ in the site's folder)"


class WrongUsageError(SystemExit):
    """The command line cannot be understood; ``message`` says why. It ends the process with 2."""

    def __init__(self, message: str) -> None:
        super().__init__(2)
        self.message = message


class _Parser(argparse.ArgumentParser):
    """Says what is wrong as argparse does, and hands it on to whoever has to answer in JSON."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"{self.prog}: error: {message}", file=sys.stderr)
        raise WrongUsageError(message)


def asks_for_json(words: Sequence[str]) -> bool:
    """Tell whether a command line, be it right or wrong, asks for a report as JSON."""
    return any(
        word == "--format=json" or [word, after] == ["--format", "json"]
        for word, after in zip(words, [*words[1:], ""], strict=True)
    )


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Return the parsed command line; for a wrong one raise WrongUsageError."""
    return _parser().parse_args(_with_command(list(words)))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="build.py",
        description="Build the site from content/, data/, templates/ and assets/ into output/.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"sitegen {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    build = commands.add_parser("build", help="build the site (the default)")
    check = commands.add_parser("check", help="find every mistake, write nothing")
    serve = commands.add_parser("serve", help="show the site in a browser and follow every edit")
    clean = commands.add_parser("clean", help="remove what builds have made")
    explain = commands.add_parser("explain", help="say what a page was made from, and why")
    explain.add_argument(
        "page", metavar="PATH-OR-URL", help="such as about-us/index.md or /about-us/"
    )
    verify = commands.add_parser("verify", help="compare output/ with a clean build")
    commands.add_parser("test", add_help=False, help="run the tests; test --long runs all of them")
    _add_serve_options(serve)
    for command in (build, check, serve):
        _add_build_options(command)
    for command in (build, check, serve, clean, explain, verify):
        command.add_argument("--site", type=Path, default=ROOT, metavar="DIR", help=_SITE_HELP)
    for command in (build, clean, explain, verify):
        command.add_argument("--output", type=Path, metavar="DIR", help=_OUTPUT_HELP)
    return parser


def _add_build_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--base-url", type=_base_url, metavar="URL", help="the address of the site")
    add("--strict", action="store_true", help="let warnings fail the build, too")
    add("--as-of", type=_day, metavar="DATE", help="build as on this day (default: today)")
    add("--drafts", action="store_true", help="show drafts and pages dated later than the day")
    add("--jobs", type=_jobs, metavar="N", help="how many processes render pages")
    add("--executor", type=_executor, metavar="dask://HOST:PORT", help="render on a Dask cluster")
    add("--format", choices=("text", "json", "github"), default="text", help="how to report")


def _add_serve_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    add("--port", type=_port, default=8000, help="the port, or the next free one (%(default)s)")
    add("--open", action="store_true", help="open the site in a browser")
    add("--poll", action="store_true", help="look for changes: for network drives and containers")
    add("--output", type=Path, metavar="DIR", help="where to build (default: .sitegen/preview/)")


def _with_command(words: list[str]) -> list[str]:
    """Put the default command before options that stand alone."""
    asks_for_itself = words[:1] in (["-h"], ["--help"], ["--version"])
    return words if words[:1] and (words[0] in COMMANDS or asks_for_itself) else ["build", *words]


def _base_url(text: str) -> str:
    from sitegen.config import is_base_url

    if not is_base_url(text):
        raise argparse.ArgumentTypeError(f"{text} is no address such as https://www.example.org/")
    return text.rstrip("/") + "/"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day such as 2026-11-21") from None


def _executor(text: str) -> str:
    scheme, _, address = text.partition("://")
    if scheme != "dask" or not address.rpartition(":")[2].isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is no address such as dask://10.0.0.1:8786")
    return text


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text} is no port: 0 to {_LAST_PORT}")
    return int(text)


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of processes: 1 or more")
    return int(text)
