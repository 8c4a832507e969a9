"""The command ``verify``: is the output folder what a clean build makes? Compared byte by byte."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.commands.build_options import output_folder
from sitegen.commands.reporting import FINE, PROBLEMS, say, shown
from sitegen.commands.verify_published import compare_published, told
from sitegen.companions.beside import accompanied
from sitegen.companions.build_json import PATH as RECORD
from sitegen.companions.commit import commit_of
from sitegen.diagnostics import count, has_errors
from sitegen.errors import SitegenError
from sitegen.incremental.database import Say
from sitegen.incremental.state import Header, opened
from sitegen.last_build import LastBuild
from sitegen.program import COMMAND
from sitegen.publish.folder import read_record, stat_outputs
from sitegen.request import Options
from sitegen.safe_text import safe
from sitegen.stages import make


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
    outputs = accompanied(made.inputs.site, request, commit_of(site), made.outputs).outputs
    listed = stat_outputs(output)
    found = listed.keys()
    both = sorted(found & outputs.keys())
    different = tuple(
        p for p in both if listed[p][0] < 0 or (output / p).read_bytes() != outputs[p]
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
