"""A site to write, build and edit, and what the command line says of a broken one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen import cli
from tests.support import DAY, MODELS, SMALLEST, Files, Site

Refused = Callable[[Files], str]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The smallest site, a front page and a layout, with the models of the project."""
    made = Site(tmp_path / "site")
    made.write({**SMALLEST, **MODELS})
    return made


@pytest.fixture
def refused(site: Site, capsys: pytest.CaptureFixture[str]) -> Refused:
    """Publishes the smallest site, breaks it, and returns what the next build says.

    That build must end with exit code 1 and leave every byte of output/ as it is.
    """

    def break_site(files: Files) -> str:
        assert not site.build().result.failed
        before = site.files("output")
        site.write(files)
        code = cli.main(["--site", str(site.root), "--as-of", DAY.isoformat()])
        printed = capsys.readouterr()
        assert (code, printed.err) == (1, "Nothing was published.\n"), printed
        assert site.files("output") == before
        return printed.out.removesuffix("\n")

    return break_site
