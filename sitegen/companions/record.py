"""build.json: what an output was built from, and the checksum of every file in it.

It holds nothing of the computer that it was built on, nor the time of day, so that two builds of
one commit are the same bytes wherever they are made.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sitegen import __version__
from sitegen.config import SiteConfig

PATH = "build.json"
FORMAT = 1

#: The libraries on whose versions the published bytes depend.
LIBRARIES = (
    *("jinja2", "markdown", "pillow", "pydantic", "pypdf", "pyyaml"),
    *("pymdown-extensions", "selectolax", "tinycss2", "tzdata"),
)

#: A path below the output folder: no part is empty, or leads out of it.
_PATH = re.compile(r"(?!\.{0,2}(?:/|\Z))[^/\\\0]+(?:/(?!\.{0,2}(?:/|\Z))[^/\\\0]+)*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class NoRecordError(Exception):
    """What should be a build.json is none."""


@dataclass(frozen=True)
class Record:
    """A build.json that was read.

    ``files`` are checksums by path; ``redirects`` say of pages that only lead on where they lead.
    """

    commit: str
    files: Mapping[str, str]
    redirects: Mapping[str, str]


def record_of(
    config: SiteConfig,
    day: object,
    commit: str,
    files: Mapping[str, str],
    redirects: Mapping[str, str],
) -> bytes:
    """Return build.json, given the SHA-256 of each file by its path, and pages that lead on."""
    found = {
        "format": FORMAT,
        "builder": f"sitegen {__version__}",
        "libraries": {name: known for name in LIBRARIES if (known := installed(name))},
        "commit": commit or None,
        "as_of": str(day),
        "base_url": config.base_url,
        "redirects": dict(sorted(redirects.items())),
        "files": dict(sorted(files.items())),
    }
    return (json.dumps(found, indent=1, ensure_ascii=True) + "\n").encode()


def read_record(data: bytes) -> Record:
    """Return what a build.json says, or raise NoRecordError: nothing in it is trusted."""
    try:
        found: Any = json.loads(data)
        files, redirects = dict(found["files"]), dict(found.get("redirects") or {})
        commit = str(found.get("commit") or "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NoRecordError("it is no build.json of this builder") from None
    if found.get("format") != FORMAT:
        raise NoRecordError(f"its format is {found.get('format')!r}, and {FORMAT} is known here")
    sound = all(
        isinstance(one, str) and isinstance(sha, str) and is_path(one) and _SHA256.fullmatch(sha)
        for one, sha in files.items()
    )
    if not sound or not all(isinstance(one, str) for pair in redirects.items() for one in pair):
        raise NoRecordError("it names what no build has made")
    return Record(commit, files, redirects)


def is_path(path: str) -> bool:
    """Whether a text is the path of a file below an output folder."""
    return bool(_PATH.fullmatch(path))


def installed(name: str) -> str:
    """Return the version of an installed package, "" if there is none."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return _versions().get(name.lower().replace("-", "_")) or version(name)
    except PackageNotFoundError:  # as where all is packed into one file
        return ""


@cache
def _versions() -> Mapping[str, str]:
    """Return the versions of packages that pip has installed, by their names with underscores.

    They stand in the names of folders: reading what is in each takes a hundred times as long.
    Source: packaging.python.org, "Recording installed projects", the .dist-info directory.
    """
    found: dict[str, str] = {}
    for folder in filter(os.path.isdir, sys.path):
        for entry in os.listdir(folder):  # noqa: PTH208 - names only, and fast
            if entry.endswith(".dist-info"):
                name, _, number = entry.removesuffix(".dist-info").rpartition("-")
                found.setdefault(name.lower(), number)
    return found
