"""The ledger of looks at other sites: when each address was looked at, and what came of it.

It is written after every look, so that a run that is cut goes on where it was. A week lies between
two looks at an address.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Any

BETWEEN_LOOKS = timedelta(days=7)
#: So long an address to which nothing links any more is remembered.
_FORGOTTEN_AFTER = timedelta(days=60)
_FORMAT = 1


class Kind(StrEnum):
    """What can come of a look."""

    FOUND = "found"
    MISSING = "missing"  # the host says that there is nothing
    FAILING = "failing"  # the host answers, but with a mistake of its own
    SILENT = "silent"  # no sound answer
    REFUSED = "refused"  # the host lets no program look
    ROBOTS = "left to robots.txt"


@dataclass(frozen=True)
class LookResult:
    """What came of a look at one address.

    ``moved_to`` is where it has moved for good, "" if it has not; ``since`` the first look of all
    that had the same outcome, without one of another between them.
    """

    kind: Kind
    looked: datetime
    since: datetime
    status: int = 0
    moved_to: str = ""
    trouble: str = ""

    def after(self, before: LookResult | None) -> LookResult:
        """Return it with the day since when it has been so, given the outcome before."""
        same = before and (before.kind, before.moved_to) == (self.kind, self.moved_to)
        return replace(self, since=before.since) if before and same else self


class Ledger:
    """A ledger in a file, or in memory alone if there is none. Several threads may use it."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = Lock()
        self._outcomes: dict[str, LookResult] = {}
        self._closed: dict[str, datetime] = {}
        if path and path.is_file():
            with suppress(OSError, ValueError):
                self._read(json.loads(path.read_bytes()))

    def fresh(self, address: str, now: datetime) -> LookResult | None:
        """Return the last outcome, unless a week has passed; one of the future is not believed."""
        known = self._outcomes.get(address)
        is_fresh = known and timedelta() <= now - known.looked < BETWEEN_LOOKS
        return known if is_fresh else None

    def closed_until(self, host: str) -> datetime | None:
        """Return until when a host wants to be left alone, None if it has not said."""
        return self._closed.get(host)

    def close(self, host: str, until: datetime, now: datetime) -> None:
        """Keep until when a host wants to be left alone."""
        with self._lock:
            self._closed[host] = until
            self._write(now)

    def add(self, address: str, outcome: LookResult) -> None:
        """Keep what came of a look."""
        with self._lock:
            self._outcomes[address] = outcome.after(self._outcomes.get(address))
            self._write(outcome.looked)

    def restore(self, outcomes: Mapping[str, LookResult | None], now: datetime) -> None:
        """Keep these outcomes instead of later ones; None stands for no look at all."""
        with self._lock:
            for address, outcome in outcomes.items():
                del self._outcomes[address]
                if outcome:
                    self._outcomes[address] = outcome
            self._write(now)

    def last(self, address: str) -> LookResult | None:
        """Return what came of the last look, None if there was none."""
        return self._outcomes.get(address)

    def _read(self, found: Any) -> None:
        """Take in a ledger that was written; what is no entry of one is left out."""
        if not isinstance(found, dict) or found.get("format") != _FORMAT:
            return
        for address, record in _entries(found.get("links")):
            with suppress(KeyError, TypeError, ValueError):
                self._outcomes[address] = _outcome(record)
        for host, until in _entries(found.get("hosts")):
            with suppress(TypeError, ValueError):
                self._closed[host] = _moment(until)

    def _write(self, now: datetime) -> None:
        if self._path is None:
            return
        links = {
            address: {
                **asdict(one),
                "looked": one.looked.isoformat(),
                "since": one.since.isoformat(),
            }
            for address, one in sorted(self._outcomes.items())
            if now - one.looked < _FORGOTTEN_AFTER
        }
        hosts = {
            host: until.isoformat() for host, until in sorted(self._closed.items()) if until > now
        }
        text = json.dumps({"format": _FORMAT, "links": links, "hosts": hosts}, indent=1)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_name(f"{self._path.name}.draft")
        draft.write_text(text + "\n", "utf-8")
        draft.replace(self._path)


def _entries(found: Any) -> list[tuple[str, Any]]:
    return list(found.items()) if isinstance(found, Mapping) else []


def _outcome(record: Any) -> LookResult:
    return LookResult(
        kind=Kind(record["kind"]),
        looked=_moment(record["looked"]),
        since=_moment(record["since"]),
        status=int(record["status"]),
        moved_to=str(record["moved_to"]),
        trouble=str(record["trouble"]),
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
