"""Who renders pages beside this process: processes of our own, or a Dask cluster's machines."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from typing import Any

from sitegen.errors import SitegenError, installing


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


def can_fork() -> bool:
    """Whether workers can share what has been read and loaded, and so start at once."""
    return sys.platform == "linux" and threading.active_count() == 1


def _start_method() -> BaseContext:
    """Fork where that is safe; else start anew."""
    return multiprocessing.get_context("fork" if can_fork() else "spawn")


def _start(prepare: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    """Prepare a process of our own: Ctrl-C is the main process's to answer.

    What it shares with that one is never looked through for garbage, which would copy it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    if prepare is not None:
        prepare(*given)


SCHEME = "dask://"


#: In seconds: so long an answer is waited for.
_PATIENCE = 10.0


class NoClusterError(SitegenError):
    """The cluster cannot be used; the message says what is missing."""


@contextmanager
def executor_at(address: str) -> Iterator[tuple[Executor, Callable[[Any], Any]]]:
    """Yield the executor of the scheduler at dask://HOST:PORT, and what sends inputs there once."""
    try:
        from distributed import Client
    except ImportError:
        needs = f"--executor needs Dask: {installing('cluster', 'distributed')}"
        raise NoClusterError(needs) from None
    try:
        connect: Any = Client
        client = connect(f"tcp://{address.removeprefix(SCHEME)}", timeout=_PATIENCE)
    except OSError as error:
        raise NoClusterError(f"no Dask scheduler answers at {address}: {error}") from error
    with client:
        yield client.get_executor(), lambda inputs: client.scatter(inputs, broadcast=True)
