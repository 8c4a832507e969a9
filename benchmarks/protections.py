"""What the protections against foreign content cost: one builder, with them and without.

    python3 benchmarks/protections.py --pages 300 --runs 9

The same site is built from nothing with all protections and without those that ``unprotected.py``
names, in turn. What is compared is the time of the processor, in one process; with
``--instructions`` Valgrind counts those instead, once for each, which takes a minute or some and
is hardly disturbed by what else the machine does. Both outputs have to be the same, byte for byte:
on a sound site protections change nothing.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.tools import ENGINE, ROOT, engine_python

_PROGRAM = ROOT / "benchmarks/unprotected.py"
_FOLDERS = ("content", "data", "models", "templates", "assets")
#: The modules that are there for nothing else.
_MODULES = re.compile(
    r"sitegen\.(?:render\.(?:safe_html|safe_address|markup\.text_limits)"
    r"|checks\.(?:unsafe_pages|script_files)|model\.content_files"
    r"|safe_text|text_flaws|file_names|incremental\.trust)$|jinja2\.sandbox$"
)
_LOADED = 3
_COUNTING = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")
_IMPORTED = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=300, help="how many pages the site has")
    parser.add_argument("--runs", type=int, default=9, help="how often each is built")
    parser.add_argument("--site", type=Path, help="build a copy of this site instead")
    parser.add_argument("--instructions", action="store_true", help="count them, with Valgrind")
    return parser.parse_args()


def _lay_out(site: Path, arguments: argparse.Namespace) -> None:
    if arguments.site is None:
        ENGINE.lay_out(site, arguments.pages)
        return
    for name in _FOLDERS:
        if (arguments.site / name).is_dir():
            shutil.copytree(arguments.site / name, site / name)


def _forget(site: Path) -> None:
    for name in (ENGINE.output, *ENGINE.caches):
        shutil.rmtree(site / name, ignore_errors=True)


def _environ(*, protected: bool) -> Mapping[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "KEEP")}
    return {**kept, "KEEP": "1"} if protected else kept


def _build(python: str, site: Path, *, protected: bool) -> float:
    """Build a site from nothing; return the processor's time in seconds."""
    _forget(site)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [python, str(_PROGRAM), "--site", str(site), "--jobs", "1"]
    environ = _environ(protected=protected)
    subprocess.run(command, env=environ, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _instructions(python: str, site: Path, *, protected: bool) -> int:
    """Build a site from nothing; return how many instructions that took, the system's aside."""
    _forget(site)
    command = [*_COUNTING, python, str(_PROGRAM), "--site", str(site), "--jobs", "1"]
    # The order of sets follows the seed, and with it what is done.
    environ = {**_environ(protected=protected), "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, env=environ, check=True, capture_output=True, text=True)
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    if found is None:
        sys.exit("Valgrind told no number of instructions")
    return int(found[1].replace(",", ""))


def _loading(python: str, site: Path) -> float:
    """Return in seconds what loading the modules takes that only protect, at its least."""
    command = [python, "-X", "importtime", str(ROOT / "build.py"), "--site", str(site)]
    environ = _environ(protected=True)
    sums = []
    for _ in range(_LOADED):
        _forget(site)
        done = subprocess.run(command, env=environ, check=True, capture_output=True, text=True)
        found = _IMPORTED.findall(done.stderr)
        sums.append(sum(int(time) for time, name in found if _MODULES.match(name)))
    return min(sums) / 1e6


def _files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def _told(with_all: list[float], without: list[float], loading: float) -> str:
    """Return the results as lines of a table in Markdown."""
    ratios = [one / other for one, other in zip(with_all, without, strict=True)]
    least = min(with_all) / min(without)
    return "\n".join(
        [
            "| | without | with all | ratio |",
            "| --- | --: | --: | --: |",
            f"| median; the ratio is that of pairs | {statistics.median(without):.2f} s"
            f" | {statistics.median(with_all):.2f} s | {statistics.median(ratios):.3f} |",
            f"| fastest | {min(without):.2f} s | {min(with_all):.2f} s | {least:.3f} |",
            "",
            f"Loading the modules that only protect, in both: {loading * 1000:.0f} ms.",
        ]
    )


def _timed(python: str, sites: Mapping[bool, Path], runs: int) -> str:
    times: dict[bool, list[float]] = {True: [], False: []}
    for run in range(runs):
        for protected in sorted(times, reverse=bool(run % 2)):
            times[protected].append(_build(python, sites[protected], protected=protected))
    return _told(times[True], times[False], _loading(python, sites[True]))


def _counted(python: str, sites: Mapping[bool, Path]) -> str:
    with_all, without = (_instructions(python, sites[one], protected=one) for one in (True, False))
    return f"{without:,} instructions without, {with_all:,} with all: {with_all / without:.3f}"


def main() -> int:
    """Measure, and print the results."""
    arguments, python = _arguments(), engine_python()
    with tempfile.TemporaryDirectory() as work:
        sites = {
            protected: Path(work) / f"site-{protected}" / "site" for protected in (True, False)
        }
        for protected, site in sites.items():
            site.parent.mkdir()
            _lay_out(site, arguments)
            _build(python, site, protected=protected)  # so that all is in the system's memory
        built = [_files(site / ENGINE.output) for site in sites.values()]
        if built[0] != built[1]:
            sys.exit("the two outputs differ: a stand-in does more than protect")
        if arguments.instructions:
            print(_counted(python, sites))
        else:
            print(_timed(python, sites, arguments.runs))
    return 0


if __name__ == "__main__":
    sys.exit(main())
