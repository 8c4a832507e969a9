"""Tests of the builder read nothing of the site that the project is for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.frozen import PROJECT

LOOKS: list[Callable[[], object]] = [
    (PROJECT / "data/site.yaml").read_bytes,
    (PROJECT / "content/index.md").open,
    lambda: list((PROJECT / "content").iterdir()),
    lambda: list(Path(os.path.relpath(PROJECT / "data")).iterdir()),
]


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_at_the_real_site_fails_a_test(look: Callable[[], object]) -> None:
    with pytest.raises(AssertionError, match="a test of the builder reads"):
        look()


def test_the_frozen_site_may_be_read() -> None:
    assert (PROJECT / "tests/frozen_site/data/site.yaml").read_bytes()
