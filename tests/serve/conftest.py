"""A real browser for the tests of the dev server."""

from __future__ import annotations

from tests.browser.conftest import browser

__all__ = ["browser"]
