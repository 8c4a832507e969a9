"""Files that records name, held against the files that there are."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.documents.load import Loaded
from sitegen.fields.types import NamedFile
from sitegen.schema.nearest import did_you_mean
from sitegen.sources import Snapshot

#: Where such files stand, so that their addresses last.
FOLDER = "assets/files/"


def missing(loaded: Loaded, snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Yield a mistake for each file that a record names and that is not there."""
    there = [file.path for file in snapshot.under(FOLDER)]
    for records in loaded.records.values():
        for _, at, named, name in records.marked(NamedFile):
            known = [path.removeprefix(named.folder) for path in there]
            if name not in known:
                message = f"there is no file {named.folder}{name}"
                near = did_you_mean(name, known)
                help_ = near or f"put it into {FOLDER}, or correct the name"
                yield Diagnostic(records.yaml.span(at), "missing-file", message, help_)
