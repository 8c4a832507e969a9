"""Is the output folder what a clean build would make? Compared byte by byte."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.companions.accompany import accompanied
from sitegen.companions.commit import commit_of
from sitegen.companions.record import PATH as RECORD
from sitegen.diagnostics import count, has_errors
from sitegen.errors import SitegenError
from sitegen.incremental import traces
from sitegen.incremental.database import Say
from sitegen.incremental.traces import Header
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


def verify(site: Path, output: Path, say: Say) -> Verdict:
    """Build clean, as the last build was asked to, without writing; compare with the output.

    An output that holds pages which are not public is refused, whatever else it is.
    """
    refuse_unpublished(site, output)
    with traces.opened(site, str(output.resolve()), say) as state:
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
