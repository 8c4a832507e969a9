"""What each command does and prints; build.py's own words stand in cli.py.

Only the standard library is imported before a command runs, so that ``--help`` needs no set-up.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sitegen.arguments import ROOT

if TYPE_CHECKING:
    from sitegen.orders import Options, Progress, Result

FINE, PROBLEMS = 0, 1

_TIME_ZONE = "Europe/London"
_PROGRESS_FROM_PAGES = 200


def _build(arguments: argparse.Namespace) -> int:
    from sitegen.pipeline import build

    with _options(arguments) as options:
        result = build(options)
    if text := _report(result, arguments.format):
        print(text)
    if result.failed:
        print("Nothing was published.", file=sys.stderr)
    elif arguments.format == "text":
        print(_success(result, options))
    return PROBLEMS if result.failed else FINE


def _serve(arguments: argparse.Namespace) -> int:
    from sitegen.failures import excuse
    from sitegen.serve.options import ServeOptions
    from sitegen.serve.server import Server

    with _options(arguments) as options:
        wanted = ServeOptions(
            build=replace(options, drafts=True, progress=None),
            day=lambda: arguments.as_of or _today(),
            report=lambda result: _report(result, arguments.format),
            excuse=excuse,
            host=arguments.host,
            port=arguments.port,
            open_browser=arguments.open,
            poll=arguments.poll,
        )
        Server(wanted, _output(arguments)).run()
    _say("The preview has ended.")
    return FINE


@contextmanager
def _options(arguments: argparse.Namespace) -> Iterator[Options]:
    """Give the orders of a build, with the cluster that renders it, if one was asked for."""
    from sitegen.cluster import executor_at

    options = _local_options(arguments)
    with ExitStack() as stack:
        if arguments.executor:
            executor, share = stack.enter_context(executor_at(arguments.executor))
            options = replace(options, executor=executor, share=share)
        yield options


def _local_options(arguments: argparse.Namespace) -> Options:
    from sitegen.orders import Options

    return Options(
        site=arguments.site,
        output=None if arguments.command == "check" else _output(arguments),
        day=arguments.as_of or _today(),
        base_url=arguments.base_url or "",
        strict=arguments.strict,
        drafts=arguments.drafts,
        jobs=arguments.jobs,
        progress=_progress(),
        say=_say,
    )


def _today() -> date:
    return datetime.now(ZoneInfo(_TIME_ZONE)).date()


def _output(arguments: argparse.Namespace) -> Path:
    from sitegen.publish.folder import PREVIEW

    usual = PREVIEW if arguments.command == "serve" else "output"
    folder: Path = arguments.output or arguments.site / usual
    return folder


def _say(text: str) -> None:
    print(f"build.py: {text}", file=sys.stderr, flush=True)


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


def _report(result: Result, form: str) -> str:
    """Return what a build found, in the form that was asked for, or "" if there is nothing."""
    from sitegen.diagnostics import as_github, as_json, as_text

    if form == "json":
        return as_json(result.diagnostics, result.counts())
    if not result.diagnostics:
        return ""
    if form == "github":
        return as_github(result.diagnostics)
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return as_text(result.diagnostics, result.source_line, colour=colour)


def _success(result: Result, options: Options) -> str:
    """Say in three lines what was made, where, and what to type next."""
    count = f"{result.pages} page" if result.pages == 1 else f"{result.pages} pages"
    if options.output is None:
        return f"Checked {count} in {result.seconds:.1f} s: ready to be published."
    made = f"Built {count} in {result.seconds:.1f} s"
    changes = f"{result.written} files written, {result.removed} removed"
    site = "" if options.site == ROOT else f" --site {options.site}"
    serve = f"python3 build.py serve{site}"
    return (
        f"{made}: {changes}.\nThe site is in {_shown(options.output)}\n"
        f"To look at it while you edit: {serve}"
    )


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd())) + os.sep
    except ValueError:
        return str(path) + os.sep


def _clean(arguments: argparse.Namespace) -> int:
    from sitegen.incremental import traces
    from sitegen.publish.folder import PREVIEW
    from sitegen.publish.writer import clean

    output, preview = _output(arguments), arguments.site / PREVIEW
    traces.forget(arguments.site)
    for folder in (output, preview) if preview.is_dir() else (output,):
        print(f"Removed {clean(arguments.site, folder)} files from {_shown(folder)}")
    return FINE


def _explain(arguments: argparse.Namespace) -> int:
    from sitegen.explain import explain

    print(explain(arguments.site, _output(arguments), arguments.page))
    return FINE


def _verify(arguments: argparse.Namespace) -> int:
    from sitegen.verify import verify

    output = _output(arguments)
    verdict = verify(arguments.site, output, _say)
    for name, paths in (
        ("missing", verdict.missing),
        ("not made by a clean build", verdict.surplus),
        ("different", verdict.different),
    ):
        for path in paths:
            print(f"{_shown(output)}{path}: {name}")
    if verdict.has_errors:
        print("The site as it is now has errors: python3 build.py check lists them.")
    if verdict.holds:
        print(f"All {verdict.files} files in {_shown(output)} are those of a clean build.")
    return FINE if verdict.holds else PROBLEMS


#: The commands by their names; each takes its arguments and returns the exit code.
COMMANDS = {
    "build": _build,
    "check": _build,
    "serve": _serve,
    "clean": _clean,
    "explain": _explain,
    "verify": _verify,
}
