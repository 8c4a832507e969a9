"""The command line: what is measured, in which order, and where the results go."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks import corpus, machine, measure, outputs, real_site, report
from benchmarks.install import MissingToolError
from benchmarks.measure import SCENARIOS, Subject
from benchmarks.tool import Tool
from benchmarks.tools import TOOLS

Command = tuple[Tool, Sequence[str]]

_FEWEST_PAGES = 2 * corpus.ENTRIES
_FAILURES = (measure.FailedBuildError, outputs.WrongOutputError, MissingToolError, OSError)


def main() -> int:
    """Measure what was asked for; results are shown and kept after each number of pages."""
    options = _options()
    try:
        with _folder(options.keep) as work:
            _measure(options, work)
    except _FAILURES as problem:
        print(f"run.py: {problem}", file=sys.stderr)
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(allow_abbrev=False, prog="run.py", description=__doc__)
    add = parser.add_argument
    add("--pages", type=_sizes, default="100,1000,10000", help="how many pages (%(default)s)")
    add("--mistakes", type=_positive, default=0, help="so many pages have a mistake each")
    add("--runs", type=_positive, default=3, help="how often each is measured (%(default)s)")
    add("--only", type=_tools, default=",".join(TOOLS), help="which tools (%(default)s)")
    add("--scenarios", type=_scenarios, default=",".join(SCENARIOS), help="which (%(default)s)")
    add("--real-site", action="store_true", help="measure the project's own site, too")
    add("--keep", type=Path, metavar="DIR", help="make the sites in DIR and leave them there")
    add("--tools", type=Path, metavar="DIR", help="where the other tools are installed, once")
    add("--markdown", type=_results_file, metavar="FILE", help="write the results into FILE")
    return parser.parse_args()


def _measure(options: argparse.Namespace, work: Path) -> None:
    load = os.getloadavg()[0]
    commands, missing = _commands(options.only, tools_folder(options.tools))
    own_site = real_site.measured(work, options.runs) if options.real_site else ""
    results: list[measure.Results] = []
    text = ""
    for pages in options.pages:
        subjects = [Subject(*one, work / str(pages) / one[0].name) for one in commands]
        results.append(
            measure.measure(subjects, pages, options.scenarios, options.runs, options.mistakes)
        )
        heading = "\n".join([machine.described(subjects, load), *missing])
        text = report.report(heading, results, own_site)
        _keep(options, text, work / str(pages))
    print(text)


def _keep(options: argparse.Namespace, text: str, sites: Path) -> None:
    """Write the results so far, and remove the sites unless they are wanted."""
    if options.markdown:
        report.write(options.markdown, text)
    if not options.keep:
        shutil.rmtree(sites)


def _commands(tools: Sequence[Tool], folder: Path) -> tuple[list[Command], list[str]]:
    """Return each tool's command, installing what is not there, and a line for each left out."""
    commands: list[Command] = []
    missing = []
    for tool in tools:
        try:
            commands.append((tool, tool.command(folder / tool.name)))
        except MissingToolError as problem:
            missing.append(f"- {tool.label} is left out: {problem}")
            print(missing[-1], file=sys.stderr)
    if not commands:
        raise MissingToolError("no tool is left to be measured")
    return commands, missing


def tools_folder(asked: Path | None) -> Path:
    """Return the folder of the tools: the one asked for, or one that nobody else can fill."""
    folder = asked or Path(tempfile.gettempdir()) / f"benchmark-tools-{os.getuid()}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else: name a folder with --tools")
    return folder.resolve()


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    """Give the folder in which sites are made: the one to keep, or one for the time being."""
    if kept is None:
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
            yield Path(folder).resolve()
        return
    if kept.exists() and any(kept.iterdir()):
        raise FileExistsError(f"{kept} holds something already: name a new folder")
    kept.mkdir(parents=True, exist_ok=True)
    yield kept.resolve()


def _sizes(text: str) -> list[int]:
    sizes = sorted({_positive(word) for word in text.split(",")})
    if sizes[0] < _FEWEST_PAGES:
        raise argparse.ArgumentTypeError(f"a site has at least {_FEWEST_PAGES} pages")
    return sizes


def _tools(text: str) -> list[Tool]:
    return [TOOLS[name] for name in _chosen(text, TOOLS)]


def _scenarios(text: str) -> list[str]:
    return _chosen(text, SCENARIOS)


def _chosen(text: str, known: Collection[str]) -> list[str]:
    """Return the known words that were asked for, in their own order."""
    words = text.split(",")
    if unknown := set(words) - set(known):
        message = f"{', '.join(sorted(unknown))}: choose from {', '.join(known)}"
        raise argparse.ArgumentTypeError(message)
    return [word for word in known if word in words]


def _results_file(text: str) -> Path:
    file = Path(text)
    if not report.has_place(file):
        raise argparse.ArgumentTypeError(f"{file} has no place for results, see README.md")
    return file


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number: 1 or more")
    return int(text)
