"""Files that records name, held against the files that there are."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.documents.load import Loaded
from sitegen.schema.nearest import did_you_mean
from sitegen.sources import Snapshot

#: Keys of records, by their subject, whose values are files in assets/.
KEYS = {"episodes": "audio"}
#: Where such files stand, so that their addresses last.
FOLDER = "files/"


def missing(loaded: Loaded, snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Give a mistake for each file that a record names and that is not there."""
    known = [file.path.removeprefix("assets/") for file in snapshot.under("assets/files")]
    for subject, key in KEYS.items():
        records = loaded.records[subject]
        for record in records.items:
            name = getattr(record, key)
            if name and name not in known:
                span = records.yaml.span((records.place(record.id), key))
                help_ = did_you_mean(name, known) or f"put it into assets/{FOLDER}"
                yield Diagnostic(span, "missing-file", f"there is no file assets/{name}", help_)
