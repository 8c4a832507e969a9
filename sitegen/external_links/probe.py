"""Looks at addresses: HEAD first, GET where that is refused; redirects are followed.

Hosts are looked at side by side, the addresses of one host one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urldefrag

from sitegen.external_links.hosts import (
    Hosts,
    LaterError,
    NoAnswerError,
    NotAllowedError,
    StoppedError,
)
from sitegen.external_links.http import Answer, name_of
from sitegen.external_links.ledger import Kind, Ledger, LookResult

_AT_ONCE = 8
_MOST_STEPS = 10
#: RFC 9110, 15.4: these send on for good, the others for now.
_FOR_GOOD, _FOR_NOW = (301, 308), (302, 303, 307)
_NOTHING_THERE = (404, 410)
#: What hosts answer that let in no program, or nobody without a login; 999 is LinkedIn's.
_REFUSALS = (401, 403, 405, 406, 407, 429, 451, 999)
_ROUND = "it sends programs on and on"


@dataclass(frozen=True)
class Looks:
    """How many addresses there are, were looked at now, less than a week ago, and not at all."""

    links: int
    looked_at: int
    known: int
    put_off: int


class Looker:
    """Looks at addresses and keeps in the ledger what came of it."""

    def __init__(self, hosts: Hosts, ledger: Ledger, now: Callable[[], datetime]) -> None:
        self._hosts = hosts
        self._ledger = ledger
        self._now = now

    def look_at_all(self, addresses: Iterable[str]) -> Looks:
        """Look once at each address that has not been looked at for a week."""
        all_ = list(addresses)
        due: dict[str, list[str]] = {}
        for address in all_:
            if self._ledger.fresh(address, self._now()) is None:
                due.setdefault(name_of(address), []).append(address)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            try:
                looked = sum(pool.map(self._look_at_host, due.values()))
            except BaseException:
                self._hosts.stop()
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        number = sum(map(len, due.values()))
        return Looks(len(all_), looked, len(all_) - number, number - looked)

    def _look_at_host(self, addresses: list[str]) -> int:
        """Look at addresses of one host until it wants a rest; return how many they were."""
        for number, address in enumerate(addresses):
            try:
                self._ledger.add(address, self._look(address))
            except (LaterError, StoppedError):
                return number
        return len(addresses)

    def _look(self, address: str) -> LookResult:
        try:
            return self._follow(address)
        except NotAllowedError:
            return self._outcome(Kind.ROBOTS)
        except NoAnswerError as error:
            return self._outcome(Kind.SILENT, Answer(trouble=str(error)))

    def _follow(self, address: str) -> LookResult:
        here, moved, for_good = address, "", True
        for _ in range(_MOST_STEPS):
            answer = self._ask(here)
            if answer.status not in (*_FOR_GOOD, *_FOR_NOW) or not answer.location:
                return self._outcome(_kind(answer), answer, moved)
            if not name_of(answer.location):
                trouble = f"it sends on to {answer.location}, which is no address of the web"
                return self._outcome(Kind.SILENT, Answer(trouble=trouble))
            here = urldefrag(answer.location).url
            for_good = for_good and answer.status in _FOR_GOOD
            moved = answer.location if for_good else moved
        return self._outcome(Kind.REFUSED, Answer(trouble=_ROUND))

    def _ask(self, address: str) -> Answer:
        answer = self._hosts.ask("HEAD", address)
        if answer.is_failure or answer.is_dropped:
            return self._hosts.ask("GET", address)
        return answer

    def _outcome(self, kind: Kind, answer: Answer = Answer(), moved: str = "") -> LookResult:  # noqa: B008 - it is frozen
        now = self._now().replace(microsecond=0)
        moved = moved if kind is Kind.FOUND else ""
        return LookResult(kind, now, now, answer.status, moved, answer.trouble)


def _kind(answer: Answer) -> Kind:
    if answer.trouble:
        return Kind.SILENT
    if answer.status in _NOTHING_THERE:
        return Kind.MISSING
    if answer.status in _REFUSALS:
        return Kind.REFUSED
    return Kind.FAILING if answer.is_failure else Kind.FOUND
