"""A real browser, and the frozen site on a host of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from promises.conftest import OpenPage, browser, host, open_page, windows
from promises.hosting import served
from promises.published import Published
from tests.whole_site.conftest import site, site_in_a_folder

__all__ = ["OpenPage", "browser", "host", "open_page", "site", "site_in_a_folder", "windows"]


@pytest.fixture(scope="session")
def folder_host(site_in_a_folder: Published) -> Iterator[str]:
    """The address of the folder /repo of a host that serves the site there."""
    with served(site_in_a_folder) as address:
        yield address
