"""Files that records name, held against the files that there are."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.documents.load import Loaded
from sitegen.fields.types import DOWNLOADS, NamedFile
from sitegen.schema.nearest import did_you_mean
from sitegen.sources import Snapshot

_FILE = ("file", DOWNLOADS)


def missing(loaded: Loaded, snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Yield a mistake for each file that a record names and that is not there."""
    there = [file.path for file in snapshot.under("assets")]
    for records in loaded.records.values():
        for _, at, named, name in records.marked(NamedFile):
            known = [path.removeprefix(named.folder) for path in there if named.holds(path)]
            if name not in known:
                what, folder = ("picture", "assets/images/") if named.is_picture else _FILE
                message = f"there is no {what} {named.folder}{name}"
                near = did_you_mean(name, known)
                help_ = near or f"put it into {folder}, or correct the name"
                yield Diagnostic(records.yaml.span(at), "missing-file", message, help_)
