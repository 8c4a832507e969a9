"""What a build is asked to do, as far as a command line says it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sitegen.build_request import Options
from sitegen.commands.arguments import WrongUsageError
from sitegen.commands.reporting import progress, say
from sitegen.safe_text import safe


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
