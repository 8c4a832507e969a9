"""What the tests of growth compare: work that grows with its size passes, its square does not."""

from __future__ import annotations

from collections.abc import Callable

from tests.growth import times_as_long


def counting(steps: int) -> Callable[[], object]:
    return lambda: sum(range(steps))


def test_work_that_grows_with_its_size_stays_below_the_limit() -> None:
    assert times_as_long(lambda size: counting(100 * size), 5_000, 20_000, below=8) < 8


def test_work_that_grows_with_the_square_does_not() -> None:
    assert times_as_long(lambda size: counting(size * size), 600, 2_400, below=8) >= 8
