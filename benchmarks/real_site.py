"""The project's own site, built from nothing and again with nothing changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks import measure, report
from benchmarks.tools import ENGINE, ROOT

_FOLDERS = ("content", "data", "models", "templates", "assets")


def measured(work: Path, runs: int) -> str:
    """Build a copy of the site, so that its own output stays as it is; return a table."""
    site = work / "real-site"
    for folder in _FOLDERS:
        shutil.copytree(ROOT / folder, site / folder)
    command = ENGINE.command(work)
    measure.build(command, site)
    cold, again = [], []
    for _ in range(runs):
        ENGINE.forget(site)
        cold.append(measure.build(command, site))
        again.append(measure.build(command, site))
    pages = sum(1 for _ in (site / ENGINE.output).rglob("*.html"))
    rows = [_row("cold", cold), _row("noop", again)]
    return f"### The project's own site, {pages} HTML files\n\n" + report.table(
        ["", "time", "peak memory"], rows
    )


def _row(scenario: str, samples: list[measure.Sample]) -> list[str]:
    memory = f"{report.mebibytes(samples):.0f} MiB"
    return [measure.SCENARIOS[scenario], f"{report.seconds(samples):.2f} s", memory]
