"""A build that is killed at any moment leaves nothing that the next one does not put right."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.incremental.edits import Site, edit_partial, outputs, page

ROOT = Path(__file__).parents[2]

#: Builds, and is killed when it opens, moves, makes or removes something for the nth time.
CHILD = """
import os, signal, sys
from datetime import date
from pathlib import Path
from sitegen.request import Options
from sitegen import stages, last_build, pipeline
from sitegen.render import tasks, workers

EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.scandir", "sqlite3.connect"}
left = int(sys.argv[2])

def on_event(event, arguments):
    global left
    if event in EVENTS:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(on_event)
site = Path(sys.argv[1])
pipeline.build(Options(site=site, output=site / "output", day=date(2026, 11, 21)))
"""


def killed_and_built_again(moment: int, folder: Path) -> int:
    """Build, edit, be killed while building, build; return how the killed build ended."""
    site = Site()
    site.build(folder / "site")
    edit_partial(site, 1)
    del site.files["content/news/one.md"]
    site.files["content/a/new.md"] = page("New", "A new page where a file of that name was.")
    site.write(folder / "site")
    command = [sys.executable, "-c", CHILD, str(folder / "site"), str(moment)]
    ended = subprocess.run(command, cwd=ROOT, check=False).returncode
    result = site.build(folder / "site")
    clean = site.build_clean(folder / "clean")
    assert result.diagnostics == clean.diagnostics
    assert outputs(folder / "site") == outputs(folder / "clean")
    return ended


def moments(count: int) -> list[int]:
    return random.Random(4).sample(range(1, 130), min(count, 129))


@pytest.mark.parametrize("moment", moments(20))
def test_killed_at_some_moment(moment: int, tmp_path: Path) -> None:
    assert killed_and_built_again(moment, tmp_path) in (-signal.SIGKILL, 0)


@pytest.mark.long
@pytest.mark.parametrize("moment", range(1, 201))
def test_killed_at_every_moment(moment: int, tmp_path: Path) -> None:
    assert killed_and_built_again(moment, tmp_path) in (-signal.SIGKILL, 0)


def test_the_first_moments_do_kill(tmp_path: Path) -> None:
    assert killed_and_built_again(30, tmp_path) == -signal.SIGKILL


def test_a_page_deleted_after_the_kill_leaves_no_orphan(tmp_path: Path) -> None:
    site = Site()
    site.build(tmp_path)
    site.files["content/extra.md"] = page("Extra", "Soon gone.")
    site.write(tmp_path)
    for moment in range(60, 130, 10):
        command = [sys.executable, "-c", CHILD, str(tmp_path), str(moment)]
        subprocess.run(command, cwd=ROOT, check=False)
    del site.files["content/extra.md"]
    site.build(tmp_path)
    assert "extra/index.html" not in outputs(tmp_path)
