"""What stands beside the results: the day, the machine, the versions."""

from __future__ import annotations

import os
import platform
import re
import resource
import subprocess
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import MAXRSS_UNIT, Subject
from benchmarks.tools import ROOT

_MEBIBYTE, _GIBIBYTE = 2**20, 2**30


def described(subjects: Iterable[Subject], load: float) -> str:
    """Return a list of what was measured where; ``load`` is that of the machine before."""
    facts = {
        "Day": datetime.now(UTC).date().isoformat(),
        "Machine": f"{_cpu()}, {os.cpu_count()} cores, {_memory():.0f} GiB of memory",
        "System": platform.platform(terse=True),
        "Load before the first build": f"{load:.2f}",
        "Versions": "; ".join(_version(subject) for subject in subjects),
        "Memory": f"peaks below {_floor():.0f} MiB would not show",
    }
    return "\n".join(f"- {name}: {value}" for name, value in facts.items())


def _cpu() -> str:
    """Return the name of the processor."""
    information = Path("/proc/cpuinfo")
    if information.exists():
        name = re.search(r"^model name\s*:\s*(.+)$", information.read_text("utf-8"), re.MULTILINE)
    else:
        text = _output(["sysctl", "-n", "machdep.cpu.brand_string"])
        name = re.search(r"(.+)", text)
    return name[1] if name else platform.machine()


def _memory() -> float:
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / _GIBIBYTE


def _floor() -> float:
    """Return this process's own peak: a started process inherits it as its first peak."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return own * MAXRSS_UNIT / _MEBIBYTE


def _version(subject: Subject) -> str:
    """Return the version of a tool, and of the interpreter that runs it, if one does."""
    runner, *others = subject.command
    parts = list(subject.tool.packages) or [_output([runner, others[0], "--version"])]
    if others:
        number = _output([runner, "--version"]).removeprefix("Python ").removeprefix("v")
        parts.append(f"{Path(runner).name} {number}")
    return f"{subject.tool.label} ({', '.join(parts)})"


def _output(command: Sequence[str]) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()
