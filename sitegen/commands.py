"""What each command does and prints; build.py's own words stand in cli.py.

Only the standard library is imported before a command runs, so that ``--help`` needs no set-up.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sitegen.program import COMMAND, NAME
from sitegen.reporting import checked, progress, report, say, shown, success
from sitegen.safe_text import safe

if TYPE_CHECKING:
    from sitegen.orders import Options

FINE, PROBLEMS = 0, 1

_TIME_ZONE = "Europe/London"


def _build(arguments: argparse.Namespace) -> int:
    from sitegen.pipeline import build

    with _options(arguments) as options:
        result = build(options)
    if text := report(result, arguments.format, every=arguments.all):
        print(text)
    if result.failed:
        print("Nothing was published.", file=sys.stderr)
    elif arguments.format == "text":
        print(success(result, options))
    return PROBLEMS if result.failed else FINE


def _check(arguments: argparse.Namespace) -> int:
    from sitegen.pipeline import build
    from sitegen.selection import Selection

    selection = Selection.of(arguments.site, arguments.paths)
    with _options(arguments) as options:
        whole = build(options)
        public = build(replace(options, drafts=False)) if whole.unpublished else None
    result = selection.of_result(whole)
    public = selection.of_result(public) if public else None
    if text := report(result, arguments.format, every=arguments.all, public=public):
        print(text)
    failed = result.failed or bool(public and public.failed)
    if arguments.format == "text" and not failed:
        print(checked(whole, selection.paths))
    _say_of_check(failed=failed, elsewhere=len(whole.diagnostics) - len(result.diagnostics))
    return PROBLEMS if failed else FINE


def _say_of_check(*, failed: bool, elsewhere: int) -> None:
    if failed:
        print("Nothing was published.", file=sys.stderr)
    if elsewhere:
        say(f"{elsewhere} more in other files: {NAME} check lists them all.")


def _serve(arguments: argparse.Namespace) -> int:
    from sitegen.failures import excuse
    from sitegen.serve.options import ServeOptions
    from sitegen.serve.server import Server

    with _options(arguments) as options:
        wanted = ServeOptions(
            build=replace(options, drafts=True, progress=None),
            day=lambda: arguments.as_of or _today(),
            report=lambda result: report(result, arguments.format, every=arguments.all),
            excuse=excuse,
            host=arguments.host,
            port=arguments.port,
            open_browser=arguments.open,
            poll=arguments.poll,
        )
        Server(wanted, _output(arguments)).run()
    say("The preview has ended.")
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
        progress=progress(),
        say=say,
    )


def _today() -> date:
    return datetime.now(ZoneInfo(_TIME_ZONE)).date()


def _output(arguments: argparse.Namespace) -> Path:
    from sitegen.publish.folder import PREVIEW

    usual = PREVIEW if arguments.command == "serve" else "output"
    folder: Path = arguments.output or arguments.site / usual
    return folder


def _clean(arguments: argparse.Namespace) -> int:
    from sitegen.incremental import traces
    from sitegen.publish.folder import PREVIEW
    from sitegen.publish.writer import clean

    output, preview = _output(arguments), arguments.site / PREVIEW
    traces.forget(arguments.site)
    for folder in (output, preview) if preview.is_dir() else (output,):
        print(f"Removed {clean(arguments.site, folder)} files from {shown(folder)}")
    return FINE


def _explain(arguments: argparse.Namespace) -> int:
    from sitegen.explain import explain

    print(explain(arguments.site, _output(arguments), arguments.page))
    return FINE


def _verify(arguments: argparse.Namespace) -> int:
    from sitegen.verify import verify

    output = _output(arguments)
    verdict = verify(arguments.site, output, say)
    for name, paths in (
        ("missing", verdict.missing),
        ("not made by a clean build", verdict.surplus),
        ("different", verdict.different),
    ):
        for path in paths:
            print(f"{shown(output)}{safe(path)}: {name}")
    if verdict.has_errors:
        print(f"The site as it is now has errors: {COMMAND} check lists them.")
    if verdict.holds:
        print(f"All {verdict.files} files in {shown(output)} are those of a clean build.")
    return FINE if verdict.holds else PROBLEMS


#: The commands by their names; each takes its arguments and returns the exit code.
COMMANDS = {
    "build": _build,
    "check": _check,
    "serve": _serve,
    "clean": _clean,
    "explain": _explain,
    "verify": _verify,
}
