"""A lock in a place that knows no locks: a note of who is at work, written anew all the time.

Whoever finds a note watches whether it changes; one that stays the same for long was left by a
publication that was cut. No clock is compared with another. Storage that cannot refuse a second
note still shows which of two was written last: the other one gives up.
"""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sitegen.deploy.host import PublicationError

#: In seconds: how often a note is written anew, how long one that stays the same is believed, and
#: after which time a note is looked at again, for somebody may have written at the same moment.
BEAT, BELIEVED, SETTLED = 15.0, 60.0, 1.0


@dataclass(frozen=True)
class Notes:
    """Where the note is: how it is read (None for none), written and removed."""

    read: Callable[[], bytes | None]
    write: Callable[[bytes], None]
    remove: Callable[[], None]


@contextmanager
def held(notes: Notes, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock; call ``on_wait`` once if another publication seems to be at work."""
    _wait(notes, on_wait)
    own = secrets.token_hex(8)
    notes.write(_note(own, 0))
    time.sleep(SETTLED)
    _check(notes, own)
    with _beating(notes, own):
        yield


@contextmanager
def _beating(notes: Notes, own: str) -> Iterator[None]:
    """Write the note anew all the time meanwhile; remove it after a failure too."""
    end = threading.Event()
    beating = threading.Thread(target=_beat, args=(notes, own, end), daemon=True)
    beating.start()
    try:
        yield
    finally:
        end.set()
        beating.join()
        if _owner(notes.read()) == own:
            notes.remove()


def _wait(notes: Notes, on_wait: Callable[[], None]) -> None:
    """Wait until there is no note, or one that nobody writes anew."""
    seen = notes.read()
    if seen is not None:
        on_wait()
    since = time.monotonic()
    while seen is not None and time.monotonic() - since < BELIEVED:
        time.sleep(min(1.0, BELIEVED / 10))
        now = notes.read()
        if now != seen:
            seen, since = now, time.monotonic()


def _beat(notes: Notes, own: str, end: threading.Event) -> None:
    """Write the note anew until the end; one that fails to be written is written the next time."""
    beats = 0
    while not end.wait(BEAT):
        beats += 1
        try:
            if _owner(notes.read()) == own:
                notes.write(_note(own, beats))
        except PublicationError:
            continue


def _check(notes: Notes, own: str) -> None:
    if _owner(notes.read()) != own:
        raise PublicationError(
            "Another publication to this target began at the same moment, and goes on.\n"
            "Publish again when it has ended."
        )


def _note(own: str, beats: int) -> bytes:
    return json.dumps({"publication": own, "beats": beats}).encode()


def _owner(note: bytes | None) -> str:
    try:
        return str(json.loads(note or b"{}").get("publication", ""))
    except (ValueError, AttributeError):
        return ""
