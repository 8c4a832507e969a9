"""The command ``check``: a site's mistakes, links to other sites, or the built pages of any."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.commands.asked import build_options
from sitegen.commands.reporting import FINE, PROBLEMS, checked, looked_at, report, say
from sitegen.program import NAME

if TYPE_CHECKING:
    from sitegen.commands.selection import Selection
    from sitegen.request import Options, Result


def check(arguments: argparse.Namespace) -> int:
    """Carry out the command; return 0, or 1 if there are mistakes."""
    return _check_html(arguments) if arguments.html else _check_site(arguments)


def _check_site(arguments: argparse.Namespace) -> int:
    from sitegen.commands.selection import Selection
    from sitegen.pipeline import build

    selection = Selection.of(arguments.site, arguments.paths)
    with build_options(arguments) as options:
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
    from sitegen.external.check import Look
    from sitegen.external.check import check as look_at

    result = look_at(options, Look(arguments.ledger, selection.holds))
    say(looked_at(result))
    return result


def _check_html(arguments: argparse.Namespace) -> int:
    from sitegen.audit import audit
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
