"""A pool of worker processes of our own."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from typing import Any


@contextmanager
def pool(jobs: int, prepare: Callable[..., None] | None = None, *given: Any) -> Iterator[Any]:
    """Provide an executor with so many processes, each prepared by a function if there is one."""
    executor = ProcessPoolExecutor(
        jobs, _start_method(), initializer=_start, initargs=(prepare, given)
    )
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def _start_method() -> BaseContext:
    """Fork where that is safe, so that workers share what has been read; else start anew."""
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if can_fork else "spawn")


def _start(prepare: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    """Prepare a process of our own: Ctrl-C is the main process's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if prepare is not None:
        prepare(*given)
