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
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.commands.arguments import WrongUsageError
from sitegen.commands.reporting import checked, looked_at, progress, report, say, shown, success
from sitegen.program import COMMAND, NAME
from sitegen.safe_text import safe

if TYPE_CHECKING:
    from sitegen.commands.selection import Selection
    from sitegen.compare.difference import Comparison
    from sitegen.compare.pictures import Side
    from sitegen.request import Options, Result

FINE, PROBLEMS = 0, 1


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
    if arguments.html:
        return _check_html(arguments)
    from sitegen.commands.selection import Selection
    from sitegen.pipeline import build

    selection = Selection.of(arguments.site, arguments.paths)
    with _options(arguments) as options:
        whole = _with_external(arguments, options, selection) or build(options)
        public = build(replace(options, drafts=False)) if whole.unpublished else None
    result = selection.of_result(whole)
    public = selection.of_result(public) if public else None
    if text := report(result, arguments.format, every=arguments.all, public=public):
        print(text)
    failed = result.failed or bool(public and public.failed)
    if arguments.format == "text" and not failed:
        print(checked(whole, result, selection.paths))
    _say_of_check(failed=failed, elsewhere=len(whole.diagnostics) - len(result.diagnostics))
    return PROBLEMS if failed else FINE


def _with_external(
    arguments: argparse.Namespace, options: Options, selection: Selection
) -> Result | None:
    """Look at links to other sites too, if that is asked for."""
    if not arguments.external:
        return None
    from sitegen.external.check import Look, check

    result = check(options, Look(arguments.ledger, selection.holds))
    say(looked_at(result))
    return result


def _check_html(arguments: argparse.Namespace) -> int:
    from sitegen.audit.audit import audit
    from sitegen.commands.reporting import report_of_audit
    from sitegen.diagnostics import count, has_errors

    folder, found = audit(arguments.html)
    if text := report_of_audit(folder, found, arguments.format, every=arguments.all):
        print(text)
    failed = has_errors(found, strict=arguments.strict)
    if arguments.format == "text" and not failed:
        print(f"Looked at {count(len(folder.pages), 'page')}: nothing in them keeps anybody out.")
    return PROBLEMS if failed else FINE


def _say_of_check(*, failed: bool, elsewhere: int) -> None:
    if failed:
        print("Nothing was published.", file=sys.stderr)
    if elsewhere:
        say(f"{elsewhere} more in other files: {NAME} check lists them all.")


def _serve(arguments: argparse.Namespace) -> int:
    from sitegen.errors import describe_failure
    from sitegen.serve.server import Server
    from sitegen.serve.state import ServeOptions

    with _options(arguments) as options:
        wanted = ServeOptions(
            build=replace(options, drafts=True, progress=None),
            day=lambda: _moment(arguments).date(),
            clock=lambda: _moment(arguments).time(),
            report=lambda result: report(result, arguments.format, every=arguments.all),
            describe_failure=describe_failure,
            host=arguments.host,
            port=arguments.port,
            open_browser=arguments.open,
            poll=arguments.poll,
            editor=arguments.editor,
        )
        Server(wanted, _output(arguments)).run()
    say("The preview has ended.")
    return FINE


@contextmanager
def _options(arguments: argparse.Namespace) -> Iterator[Options]:
    """Yield what a build is asked, with the cluster that renders it, if one was asked for."""
    options = _local_options(arguments)
    with ExitStack() as stack:
        if arguments.executor:
            from sitegen.executors import executor_at

            executor, share = stack.enter_context(executor_at(arguments.executor))
            options = replace(options, executor=executor, share=share)
        yield options


def _local_options(arguments: argparse.Namespace) -> Options:
    from sitegen.request import Options

    moment = _moment(arguments)
    return Options(
        site=arguments.site,
        output=None if arguments.command == "check" else _output(arguments),
        day=moment.date(),
        clock=moment.time(),
        zone="UTC" if moment.tzinfo else "",
        base_url=arguments.base_url or "",
        strict=arguments.strict,
        drafts=arguments.drafts,
        jobs=arguments.jobs,
        progress=progress(),
        say=say,
    )


def _moment(arguments: argparse.Namespace) -> datetime:
    """Return the moment as of which to build: the one asked for, by the site's clock, or now."""
    asked: datetime | None = arguments.as_of
    return asked or _now()


def _now() -> datetime:
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


def _output(arguments: argparse.Namespace) -> Path:
    from sitegen.publish.folder import PREVIEW

    usual = PREVIEW if arguments.command == "serve" else "output"
    folder: Path = arguments.output or arguments.site / usual
    return folder


def _clean(arguments: argparse.Namespace) -> int:
    from sitegen.incremental import traces
    from sitegen.publish import schedule
    from sitegen.publish.folder import PREVIEW
    from sitegen.publish.writer import clean

    output, preview = _output(arguments), arguments.site / PREVIEW
    traces.forget(arguments.site)
    schedule.forget(arguments.site)
    for folder in (output, preview) if preview.is_dir() else (output,):
        print(f"Removed {clean(arguments.site, folder)} files from {shown(folder)}")
    return FINE


def _explain(arguments: argparse.Namespace) -> int:
    from sitegen.incremental.explain import explain

    print(explain(arguments.site, _output(arguments), arguments.page))
    return FINE


def _verify(arguments: argparse.Namespace) -> int:
    from sitegen.commands.verify import verify

    output = _output(arguments)
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


def _compare(arguments: argparse.Namespace) -> int:
    from sitegen.compare import printed, sides
    from sitegen.compare.difference import compare

    if arguments.against:
        options = replace(_local_options(arguments), output=None, complete=True)
        old, new = sides.since_commit(arguments.against, options, _same_options(arguments))
    else:
        old, new = sides.of_folders(arguments.folders)
    found = compare(old.published, new.published)
    forms = {"text": printed.as_text, "json": printed.as_json, "markdown": printed.as_markdown}
    print(forms[arguments.format](found))
    if arguments.pictures:
        _take_pictures(arguments.pictures, found, old, new)
    return FINE


def _same_options(arguments: argparse.Namespace) -> list[str]:
    """Return the options of a build that is to be asked the same by another process."""
    as_of, base_url = arguments.as_of, arguments.base_url
    # Builders before this one know days only.
    moment = f"{as_of:%Y-%m-%d %H:%M}".removesuffix(" 00:00") if as_of else ""
    asked = {"--as-of": moment, "--base-url": base_url}
    return [f"{name}={value}" for name, value in asked.items() if value]


def _take_pictures(folder: Path, found: Comparison, old: Side, new: Side) -> None:
    """Take pictures, or say why there are none: the comparison itself has been printed then."""
    from sitegen.compare.pictures import NoPicturesError, take
    from sitegen.diagnostics import count

    try:
        taken, left = take(found, old, new, folder)
    except NoPicturesError as error:
        say(str(error))
        return
    more = f"; {count(left, 'page')} could not be looked at" if left else ""
    say(f"pictures of {count(taken, 'page')} before and after: {folder / 'index.html'}{more}")


def _hosting(arguments: argparse.Namespace) -> int:
    from sitegen.commands.hosting import FaultyRulesError, listed, rules_for

    if not arguments.host:
        print(listed())
        return FINE
    try:
        base_url = arguments.base_url or ""
        print(rules_for(arguments.host, arguments.site, base_url, _now().date()), end="")
    except FaultyRulesError as faulty:
        print(faulty, file=sys.stderr)
        return PROBLEMS
    return FINE


def _publish(arguments: argparse.Namespace) -> int:
    from sitegen.commands.publish import publish

    with _options(arguments) as options:
        return publish(arguments, options)


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


def _move(arguments: argparse.Namespace) -> int:
    from sitegen.commands.edit import move

    return move(arguments)


def _delete(arguments: argparse.Namespace) -> int:
    from sitegen.commands.edit import delete

    return delete(arguments)


def _addresses(arguments: argparse.Namespace) -> int:
    from sitegen.commands.addresses import addresses

    with _options(arguments) as options:
        return addresses(arguments, options)


def _cms(arguments: argparse.Namespace) -> int:
    from sitegen.commands.cms import cms

    return cms(arguments)


def _init(arguments: argparse.Namespace) -> int:
    from sitegen.commands.init import init

    return init(arguments)


def _new(arguments: argparse.Namespace) -> int:
    from sitegen.commands.new import new

    return new(arguments, _now().date())


def _schema(arguments: argparse.Namespace) -> int:
    from sitegen.commands.schema import schema

    return schema(arguments)


def _fix(arguments: argparse.Namespace) -> int:
    from sitegen.commands.edit import fix

    with _options(arguments) as options:
        return fix(arguments, options)


def _list(arguments: argparse.Namespace) -> int:
    from sitegen.commands.list import list_

    with _options(arguments) as options:
        return list_(arguments, options)


#: The commands by their names; each takes its arguments and returns the exit code.
COMMANDS = {
    "build": _build,
    "check": _check,
    "serve": _serve,
    "clean": _clean,
    "explain": _explain,
    "verify": _verify,
    "compare": _compare,
    "hosting": _hosting,
    "publish": _publish,
    "install": _install,
    "move": _move,
    "delete": _delete,
    "addresses": _addresses,
    "cms": _cms,
    "init": _init,
    "new": _new,
    "schema": _schema,
    "list": _list,
    "fix": _fix,
    "test": _test,
}
