"""The results as Markdown: a table for each number of pages, and one of the growth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.measure import SCENARIOS, Results, Sample
from benchmarks.tools import TOOLS

_BEGIN, _END = "<!-- results -->", "<!-- end of results -->"
_PLACE = re.compile(f"{_BEGIN}.*{_END}", re.DOTALL)
_MEBIBYTE = 2**20


def seconds(samples: Sequence[Sample]) -> float:
    """Return the median time."""
    return median(sample.seconds for sample in samples)


def processors(samples: Sequence[Sample]) -> float:
    """Return the median of the time that all processors were busy with a build."""
    return median(sample.processors for sample in samples)


def mebibytes(samples: Sequence[Sample]) -> float:
    """Return the median of the peak memory."""
    return median(sample.peak for sample in samples) / _MEBIBYTE


@dataclass(frozen=True)
class _Row:
    """One row of a table: its title, whose samples it shows, what of them, in which form."""

    title: str
    scenario: str
    value: Callable[[Sequence[Sample]], float]
    form: str

    def values(self, results: Results) -> list[float]:
        """Return the value of each tool."""
        return [self.value(results.samples[self.scenario, name]) for name in _names(results)]


def report(heading: str, results: Sequence[Results], ending: str) -> str:
    """Return the heading, a table for each number of pages, one of the growth, the ending."""
    parts = [heading, *(_size(one) for one in results)]
    if len(results) > 1:
        parts.append(_growth(*results[-2:]))
    return "\n\n".join(part for part in (*parts, ending) if part) + "\n"


def has_place(file: Path) -> bool:
    """Tell whether results can be written into a file: a new one, or one with the two marks."""
    return not file.exists() or bool(_PLACE.search(file.read_text("utf-8")))


def write(file: Path, text: str) -> None:
    """Put results between the two marks of a file, or make a file of them."""
    marked = f"{_BEGIN}\n\n{text}\n{_END}"
    old = file.read_text("utf-8") if file.exists() else f"{marked}\n"
    file.write_text(_PLACE.sub(lambda _: marked, old), "utf-8")


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose first column holds words and whose others hold numbers."""
    rule = ["---", *("--:" for _ in heading[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heading, rule, *rows))


def _size(results: Results) -> str:
    """Return the medians of one number of pages, each with its ratio to the first tool's."""
    rows = [[row.title, *_with_ratios(row.values(results), row.form)] for row in _rows(results)]
    heading = ["", *_labels(results)]
    ratios = f"In brackets: how many times the value of {heading[1]}."
    note = f"{_runs(results)} {ratios}"
    return f"### {results.pages:,} pages\n\n{table(heading, rows)}\n\n{note}"


def _with_ratios(values: Sequence[float], form: str) -> list[str]:
    first, *others = values
    return [form.format(first), *(f"{form.format(one)} ({one / first:.2f})" for one in others)]


def _runs(results: Results) -> str:
    """Say how many runs there were, and how far a single one lies from its median."""
    groups = list(results.samples.values())
    away = max(abs(one.seconds / seconds(group) - 1) for group in groups for one in group)
    return (
        f"Runs: {len(groups[0])}. Values are medians; single times lie up to {away:.0%} off theirs."
    )


def _growth(small: Results, large: Results) -> str:
    """Return how many times as much the larger number of pages takes."""
    rows = []
    for row in _rows(large):
        pairs = zip(row.values(large), row.values(small), strict=True)
        rows.append([row.title, *(f"{more / less:.1f}" for more, less in pairs)])
    title = f"### Times as much for {large.pages:,} pages as for {small.pages:,}"
    return f"{title}\n\n{table(['', *_labels(large)], rows)}"


def _rows(results: Results) -> list[_Row]:
    measured = {scenario for scenario, _ in results.samples}
    known = {key: title for key, title in SCENARIOS.items() if key in measured}
    times = [_Row(title, key, seconds, "{:.2f} s") for key, title in known.items()]
    first = times[0].scenario
    work = _Row(f"time of all processors, {first}", first, processors, "{:.2f} s")
    return [*times, work, _Row(f"peak memory, {first}", first, mebibytes, "{:.0f} MiB")]


def _names(results: Results) -> list[str]:
    measured = {name for _, name in results.samples}
    return [name for name in TOOLS if name in measured]


def _labels(results: Results) -> list[str]:
    return [TOOLS[name].label for name in _names(results)]
