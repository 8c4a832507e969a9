"""What holds for every test of the builder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests import renewal
from tests.frozen import PROJECT

# How long an example takes is nothing that a test may fail for: a busy machine is no mistake.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    renewal.is_on = config.getoption("--renew")


def pytest_sessionfinish(session: pytest.Session) -> None:
    for place in renewal.renew():
        print(f"renewed: {place}")


#: What editors change every day: a test of the builder that read it would fail for what they wrote.
OF_THE_SITE = tuple(f"{PROJECT / name}{os.sep}" for name in ("content", "data"))
READING = ("open", "os.listdir", "os.scandir")


def refuse_the_real_site(event: str, arguments: tuple[Any, ...]) -> None:
    """Fail a test that looks into the content or the data of the site that this project is for."""
    if event in READING and isinstance(arguments[0], str | os.PathLike):
        # A bare name that is opened by its descriptor may stand in any folder: `rmtree` does so.
        by_descriptor = event == "open" and arguments[1] is None
        path = os.path.abspath(arguments[0])  # noqa: PTH100 - Path.resolve() would read the disk
        of_the_site = f"{path}{os.sep}".startswith(OF_THE_SITE)
        if of_the_site and (Path(arguments[0]).is_absolute() or not by_descriptor):
            raise AssertionError(f"a test of the builder reads {path}: use tests/frozen.py")


sys.addaudithook(refuse_the_real_site)
