"""Two set-ups at once: one works, the other waits."""

from __future__ import annotations

import contextlib
from pathlib import Path

from sitegen import locking


def never_waits() -> None:
    raise AssertionError("nobody else holds the lock")


def test_second_set_up_waits_until_the_first_has_ended(tmp_path: Path) -> None:
    lock, order = tmp_path / "lock", []
    first = contextlib.ExitStack()

    def first_ends() -> None:
        order.append("second waits")
        first.close()

    first.enter_context(locking.held(lock, never_waits))
    order.append("first works")
    with locking.held(lock, on_wait=first_ends):
        order.append("second works")
    assert order == ["first works", "second waits", "second works"]
