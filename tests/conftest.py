"""Options that every test run has."""

from __future__ import annotations

import pytest
from hypothesis import settings

# How long an example takes is nothing that a test may fail for: a busy machine is no mistake.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--run-long", action="store_true", help="also run the tests marked long")


def pytest_report_header(config: pytest.Config) -> str:
    included = config.getoption("--run-long")
    return "long tests: included" if included else "long tests: left out (--run-long adds them)"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--run-long"):
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)
