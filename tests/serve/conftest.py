"""A real browser for the tests of the dev server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import browser
from tests.serve.serving import PATIENCE

__all__ = ["browser"]

#: In milliseconds: what Playwright waits for unless told otherwise.
USUAL = 5_000


@pytest.fixture(autouse=True, scope="module")
def patient() -> Iterator[None]:
    """A page has to show what is expected as soon as a server has to answer, and no sooner."""
    expect.set_options(timeout=PATIENCE * 1000)
    yield
    expect.set_options(timeout=USUAL)
