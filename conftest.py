"""What every run of pytest has, be it of the builder's tests or of the site's promises."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from promises.kept_browser import KeptBrowser


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--run-long", action="store_true", help="also run the tests marked long")
    parser.addoption("--renew", action="store_true", help="put what came into the tests")
    parser.addoption("--of", type=Path, metavar="DIR", help="promises: those of another site")
    parser.addoption("--frozen", action="store_true", help="promises: hold the frozen site to them")


def pytest_report_header(config: pytest.Config) -> str:
    included = config.getoption("--run-long")
    return "long tests: included" if included else "long tests: left out (--run-long adds them)"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # What takes its time begins first: no core waits at the end for another's last test.
    items.sort(key=lambda item: not item.get_closest_marker("heavy"))
    if config.getoption("--run-long"):
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    items[:] = [item for item in items if not item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=left_out)


def pytest_sessionstart() -> None:
    """Search for no garbage while tests are collected: all that is made then is kept."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Leave the tests and all that was imported out of each later search for garbage."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def kept_browser() -> Iterator[KeptBrowser]:
    """The browser of this process, for the fixtures that lend it."""
    from promises.kept_browser import KeptBrowser

    kept = KeptBrowser()
    yield kept
    kept.close()
