"""The command ``check``: a site's mistakes, links to other sites, or the built pages of any.

Those in files and folders that are named are shown alone.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen import NAME
from sitegen.build_request import Options, Result
from sitegen.commands.build import build_options
from sitegen.commands.reporting import (
    FINE,
    PROBLEMS,
    checked,
    looked_at,
    report,
    report_of_audit,
    say,
)
from sitegen.diagnostics import count, has_errors
from sitegen.errors import SitegenError
from sitegen.pipeline import build
from sitegen.safe_text import safe
from sitegen.schema.did_you_mean import nearest
from sitegen.sources import ROOTS, list_inputs, require_site

#: The code of the site's models, which not every site has.
_MODELS = "models"


class UnknownPathError(SitegenError):
    """A path that was named leads to nothing in the site."""


@dataclass(frozen=True)
class Selection:
    """Paths of files and folders, relative to the site. None of them stands for the whole site."""

    paths: tuple[str, ...]

    @classmethod
    def of(cls, site: Path, words: Sequence[str]) -> Selection:
        """Find what the words name: from where the command was given, or from the site's folder."""
        require_site(site)
        return cls(tuple(_find(site, word) for word in words))

    def of_result(self, result: Result) -> Result:
        """Return a check's result as if only the mistakes in what is named had been found."""
        found = tuple(one for one in result.diagnostics if self.holds(one.span.path))
        return replace(result, diagnostics=found, failed=has_errors(found, strict=result.strict))

    def holds(self, path: str) -> bool:
        """Whether a file is named, or a folder above it, or nothing at all.

        A mistake in the models is one of every file: none is looked into while there is one.
        """
        if not self.paths or path.startswith(f"{_MODELS}/"):
            return True
        return any(f"{path}/".startswith(f"{named}/") for named in self.paths)


def _find(site: Path, word: str) -> str:
    root = Path(os.path.abspath(site))  # noqa: PTH100 - a link is named by its own path
    for start in (Path.cwd(), root):
        path = Path(os.path.abspath(start / word))  # noqa: PTH100 - as above
        if path.exists() and path.is_relative_to(root):
            relative = path.relative_to(root).as_posix()
            if relative.split("/")[0] in ROOTS:
                return relative
    raise UnknownPathError(_nothing(site, word))


def _nothing(site: Path, word: str) -> str:
    files = list_inputs(site)[0]
    named = [path for path in files if path.endswith(f"/{word.strip('/')}")]
    near = named[0] if named else nearest(word, files)
    help_ = f" Did you mean {near}?" if near else ""
    has_models = (site / _MODELS).is_dir()
    folders = ", ".join(f"{name}/" for name in ROOTS if name != _MODELS or has_models)
    text = f"{word} is neither a file nor a folder of the site below {folders}.{help_}"
    return safe(text)


def check_command(arguments: argparse.Namespace) -> int:
    """Find every mistake and publish nothing; return 0, or 1 if there are any."""
    return _check_html(arguments) if arguments.html else _check_site(arguments)


def _check_site(arguments: argparse.Namespace) -> int:
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
    from sitegen.external_links.check import Look
    from sitegen.external_links.check import check as look_at

    result = look_at(options, Look(arguments.ledger, selection.holds))
    say(looked_at(result))
    return result


def _check_html(arguments: argparse.Namespace) -> int:
    from sitegen.html_audit import audit

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
