"""Whose turn it is: one request at a time to a host, with a pause, and none while it wants rest.

What a host leaves to programs, and how long they wait between requests, is in its robots.txt.
Source: RFC 9309. Python's own reader takes * and $ literally and the first rule that fits instead
of the most exact one, and so would look at what many hosts refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from string import ascii_letters, digits
from threading import Event, Lock
from urllib.parse import quote, urlsplit

from sitegen.external_links.http import KEPT, NAME, Answer, Asker, as_sent, name_of
from sitegen.external_links.ledger import Ledger

#: No more of a file has to be read (2.5).
LARGEST = 500 * 1024
_ANYBODY = "*"
#: What means the same with and without its %. Source: RFC 3986.
_UNRESERVED = f"{ascii_letters}{digits}-._~"
_ENCODED = re.compile(r"%([0-9a-fA-F]{2})")
_NAME = re.compile(r"[A-Za-z_-]+")
_ASKED_PAUSE = re.compile(r"\d{1,6}(?:\.\d+)?")


@dataclass(frozen=True)
class Robots:
    """What a host says to one program: ``rules`` are forms of paths, and whether they may be asked.

    ``delay`` is in seconds; it is no part of the standard, and many hosts name one.
    """

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def permit(self, address: str) -> bool:
        """Whether an address may be asked for: the longest form that fits decides (2.2.2)."""
        parts = urlsplit(address)
        path = _written(parts.path or "/") + (f"?{_written(parts.query)}" if parts.query else "")
        fitting = [(len(form), may) for form, may in self.rules if _fits(form, path)]
        return max(fitting)[1] if fitting else True


#: Where there is no robots.txt (2.3.1.3), and where the host is in trouble (2.3.1.4).
ALL_MAY = Robots()
NOTHING_MAY = Robots((("/", False),))


def read_robots(text: str, agent: str) -> Robots:
    """Return what a robots.txt says to a program, whose name stands for it alone (2.2.1)."""
    own: list[tuple[str, str]] = []
    general: list[tuple[str, str]] = []
    is_named = False
    for names, key, value in _lines(text.removeprefix("\ufeff")):
        is_named = is_named or agent in names
        if agent in names:
            own.append((key, value))
        if _ANYBODY in names:
            general.append((key, value))
    lines = own if is_named else general
    rules = tuple(
        (_written(form), key == "allow")
        for key, form in lines
        if key in ("allow", "disallow") and form
    )
    named = (value for key, value in lines if key == "crawl-delay")
    delays = [float(delay) for delay in named if _ASKED_PAUSE.fullmatch(delay)]
    return Robots(rules, max(delays, default=0.0))


def _lines(text: str) -> Iterator[tuple[frozenset[str], str, str]]:
    """Yield each line with the names for which it holds; a group may begin with several names."""
    names: frozenset[str] = frozenset()
    begins = True
    for line in text.splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            name = _NAME.match(value)
            names = (names if begins else frozenset()) | {name[0].lower() if name else value}
            begins = True
        elif colon and key in ("allow", "disallow", "crawl-delay"):
            begins = False
        if colon:
            yield names, key, value


def _written(path: str) -> str:
    """Return a path as it is sent, each character in one form only, so that two compare (2.2.2)."""
    return quote(_ENCODED.sub(_plain, path), safe=KEPT)


def _plain(encoded: re.Match[str]) -> str:
    character = chr(int(encoded[1], 16))
    return character if character in _UNRESERVED else encoded[0].upper()


def _fits(form: str, path: str) -> bool:
    """Whether a path begins as a form says: * stands for anything, $ at its end for the end."""
    pieces = form.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    for piece in pieces[1:]:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    last = pieces[-1]
    ends = at == len(path) or (len(pieces) > 1 and path.endswith(last) and len(path) >= at)
    return ends or not form.endswith("$")


_PAUSE = 1.0
#: In seconds: so long a host is waited for. Who wants more is left for another day.
_LONGEST_WAIT = 60.0
_TOO_MANY, _SERVER_ERROR, _UNAVAILABLE = 429, 500, 503
#: How long a host is left alone that has had too many requests and does not say for how long.
_REST, _LONGEST_REST = timedelta(days=1), timedelta(days=60)
#: RFC 9309, 2.3.1.2.
_MOST_STEPS = 5
_TRIES = 2
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS = re.compile(r"\d{1,9}")


class LaterError(Exception):
    """A host wants to be left alone for longer than is waited."""


class NotAllowedError(Exception):
    """A host leaves an address to no program."""


class StoppedError(Exception):
    """Whoever asked for the looks has stopped them."""


class NoAnswerError(Exception):
    """A host does not even answer with its robots.txt; the text says why."""


@dataclass
class _Host:
    """What is known of a host. ``turn`` is held by whoever asks it, and no other lock meanwhile."""

    turn: Lock = field(default_factory=Lock)
    free_at: datetime = _LONG_AGO
    pause: float = 0.0
    reading_robots: Lock = field(default_factory=Lock)
    robots: dict[str, Robots | NoAnswerError] = field(default_factory=dict)


class Hosts:
    """All hosts that are asked in one run. Several threads may use them."""

    def __init__(
        self,
        asker: Asker,
        ledger: Ledger,
        now: Callable[[], datetime],
        pause: float = _PAUSE,
        stopped: Event | None = None,
    ) -> None:
        self._asker = asker
        self._ledger = ledger
        self._now = now
        self._pause = pause
        self._stopped = stopped or Event()
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    def stop(self) -> None:
        """Let nobody ask any more."""
        self._stopped.set()

    def ask(self, method: str, address: str) -> Answer:
        """Ask for an address when it is its host's turn.

        Raise NotAllowedError if its robots.txt does not allow it, NoAnswerError if that cannot be
        read, LaterError if the host wants to be left alone.
        """
        host, address = self._host(address), as_sent(address)
        with host.reading_robots:
            robots = self._robots(host, address)
        if isinstance(robots, NoAnswerError):
            raise robots
        host.pause = max(self._pause, robots.delay)
        if not robots.permit(address):
            raise NotAllowedError
        return self._in_turn(method, address)

    def _host(self, address: str) -> _Host:
        name = name_of(address)
        with self._lock:
            if name not in self._hosts:
                host = self._hosts[name] = _Host(pause=self._pause)
                host.free_at = self._ledger.closed_until(name) or host.free_at
            return self._hosts[name]

    def _robots(self, host: _Host, address: str) -> Robots | NoAnswerError:
        """Return what a host's robots.txt says, which is asked for once in a run."""
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in host.robots:
            try:
                host.robots[origin] = self._read_robots(f"{origin}/robots.txt")
            except NoAnswerError as error:
                host.robots[origin] = error
        return host.robots[origin]

    def _read_robots(self, address: str) -> Robots:
        for _ in range(_MOST_STEPS + 1):
            answer = self._in_turn("GET", address, LARGEST)
            if answer.trouble:
                raise NoAnswerError(answer.trouble)
            if answer.is_found:
                return read_robots(answer.text, NAME)
            if answer.is_failure or not name_of(answer.location):
                break
            address = answer.location
        is_busy = answer.status >= _SERVER_ERROR or answer.status == _TOO_MANY
        return NOTHING_MAY if is_busy else ALL_MAY

    def _in_turn(self, method: str, address: str, most: int = 0) -> Answer:
        """Ask, and once more if the host only wants a rest of some seconds before."""
        host = self._host(address)
        with host.turn:
            for _ in range(_TRIES):
                self._wait(host)
                answer = self._asker.ask(method, address, most)
                host.free_at = self._now() + timedelta(seconds=host.pause)
                rest = _rest(answer, self._now())
                if rest is None:
                    return answer
                self._close(host, address, rest)
            self._close(host, address, self._now() + _REST)
            raise LaterError

    def _close(self, host: _Host, address: str, until: datetime) -> None:
        host.free_at = max(host.free_at, until)
        self._ledger.close(name_of(address), host.free_at, self._now())

    def _wait(self, host: _Host) -> None:
        seconds = (host.free_at - self._now()).total_seconds()
        if seconds > _LONGEST_WAIT:
            raise LaterError
        if self._stopped.wait(max(0.0, seconds)):
            raise StoppedError


def _rest(answer: Answer, now: datetime) -> datetime | None:
    """Return until when a host that answers so wants to be left alone (RFC 9110, 10.2.3)."""
    if answer.status not in (_TOO_MANY, _UNAVAILABLE):
        return None
    said = answer.retry_after.strip()
    if _SECONDS.fullmatch(said):
        return now + min(timedelta(seconds=int(said)), _LONGEST_REST)
    try:
        return min(parsedate_to_datetime(said).astimezone(UTC), now + _LONGEST_REST)
    except ValueError:
        return now + _REST if answer.status == _TOO_MANY else None
