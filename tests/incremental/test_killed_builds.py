"""A build that is killed at any moment leaves nothing that the next one does not put right."""

from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest

from sitegen.diagnostics import Diagnostic
from tests.incremental.edits import Site, edit_partial, outputs, page
from tests.incremental.killed import killed

#: The mistakes that a build told, and what it published.
Clean = tuple[tuple[Diagnostic, ...], dict[str, bytes]]


def edit(site: Site) -> None:
    edit_partial(site, 1)
    del site.files["content/news/one.md"]
    site.files["content/a/new.md"] = page("New", "A new page where a file of that name was.")


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Clean:
    """What the edited site gives that is built from nothing."""
    site = Site()
    edit(site)
    folder = tmp_path_factory.mktemp("clean")
    return site.build(folder).diagnostics, outputs(folder)


def killed_and_built_again(moment: int, folder: Path, clean: Clean) -> int:
    """Build, edit, be killed while building, build; return how the killed build ended."""
    site = Site()
    site.build(folder)
    edit(site)
    site.write(folder)
    ended = killed(folder, moment)
    assert (site.build(folder).diagnostics, outputs(folder)) == clean
    return ended


#: A few more than this whole build has.
MOMENTS = range(1, 1300)


def moments(count: int) -> list[int]:
    return random.Random(4).sample(MOMENTS, count)


@pytest.mark.parametrize("moment", moments(20))
def test_killed_at_some_moment(moment: int, tmp_path: Path, clean: Clean) -> None:
    assert killed_and_built_again(moment, tmp_path, clean) in (-signal.SIGKILL, 0)


@pytest.mark.long
@pytest.mark.parametrize("moment", MOMENTS[::5])
def test_killed_at_every_fifth_moment(moment: int, tmp_path: Path, clean: Clean) -> None:
    assert killed_and_built_again(moment, tmp_path, clean) in (-signal.SIGKILL, 0)


def test_the_first_moments_do_kill(tmp_path: Path, clean: Clean) -> None:
    assert killed_and_built_again(30, tmp_path, clean) == -signal.SIGKILL


def test_a_page_deleted_after_the_kill_leaves_no_orphan(tmp_path: Path) -> None:
    site = Site()
    site.build(tmp_path)
    site.files["content/extra.md"] = page("Extra", "Soon gone.")
    site.write(tmp_path)
    for moment in range(100, 1300, 170):
        killed(tmp_path, moment)
    del site.files["content/extra.md"]
    site.build(tmp_path)
    assert "extra/index.html" not in outputs(tmp_path)
