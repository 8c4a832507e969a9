"""Hold a site to all its promises that need no browser, without a run of pytest."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from promises import (
    test_dates_and_sources,
    test_figures,
    test_for_women,
    test_frame,
    test_links,
    test_navigation,
    test_pages,
    test_records,
    test_weights,
)
from promises.published import Published

MODULES = (
    test_pages,
    test_links,
    test_navigation,
    test_frame,
    test_records,
    test_figures,
    test_dates_and_sources,
    test_for_women,
    test_weights,
)


def broken_promises(site: Published) -> Iterator[str]:
    """Yield what is told of each promise that the chosen site, as published, does not keep."""
    for module in MODULES:
        for name, promise in inspect.getmembers(module, inspect.isfunction):
            wanted = set(inspect.signature(promise).parameters)
            if name.startswith("test_") and wanted <= {"site"}:
                try:
                    promise(**{"site": site} if wanted else {})
                except AssertionError as error:
                    yield f"{name}: {error}"
