"""How the time for work grows with its size, found so that a busy computer spoils no test."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

#: What is shorter than so many seconds is as good as this long: clocks are no finer.
_SHORTEST = 0.002
_TRIES = 10


def times_as_long(
    work: Callable[[int], Callable[[], object]], small: int, large: int, *, below: float
) -> float:
    """Return how many times as long the large work takes: the first ratio below the limit.

    work(size) gets all ready and returns what is to be timed. Other programs can only make work
    longer. So the quickest tries of each size are compared, and a ratio at the limit or above it
    is returned after ten tries only.
    """
    ratio, short, long = below, float("inf"), float("inf")
    for _ in range(_TRIES):
        short, long = min(short, _seconds(work(small))), min(long, _seconds(work(large)))
        ratio = long / max(short, _SHORTEST)
        if ratio < below:
            break
    return ratio


def _seconds(work: Callable[[], object]) -> float:
    """Return the processor time of work, without that of clearing up after other tests."""
    gc.disable()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        gc.enable()
