"""Render on the machines of a Dask cluster, for sites that outgrow one machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from sitegen.errors import SitegenError
from sitegen.program import installing

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
