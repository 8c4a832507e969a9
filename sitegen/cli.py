"""The command line: commands, options, what is printed, exit codes.

Only the standard library is imported before a command runs, so that ``--help`` needs no set-up.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
import traceback
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sitegen import __version__

if TYPE_CHECKING:
    from sitegen.pipeline import Options, Progress, Result

COMMANDS = ("build", "check", "clean", "test")
FINE, PROBLEMS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130

_ROOT = Path(__file__).resolve().parents[1]
_TIME_ZONE = "Europe/London"
_PROGRESS_FROM_PAGES = 200
_EPILOG = """\
exit codes:
  0  fine
  1  the site has problems; they are listed, and nothing was published
  2  the command could not be carried out: wrong usage, a refused folder, no set-up
  3  a bug in the builder itself
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _print_anything()
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["test"]:
        from sitegen.testing import run_tests

        return run_tests(words[1:])
    arguments = _parser().parse_args(_with_command(words))
    try:
        return _clean(arguments) if arguments.command == "clean" else _build(arguments)
    except KeyboardInterrupt:
        print("build.py: stopped; nothing was published.", file=sys.stderr)
        return INTERRUPTED
    except _refusals() as error:
        print(f"build.py: {error}", file=sys.stderr)
        return USAGE
    except Exception:
        traceback.print_exc()
        print(
            f"build.py: this is a bug in the builder (version {__version__}), not in your site.\n"
            "Nothing was published. Please report it with the lines above.",
            file=sys.stderr,
        )
        return BUG


def _print_anything() -> None:
    """Escape what a terminal's encoding lacks: a report of mistakes must not fail for an accent."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Build the site from content/, data/, templates/ and assets/ into output/.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"sitegen {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    build = commands.add_parser("build", help="build the site (the default)")
    check = commands.add_parser("check", help="find every mistake, write nothing")
    clean = commands.add_parser("clean", help="remove what builds have made")
    commands.add_parser("test", add_help=False, help="run the tests; test --long runs all of them")
    for command in (build, check):
        _add_build_options(command)
    for command in (build, check, clean):
        command.add_argument("--site", type=Path, default=_ROOT, metavar="DIR", help=_SITE_HELP)
    for command in (build, clean):
        command.add_argument("--output", type=Path, metavar="DIR", help=_OUTPUT_HELP)
    return parser


_SITE_HELP = "the site's folder (default: this one)"
_OUTPUT_HELP = "where to publish (default: output/ in the site's folder)"


def _add_build_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--base-url", type=_base_url, metavar="URL", help="the address of the site")
    add("--strict", action="store_true", help="let warnings fail the build, too")
    add("--as-of", type=_day, metavar="DATE", help="build as on this day (default: today)")
    add("--drafts", action="store_true", help="show drafts and pages dated later than the day")
    add("--jobs", type=_jobs, metavar="N", help="how many processes render pages")
    add("--format", choices=("text", "json", "github"), default="text", help="how to report")


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


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of processes: 1 or more")
    return int(text)


def _refusals() -> tuple[type[Exception], ...]:
    """Return the exceptions that mean "cannot go on" and are no bug."""
    from sitegen.publish.folder import OutputRefusedError
    from sitegen.sources import SiteNotFoundError

    return (OutputRefusedError, SiteNotFoundError, OSError)


def _build(arguments: argparse.Namespace) -> int:
    from sitegen.pipeline import build

    options = _options(arguments)
    result = build(options)
    _print_report(result, arguments.format)
    if result.failed:
        print("Nothing was published.", file=sys.stderr)
    elif arguments.format == "text":
        print(_success(result, options))
    return PROBLEMS if result.failed else FINE


def _options(arguments: argparse.Namespace) -> Options:
    from sitegen.pipeline import Options

    output = None
    if arguments.command == "build":
        output = arguments.output or arguments.site / "output"
    return Options(
        site=arguments.site,
        output=output,
        day=arguments.as_of or datetime.now(ZoneInfo(_TIME_ZONE)).date(),
        base_url=arguments.base_url or "",
        strict=arguments.strict,
        drafts=arguments.drafts,
        jobs=arguments.jobs,
        progress=_progress(),
    )


def _progress() -> Progress | None:
    """Return what draws a progress bar on a terminal, or None where nobody is watching."""
    if not sys.stderr.isatty():
        return None
    from rich.console import Console
    from rich.progress import Progress as Bar

    bar = Bar(console=Console(stderr=True), transient=True)
    task = bar.add_task("Rendering pages", total=None)

    def show(done: int, total: int) -> None:
        if total >= _PROGRESS_FROM_PAGES:
            bar.start()
            bar.update(task, completed=done, total=total)
            if done == total:
                bar.stop()

    return show


def _print_report(result: Result, form: str) -> None:
    from sitegen.diagnostics import as_github, as_json, as_text

    if form == "json":
        print(as_json(result.diagnostics, result.counts()))
    elif result.diagnostics:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        text = as_text(result.diagnostics, result.source_line, colour=colour)
        print(as_github(result.diagnostics) if form == "github" else text)


def _success(result: Result, options: Options) -> str:
    """Say in three lines what was made, where, and what to type next."""
    count = f"{result.pages} page" if result.pages == 1 else f"{result.pages} pages"
    if options.output is None:
        return f"Checked {count} in {result.seconds:.1f} s: ready to be published."
    made = f"Built {count} in {result.seconds:.1f} s"
    changes = f"{result.published.written} files written, {result.published.removed} removed"
    output = _shown(options.output)
    serve = f"python3 -m http.server --directory {output} 8000"
    return (
        f"{made}: {changes}.\nThe site is in {output}\n"
        f"To look at it: {serve}   then open http://localhost:8000/"
    )


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd())) + os.sep
    except ValueError:
        return str(path) + os.sep


def _clean(arguments: argparse.Namespace) -> int:
    from sitegen.publish.folder import STATE
    from sitegen.publish.writer import clean

    output = arguments.output or arguments.site / "output"
    removed = clean(arguments.site, output)
    shutil.rmtree(arguments.site / STATE, ignore_errors=True)
    print(f"Removed {removed} files from {_shown(output)}")
    return FINE
