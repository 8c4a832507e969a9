"""A lock that the system takes back by itself when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


if sys.platform == "win32":
    import msvcrt

    def take(handle: int) -> None:
        """Take the lock or raise OSError."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def take(handle: int) -> None:
        """Take the lock or raise OSError."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def held(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock `path`; call `on_wait` once if another process has it.

    Processes that are started meanwhile hold it too, until the last of them ends.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT)
    try:
        os.set_inheritable(handle, True)
        if not taken(handle):
            on_wait()
            while not taken(handle):
                time.sleep(0.2)
        yield
    finally:
        os.close(handle)


def taken(handle: int) -> bool:
    """Try to take the lock."""
    try:
        take(handle)
    except (BlockingIOError, PermissionError):
        return False
    return True
