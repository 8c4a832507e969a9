"""The commands ``verify`` and ``compare``: two builds held against each other.

``verify`` asks whether the output folder is what a clean build makes, byte by byte; ``compare``
tells what visitors would see change.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen import COMMAND
from sitegen.build_request import Options
from sitegen.commands.build import local_options, output_folder
from sitegen.commands.reporting import FINE, PROBLEMS, say, shown
from sitegen.commands.verify_published import compare_published, told
from sitegen.compare import printed, sides
from sitegen.compare.difference import Comparison, compare
from sitegen.compare.pictures import NoPicturesError, Side, take
from sitegen.diagnostics import count, has_errors
from sitegen.errors import SitegenError
from sitegen.git import commit_of
from sitegen.incremental.database import Say
from sitegen.incremental.state import Header, opened
from sitegen.last_build import LastBuild
from sitegen.output.build_json import PATH as RECORD
from sitegen.output.companions import accompanied
from sitegen.output.folder import read_record, stat_outputs
from sitegen.output.staging import bytes_of
from sitegen.page_stages import make
from sitegen.safe_text import safe


class UnpublishedPagesError(SitegenError):
    """The output holds pages that are not public, so nobody may publish it."""


class NothingToVerifyError(SitegenError):
    """No build to this output folder is known."""


@dataclass(frozen=True)
class Verdict:
    """The paths that are missing from the output, too many in it, or not the same; sorted.

    ``has_errors`` tells that the site as it is now could not be built at all.
    """

    files: int
    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    different: tuple[str, ...]
    has_errors: bool

    @property
    def holds(self) -> bool:
        """Whether the output is that of a clean build."""
        return not (self.missing or self.surplus or self.different or self.has_errors)


def verify_command(arguments: argparse.Namespace) -> int:
    """Compare the output, or what a host serves; return 0, or 1 if it is not as it should be."""
    output = output_folder(arguments)
    if arguments.published:
        compared = compare_published(arguments.published, output)
        print(told(compared, arguments.published))
        return PROBLEMS if compared.wrong else FINE
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


def verify(site: Path, output: Path, say: Say) -> Verdict:
    """Build clean, as the last build was asked to, without writing; compare with the output.

    An output that holds pages which are not public is refused, whatever else it is.
    """
    refuse_unpublished(site, output)
    with opened(site, str(output.resolve()), say) as state:
        header = state.part("header")
    if not isinstance(header, Header):
        raise NothingToVerifyError(f"no build to {output} is known: run {COMMAND} first")
    base_url, drafts, fingerprints, _ = header.options
    of_then = Options(site, None, header.moment.date(), header.moment.time(), "UTC", base_url)
    request = replace(of_then, drafts=drafts, fingerprints=fingerprints, complete=True, say=say)
    made = make(request, LastBuild.none(request))
    new, commit = made.beside.outputs, commit_of(site)
    outputs = accompanied(made.inputs.site, request, commit, new).outputs
    found = (listed := stat_outputs(output)).keys()
    both = sorted(found & outputs.keys())
    different = tuple(
        p for p in both if listed[p][0] < 0 or (output / p).read_bytes() != bytes_of(outputs[p])
    )
    return Verdict(
        files=len(outputs),
        missing=tuple(sorted(outputs.keys() - found)),
        surplus=tuple(sorted(found - outputs.keys())),
        # build.json follows all the others: it says something new only if none of them differs.
        different=tuple(p for p in different if p != RECORD) or different,
        has_errors=has_errors(made.diagnostics),
    )


def refuse_unpublished(site: Path, output: Path) -> None:
    """Raise UnpublishedPagesError for an output that holds pages which are not public."""
    if hidden := read_record(site, output, frozenset()).unpublished:
        named = ", ".join(map(safe, sorted(hidden)))
        raise UnpublishedPagesError(
            f"{output} must not be published: it holds {count(len(hidden), 'page')} not public yet,"
            f" {named}.\nBuild without --drafts."
        )


def compare_command(arguments: argparse.Namespace) -> int:
    """Print what has changed; return 0, whatever that is."""
    if arguments.against:
        options = replace(local_options(arguments), output=None, complete=True)
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
    try:
        taken, left = take(found, old, new, folder)
    except NoPicturesError as error:
        say(str(error))
        return
    more = f"; {count(left, 'page')} could not be looked at" if left else ""
    say(f"pictures of {count(taken, 'page')} before and after: {folder / 'index.html'}{more}")
