"""What each command does and prints; build.py's own words stand in cli.py.

Only the standard library is imported before a command runs, so that ``--help`` needs no set-up.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from sitegen.commands.asked import build_options, moment, now, output_folder
from sitegen.commands.reporting import FINE, PROBLEMS, report, say, shown, success
from sitegen.program import COMMAND
from sitegen.safe_text import safe


def _build(arguments: argparse.Namespace) -> int:
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


def _serve(arguments: argparse.Namespace) -> int:
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


def _clean(arguments: argparse.Namespace) -> int:
    from sitegen.incremental import traces
    from sitegen.publish import schedule
    from sitegen.publish.folder import PREVIEW
    from sitegen.publish.writer import clean

    output, preview = output_folder(arguments), arguments.site / PREVIEW
    traces.forget(arguments.site)
    schedule.forget(arguments.site)
    for folder in (output, preview) if preview.is_dir() else (output,):
        print(f"Removed {clean(arguments.site, folder)} files from {shown(folder)}")
    return FINE


def _explain(arguments: argparse.Namespace) -> int:
    from sitegen.incremental.explain import explain

    print(explain(arguments.site, output_folder(arguments), arguments.page))
    return FINE


def _verify(arguments: argparse.Namespace) -> int:
    from sitegen.commands.verify import verify

    output = output_folder(arguments)
    if arguments.published:
        return _verify_published(arguments.published, output)
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


def _hosting(arguments: argparse.Namespace) -> int:
    from sitegen.commands.hosting import FaultyRulesError, listed, rules_for

    if not arguments.host:
        print(listed())
        return FINE
    try:
        base_url = arguments.base_url or ""
        print(rules_for(arguments.host, arguments.site, base_url, now().date()), end="")
    except FaultyRulesError as faulty:
        print(faulty, file=sys.stderr)
        return PROBLEMS
    return FINE


def _install(_: argparse.Namespace) -> int:
    """Refuse: build.py installs extras itself, before it hands over to the command line."""
    from sitegen.errors import SitegenError

    raise SitegenError("build.py installs extras, and pip where it installed the builder itself")


def _test(_: argparse.Namespace) -> int:
    """Refuse: build.py runs the tests itself."""
    from sitegen.errors import SitegenError

    raise SitegenError("the tests belong to the project's own folder: python3 build.py test")


def _verify_published(where: str, output: Path) -> int:
    from sitegen.commands.verify_published import compare_published, told

    compared = compare_published(where, output)
    print(told(compared, where))
    return PROBLEMS if compared.wrong else FINE


Command = Callable[[argparse.Namespace], int]


def _from(module: str, name: str, *, with_options: bool = False) -> Command:
    """Return a command of another module, which is imported when the command is run."""

    def run(arguments: argparse.Namespace) -> int:
        command = getattr(import_module(f"sitegen.commands.{module}"), name)
        if not with_options:
            return int(command(arguments))
        with build_options(arguments) as options:
            return int(command(arguments, options))

    return run


#: The commands by their names; each takes its arguments and returns the exit code.
COMMANDS: Mapping[str, Command] = {
    "build": _build,
    "check": _from("check", "check"),
    "serve": _serve,
    "clean": _clean,
    "explain": _explain,
    "verify": _verify,
    "compare": _from("compare", "compare"),
    "hosting": _hosting,
    "publish": _from("publish", "publish", with_options=True),
    "install": _install,
    "move": _from("edit", "move"),
    "delete": _from("edit", "delete"),
    "fix": _from("edit", "fix", with_options=True),
    "addresses": _from("addresses", "addresses", with_options=True),
    "list": _from("list", "list_", with_options=True),
    "cms": _from("cms", "cms"),
    "init": _from("init", "init"),
    "new": _from("new", "new"),
    "schema": _from("schema", "schema"),
    "test": _test,
}
