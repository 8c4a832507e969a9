"""Hears of changed sources: from the system's events, or by looking again and again."""

from __future__ import annotations

import os
import threading
import warnings
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from sitegen.sources import ROOTS

#: What changes sources. Opening and reading are left out: the build itself does that.
_EVENTS: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
POLLING = "looking for changes twice a second instead."
_PROBE = ".sitegen-probe"
_POLL_EVERY = 0.5
_EVENT_WITHIN = 2.0


def too_many(error: OSError) -> str:
    """Return the message that the system has no more to watch folders with."""
    return f"The system cannot watch so many folders ({error})"


class Touched:
    """The paths of sources that were touched since the last build that ended well."""

    def __init__(self) -> None:
        self._heard: deque[str] = deque()
        self._paths = {""}

    def hear(self, *paths: str) -> None:
        """Take note of paths, none if it can be any; in any thread."""
        self._heard.extend(paths or ("",))

    def gathered(self) -> frozenset[str] | None:
        """Return all that was heard of since, None if it can be any path."""
        while self._heard:
            self._paths.add(self._heard.popleft())
        return None if "" in self._paths else frozenset(self._paths)

    def forget(self) -> None:
        """Forget what was gathered: a build of it has ended well."""
        self._paths.clear()


class Watch(FileSystemEventHandler):
    """Calls ``wake``, from a thread of its own, whenever a source of a site may have changed.

    It is called with the paths of files to which that happened, with none if folders came or went.
    """

    def __init__(self, site: Path, wake: Callable[..., None], *, poll: bool) -> None:
        self._site = site
        self._wake = wake
        self._poll = poll
        self._heard = threading.Event()
        self._gone: set[str] = set()
        self._watched: dict[str, tuple[int, ObservedWatch]] = {}
        self._observer: BaseObserver | None = None

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on that something happened; whether files differ, the build finds out by itself."""
        path = str(event.src_path)
        if path.endswith(_PROBE):
            self._heard.set()
            return
        if isinstance(event, DirDeletedEvent | DirMovedEvent):
            self._gone.add(path)
        self._wake(*([] if event.is_directory else self._sources(event)))

    def renew(self) -> None:
        """Watch each source folder that has come, or come again, since it was last watched.

        OSError where the system has no more to watch with.
        """
        self._observer = self._observer or self._new_observer()
        for name in ROOTS:
            self._renew(self._observer, name, self._site / name)

    def begin_again(self, *, poll: bool) -> None:
        """Watch afresh after a change of which no event came, or by polling from now on."""
        self.close()
        self._watched.clear()
        self._poll = self._poll or poll
        self.renew()

    def hears(self) -> bool:
        """Whether the events of a file that is made for this arrive.

        On some network drives and in some containers none do. Where no file can be made, nothing
        is known, and none can be hoped for.
        """
        probe = self._site / "content" / _PROBE
        try:
            probe.touch()
            return self._heard.wait(_EVENT_WITHIN)
        except OSError:
            return False
        finally:
            with suppress(OSError):  # nothing can be written there: there is none
                probe.unlink(missing_ok=True)

    def close(self) -> None:
        """Stop watching."""
        observer, self._observer = self._observer, None
        if observer:
            observer.stop()
            observer.join()

    def _sources(self, event: FileSystemEvent) -> list[str]:
        """Return the files of an event by their paths in the site; none if one is not in it."""
        site = str(self._site / "-").removesuffix("-")
        paths = [str(path) for path in (event.src_path, event.dest_path) if path]
        within = [path.removeprefix(site).replace(os.sep, "/") for path in paths]
        return within if all(path.startswith(site) for path in paths) else []

    def _renew(self, observer: BaseObserver, name: str, folder: Path) -> None:
        # A folder that is made again at once often has the number of the one that is gone.
        is_gone = str(folder) in self._gone
        self._gone.discard(str(folder))
        number = folder.stat().st_ino if folder.is_dir() else 0
        known, watch = self._watched.pop(name, (0, None))
        if watch and (is_gone or number != known):
            observer.unschedule(watch)
            watch = None
        if number:
            with suppress(FileNotFoundError):  # gone again since: the next build looks anew
                watch = watch or observer.schedule(
                    self, str(folder), recursive=True, event_filter=_EVENTS
                )
                self._watched[name] = number, watch

    def _new_observer(self) -> BaseObserver:
        # Of a folder that is moved away and back, watchdog warns and goes on all the same; where
        # warnings are errors, its thread would end.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        observer = PollingObserver(timeout=_POLL_EVERY) if self._poll else Observer()
        observer.start()
        return observer
