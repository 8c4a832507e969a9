"""Files that records name, held against the files that there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sitegen.diagnostics import Diagnostic
from sitegen.documents.load import Loaded
from sitegen.schema.nearest import did_you_mean
from sitegen.schema.yaml_text import Location
from sitegen.sources import Snapshot

#: Where such files stand, so that their addresses last.
FOLDER = "assets/files/"


@dataclass(frozen=True)
class _Named:
    """How the records of a subject name files: relative to which folder, and under which keys."""

    folder: str
    names: Callable[[Any], Iterator[tuple[Location, str]]]


def _audio(episode: Any) -> Iterator[tuple[Location, str]]:
    if episode.audio:
        yield ("audio",), episode.audio


def _files(report: Any) -> Iterator[tuple[Location, str]]:
    for place, file in enumerate(report.files):
        yield ("files", place, "path"), file.path


_NAMED: Mapping[str, _Named] = {
    "episodes": _Named("assets/", _audio),
    "reports": _Named(FOLDER, _files),
}


def missing(loaded: Loaded, snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Give a mistake for each file that a record names and that is not there."""
    there = [file.path for file in snapshot.under(FOLDER)]
    for subject, named in _NAMED.items():
        records, known = loaded.records[subject], [one.removeprefix(named.folder) for one in there]
        for record in records.items:
            for location, name in named.names(record):
                if name not in known:
                    span = records.yaml.span((records.place(record.id), *location))
                    message = f"there is no file {named.folder}{name}"
                    help_ = (
                        did_you_mean(name, known) or f"put it into {FOLDER}, or correct the name"
                    )
                    yield Diagnostic(span, "missing-file", message, help_)
