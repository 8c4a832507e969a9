"""Pictures made by earlier builds, in .sitegen/pictures/: one sealed file for each.

A key is the digest of the bytes that an editor gave and of the way they are treated, so an entry is
never out of date. All of it may be deleted at any time; what is damaged is made again.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path

from sitegen.incremental.changes import libraries
from sitegen.incremental.trust import FOLDER, NoSecretError, Seal, distrust, own_seal
from sitegen.pictures.values import Encoded, Made
from sitegen.sources import digest

PICTURES = f"{FOLDER}/pictures"

_DAY = 24 * 60 * 60
#: In seconds: an entry that no build used for so long is removed.
_KEPT = 60 * _DAY
#: The installed libraries that decide which bytes come out, by how their metadata folders begin.
DRAWS, READS_PHOTOS = "pillow-", "pillow_heif-"


@cache
def recipe(*begun: str) -> str:
    """Return the digest of all that decides how pictures are made: these modules, and libraries."""
    found = blake2b(digest_size=16)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        found.update(path.read_bytes())
    installed = (name for name in libraries() if name.lower().startswith(begun))
    found.update("\n".join(installed).encode())
    return found.hexdigest()


class Cache:
    """The kept pictures of one site; ``writes`` is False where a build may write nothing.

    Nothing is kept in a folder that must not be trusted, nor for a user who can keep no secret.
    """

    def __init__(self, site: Path, *, writes: bool) -> None:
        self._site = site
        self._folder = site / PICTURES
        self._writes = writes

    @cached_property
    def _seal(self) -> Seal | None:
        if distrust(self._site):
            return None
        try:
            return own_seal()
        except NoSecretError:
            return None

    def get(self, key: str) -> Made | None:
        """Return a picture if it is there and whole, and was kept by a build of this user."""
        path = self._folder / key
        try:
            sealed = path.read_bytes()
        except OSError:
            return None
        made = _unpack(self._seal.open(sealed, PICTURES, key)) if self._seal else None
        if made and self._writes and time.time() - path.stat().st_mtime > _DAY:
            with suppress(OSError):
                os.utime(path)  # says that it is in use
        return made

    def put(self, key: str, made: Made) -> None:
        """Keep a picture in one step; where nothing can be kept, nothing is."""
        if not self._writes or self._seal is None:
            return
        temporary = self._folder / f"{key}.{os.getpid()}.tmp"
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(self._seal.close(_pack(made), PICTURES, key))
            temporary.replace(self._folder / key)

    def tidy(self) -> None:
        """Remove what no build has used for long, and what a killed one left half-written."""
        now = time.time()
        with suppress(OSError):
            for path in self._folder.iterdir() if self._writes else ():
                age = now - path.stat().st_mtime
                if age > (_DAY if path.suffix == ".tmp" else _KEPT):
                    path.unlink(missing_ok=True)


def key_of(source: str, treatment: str, *begun: str) -> str:
    """Return the key of a picture by the digest of its bytes and the way it is treated."""
    return digest(f"{source} {treatment} {recipe(*begun)}".encode())


def _pack(made: Made) -> bytes:
    facts = asdict(made)
    bodies = [version.pop("data") for version in facts["versions"]]
    for version, body in zip(facts["versions"], bodies, strict=True):
        version["size"] = len(body)
    return json.dumps(facts).encode() + b"\n" + b"".join(bodies)


def _unpack(data: bytes) -> Made | None:
    """Return a packed picture, or None for no bytes at all."""
    if not data:
        return None
    head, _, bodies = data.partition(b"\n")
    facts = json.loads(head)
    versions, start = [], 0
    for version in facts.pop("versions"):
        end = start + version.pop("size")
        versions.append(Encoded(**version, data=bodies[start:end]))
        start = end
    return Made(**facts, versions=tuple(versions))
