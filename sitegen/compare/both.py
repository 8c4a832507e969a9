"""The two sites of a comparison: folders that were built, or this site now and as of a commit."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from sitegen.compare.commit import built_at
from sitegen.compare.pictures import Side
from sitegen.compare.published import NoBuiltSiteError, read, read_folder
from sitegen.diagnostics import failures
from sitegen.hops import make
from sitegen.last_build import LastBuild
from sitegen.orders import Options
from sitegen.program import COMMAND


def of_folders(folders: Sequence[Path]) -> list[Side]:
    """Return the sites in two output folders."""
    return [Side(outputs, read(outputs)) for outputs in map(read_folder, folders)]


def since_commit(word: str, options: Options, given: Sequence[str]) -> list[Side]:
    """Return the site as of a commit and as it is now, both built clean; nothing is kept.

    ``options`` are those of a check that makes all files, ``given`` the same for the other build.
    """
    made = make(options, LastBuild.none(options))
    if wrong := failures(made.diagnostics):
        raise NoBuiltSiteError(
            f"the site cannot be built, {wrong} mistakes: {COMMAND} check lists them"
        )
    with tempfile.TemporaryDirectory(prefix="sitegen-compare-") as folder:
        outputs, found = built_at(options.site, word, Path(folder), given)
    return [
        Side(outputs, read(outputs, found)),
        Side(made.outputs, read(made.outputs, made.diagnostics)),
    ]
