"""What every kind of target can do; the publication itself is the same for all of them.

What lets somebody in stands in the environment alone, and in no message.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sitegen.deploy.manifest import Files, History, Manifest
from sitegen.documents.hosting import SECRETS
from sitegen.errors import SitegenError

#: A folder at a target, or beside it, for what it remembers.
HISTORY = ".sitegen-publications"


class PublicationError(SitegenError):
    """A publication cannot go on; the message says why, and what to do next."""


class Host(Protocol):
    """A place that is published to. Paths are relative to it, with slashes.

    Nothing is written before ``keep``. ``at_once`` is how many files one call of ``send`` takes.
    """

    at_once: int

    @property
    def shown(self) -> str:
        """Return the place as it is named to a person."""

    def opened(self, *, to_write: bool) -> AbstractContextManager[None]:
        """Reach the place, and keep other publications out while it is being written to."""

    def records(self) -> History:
        """Return what the place remembers of earlier publications."""

    def look(self, wanted: Files, known: Files) -> Files:
        """Return every file that is there; ``known`` is what the journal says of them.

        A place that tells no digests is believed where size and journal agree.
        """

    def record(self, manifest: Manifest) -> None:
        """Write down a publication that is complete."""

    def keep(self, number: int, paths: Iterable[str]) -> Iterator[str]:
        """Lay files aside under the number of a publication; yield each when it is done."""

    def note(self, journal: Files) -> None:
        """Write down what is known of the files while a publication is under way."""

    def send(self, paths: Iterable[str], source: Path) -> Iterator[str]:
        """Bring files from a folder to the place, in this order; yield each when it is done."""

    def remove(self, paths: Iterable[str]) -> Iterator[str]:
        """Remove files; yield each when it is done."""

    def differing(self, wanted: Files, sent: Iterable[str]) -> Iterable[str]:
        """Return the paths at which the place does not answer with what it should have now."""

    def finish(self, manifest: Manifest, dropped: Iterable[int]) -> None:
        """Write down a publication that is complete, and forget the journal and what is too old."""

    def fetch(self, kept: Mapping[str, int], folder: Path) -> None:
        """Bring what was laid aside, by the number it has, into a folder, as far as it is there."""


#: Shorter texts are no secrets, and would be found everywhere.
_SHORTEST = 4


def without_secrets(text: str) -> str:
    """Return a text in which every secret of the environment is three stars."""
    secrets = {value for name, value in os.environ.items() if _is_secret(name)}
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "***") if len(secret) >= _SHORTEST else text
    return text


def _is_secret(name: str) -> bool:
    small = name.lower()
    if small.startswith("rclone_config_"):
        return any(small.endswith(f"_{secret}") for secret in SECRETS)
    return small.endswith(("_token", "_secret", "_password", "_secret_access_key"))
