"""One build as a whole process from outside, and the six situations in which it is measured."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import corpus, outputs
from benchmarks.tool import Tool

#: What has happened since the build before.
SCENARIOS = {
    "cold": "cold: nothing was built before",
    "noop": "nothing changed",
    "body": "one body edited",
    "title": "one title edited",
    "partial": "the navigation's partial edited",
    "data": "one data value edited",
}
_EDITS = ("body", "title", "partial", "data")
_LAST_LINES = 20
#: In bytes, what `ru_maxrss` counts in.
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


class FailedBuildError(Exception):
    """A build ended with an error; the text holds its last lines."""


@dataclass(frozen=True)
class Sample:
    """One build: its time, its processors' time, its largest process's peak memory in bytes."""

    seconds: float
    processors: float
    peak: int


@dataclass(frozen=True)
class Subject:
    """A tool with the command that starts it and the site that it builds."""

    tool: Tool
    command: Sequence[str]
    site: Path


@dataclass
class Results:
    """All samples of one number of pages, by scenario and name of the tool."""

    pages: int
    samples: dict[tuple[str, str], list[Sample]] = field(default_factory=dict)

    def add(self, scenario: str, name: str, sample: Sample) -> None:
        """Keep one sample."""
        self.samples.setdefault((scenario, name), []).append(sample)


def measure(
    subjects: Sequence[Subject], pages: int, scenarios: Sequence[str], runs: int, mistakes: int = 0
) -> Results:
    """Prepare and check each site, then build them in turn, so that drift hits all alike."""
    prepare(subjects, pages, mistakes)
    results = Results(pages)
    for number in range(1, runs + 1):
        for scenario in scenarios:
            for subject in subjects:
                sample = _measure_once(subject, pages, scenario, number)
                results.add(scenario, subject.tool.name, sample)
                _say(f"{pages} pages, run {number}, {scenario}", subject, sample)
    return results


def prepare(subjects: Sequence[Subject], pages: int, mistakes: int = 0) -> None:
    """Lay out and build each site once, unmeasured, and compare what the tools make of it."""
    first: outputs.Words | None = None
    for subject in subjects:
        subject.tool.lay_out(subject.site, pages, mistakes)
        _say(f"{pages} pages, to begin with", subject, build(subject.command, subject.site))
        words = outputs.check_site(subject.tool, subject.site, pages)
        first = first or words
        outputs.check_words(subject.tool, words, first)


def build(command: Sequence[str], site: Path) -> Sample:
    """Run a command in the folder of a site and wait for it."""
    log = site.with_name(f"{site.name}.log")
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=site, env=_environment(), stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedBuildError(_explanation(command, process.returncode, log))
    return Sample(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * MAXRSS_UNIT)


def _explanation(command: Sequence[str], code: int, log: Path) -> str:
    last = "\n".join(log.read_text("utf-8", "replace").splitlines()[-_LAST_LINES:])
    return f"{' '.join(command)}\nended with {code}:\n{last}"


def _measure_once(subject: Subject, pages: int, scenario: str, number: int) -> Sample:
    tool, site = subject.tool, subject.site
    mark = ""
    if scenario == "cold":
        tool.forget(site)
    elif scenario in _EDITS:
        mark = corpus.edit(tool.edited_file(site, scenario), scenario, number)
    os.sync()  # so that no build waits for what another one has written
    sample = build(subject.command, site)
    outputs.check_count(tool, site, pages)
    if mark:
        outputs.check_edit(tool, site, pages, scenario, mark)
    return sample


def _environment() -> Mapping[str, str]:
    """Return the environment without settings that make Python slower or odd for some tools."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def _say(what: str, subject: Subject, sample: Sample) -> None:
    print(f"{what}: {subject.tool.label} {sample.seconds:.2f} s", file=sys.stderr, flush=True)
