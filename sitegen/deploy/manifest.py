"""What a publication consists of: every file with its digests, written down beside the target."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5, sha256
from typing import Any

#: A target remembers so many publications, to be able to go back to them.
KEPT = 10

_FORM = 1


@dataclass(frozen=True, slots=True)
class File:
    """The content of a file: its digests, in hexadecimal, and its size in bytes.

    Storage on the web tells MD5, if anything; what cannot be told is "".
    """

    sha256: str
    md5: str
    size: int

    @classmethod
    def of(cls, data: bytes) -> File:
        """Return what is noted of these bytes."""
        return cls(
            sha256(data).hexdigest(), md5(data, usedforsecurity=False).hexdigest(), len(data)
        )


#: Stands for a file whose content nobody can vouch for: half sent, or changed by somebody else.
UNKNOWN = File("", "", -1)

#: Files by their paths below the target.
Files = Mapping[str, File]


@dataclass(frozen=True)
class Manifest:
    """One publication: its number, when it was made (ISO 8601, UTC) and its files.

    ``restores`` is the number of the earlier publication that it went back to, or 0.
    """

    number: int
    at: str
    files: Files
    restores: int = 0

    @property
    def stands_for(self) -> int:
        """Return the number of the publication whose files these were first."""
        return self.restores or self.number


@dataclass(frozen=True)
class History:
    """What a target remembers: its publications, the newest last, and what is known of its files.

    ``journal`` differs from the files of the newest publication while another is under way, or
    after one that was cut: what may be there is known then, but not in which state.
    """

    manifests: tuple[Manifest, ...] = ()
    journal: Files | None = None

    @property
    def last(self) -> Manifest | None:
        """Return the newest publication."""
        return self.manifests[-1] if self.manifests else None

    @property
    def known(self) -> Files:
        """Return the files that publications brought to the target, as far as they are known."""
        if self.journal is not None:
            return self.journal
        return self.last.files if self.last else {}


def encode(manifest: Manifest) -> bytes:
    """Return a manifest as one line of JSON, the same for the same manifest."""
    return _json(
        {
            "form": _FORM,
            "number": manifest.number,
            "at": manifest.at,
            "restores": manifest.restores,
            "files": _packed(manifest.files),
        }
    )


def decode(data: bytes) -> Manifest | None:
    """Return the manifest that was written down, or None for what is none."""
    try:
        found: Any = json.loads(data)
        at = datetime.fromisoformat(found["at"]).astimezone(UTC)
        number, restores = int(found["number"]), int(found["restores"])
        return Manifest(number, at.isoformat(), _unpacked(found["files"]), restores)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def read_manifests(written: Iterable[bytes]) -> tuple[Manifest, ...]:
    """Return the manifests that a target has, the newest last; what cannot be read is left out."""
    return tuple(sorted(filter(None, map(decode, written)), key=lambda one: one.number))


def encode_journal(files: Files, turn: int = 0) -> bytes:
    """Return what is known of files as one line of JSON, with how often that was written before."""
    return _json({"turn": turn, "files": _packed(files)})


def newest_journal(written: Iterable[bytes]) -> tuple[int, Files | None]:
    """Return the newest journal that can be read, if any, after its turn."""
    found = [one for one in map(_journal, written) if one is not None]
    return max(found, key=lambda one: one[0], default=(0, None))


def _journal(data: bytes) -> tuple[int, Files] | None:
    try:
        found: Any = json.loads(data)
        return int(found["turn"]), _unpacked(found["files"])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _json(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _packed(files: Files) -> dict[str, list[str | int]]:
    return {path: [file.sha256, file.md5, file.size] for path, file in sorted(files.items())}


def _unpacked(packed: Any) -> dict[str, File]:
    return {
        str(path): File(str(sha), str(md5), int(size)) for path, (sha, md5, size) in packed.items()
    }
