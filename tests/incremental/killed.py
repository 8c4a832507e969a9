"""A build that kills its own process, started from one that has already imported the builder."""

from __future__ import annotations

import os
import signal
import sys
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from sitegen import last_build, page_stages, pipeline
from sitegen.build_request import Options
from sitegen.render import page, workers

#: What is there before the build begins: none of its moments is spent on the import of these.
IMPORTED = (last_build, pipeline, page_stages, page, workers)
EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.scandir", "sqlite3.connect"}


def killed(site: Path, moment: int) -> int:
    """Build a site in a process that is killed at the nth of its events; return how it ended."""
    processes = get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    process = processes.Process(target=build, args=(site, moment))
    process.start()
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def build(site: Path, moment: int) -> None:
    """Build, and be killed when something is opened, moved, made or removed for the nth time."""
    left = moment

    def on_event(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in EVENTS:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(on_event)
    pipeline.build(Options(site=site, output=site / "output", day=date(2026, 11, 21)))
