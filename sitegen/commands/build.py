"""The commands that make the site, or what they left: build, serve, clean, explain."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from sitegen.commands.build_options import build_options, moment, output_folder
from sitegen.commands.reporting import FINE, PROBLEMS, report, say, shown, success


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
