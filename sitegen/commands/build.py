"""The commands that make the site, or what they left; what any command asks of a build."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sitegen.build_request import Options
from sitegen.commands.arguments import WrongUsageError
from sitegen.commands.reporting import FINE, PROBLEMS, progress, report, say, shown, success
from sitegen.safe_text import safe


def build_command(arguments: argparse.Namespace) -> int:
    """Build and publish to the output folder; return 0, or 1 if there are mistakes."""
    from sitegen.pipeline import build

    with build_options(arguments) as options:
        result = build(options)
    if text := report(result, arguments.format, every=arguments.all):
        print(text)
    if result.failed:
        print("Nothing was published.", file=sys.stderr)
    elif arguments.format == "text":
        print(success(result, options))
    return PROBLEMS if result.failed else FINE


def serve_command(arguments: argparse.Namespace) -> int:
    """Show the site and follow every edit until somebody ends it; return 0."""
    from sitegen.errors import describe_failure
    from sitegen.serve.server import Server
    from sitegen.serve.state import ServeOptions

    with build_options(arguments) as options:
        wanted = ServeOptions(
            build=replace(options, drafts=True, fingerprints=False, progress=None),
            day=lambda: moment(arguments).date(),
            clock=lambda: moment(arguments).time(),
            report=lambda result: report(result, arguments.format, every=arguments.all),
            describe_failure=describe_failure,
            host=arguments.host,
            port=arguments.port,
            open_browser=arguments.open,
            poll=arguments.poll,
            editor=arguments.editor,
        )
        Server(wanted, output_folder(arguments)).run()
    say("The preview has ended.")
    return FINE


def clean_command(arguments: argparse.Namespace) -> int:
    """Remove what builds have made; return 0."""
    from sitegen.incremental.state import forget
    from sitegen.output import schedule
    from sitegen.output.folder import PREVIEW
    from sitegen.output.writer import clean

    output, preview = output_folder(arguments), arguments.site / PREVIEW
    forget(arguments.site)
    schedule.forget(arguments.site)
    for folder in (output, preview) if preview.is_dir() else (output,):
        print(f"Removed {clean(arguments.site, folder)} files from {shown(folder)}")
    return FINE


def explain_command(arguments: argparse.Namespace) -> int:
    """Print what a page was made from, and why it was rendered last; return 0."""
    from sitegen.incremental.explain import explain

    print(explain(arguments.site, output_folder(arguments), arguments.page))
    return FINE


@contextmanager
def build_options(arguments: argparse.Namespace) -> Iterator[Options]:
    """Yield what a build is asked, with the cluster that renders it, if one was asked for."""
    options = local_options(arguments)
    with ExitStack() as stack:
        if arguments.executor:
            from sitegen.executors import executor_at

            executor, share = stack.enter_context(executor_at(arguments.executor))
            options = replace(options, executor=executor, share=share)
        yield options


def local_options(arguments: argparse.Namespace) -> Options:
    """Return what a build is asked that this computer renders."""
    as_of = moment(arguments)
    return Options(
        site=arguments.site,
        output=None if arguments.command == "check" else output_folder(arguments),
        day=as_of.date(),
        clock=as_of.time(),
        zone="UTC" if as_of.tzinfo else "",
        base_url=arguments.base_url or "",
        strict=arguments.strict,
        drafts=arguments.drafts,
        jobs=arguments.jobs,
        progress=progress(),
        say=say,
    )


def moment(arguments: argparse.Namespace) -> datetime:
    """Return the moment as of which to build: the one asked for, by the site's clock, or now."""
    asked: datetime | None = arguments.as_of
    return asked or now()


def now() -> datetime:
    """Return the moment, or that of SOURCE_DATE_EPOCH, in UTC.

    Source: reproducible-builds.org, "SOURCE_DATE_EPOCH specification", seconds since 1970.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is {safe(epoch)}, and no number of seconds since 1970"
        say(message)
        raise WrongUsageError(message) from None


def output_folder(arguments: argparse.Namespace) -> Path:
    """Return the folder into which a command builds, or at which it looks."""
    from sitegen.output.folder import PREVIEW

    usual = PREVIEW if arguments.command == "serve" else "output"
    folder: Path = arguments.output or arguments.site / usual
    return folder
