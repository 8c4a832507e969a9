"""How the outcome of a build is told on the command line: mistakes, counts, what to do next."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from sitegen import COMMAND, NAME, ROOT
from sitegen.diagnostics import count, failures
from sitegen.safe_text import safe, safe_lines

if TYPE_CHECKING:
    from sitegen.build_request import Options, Progress, Result
    from sitegen.diagnostics import Diagnostic, SourceLine
    from sitegen.html_audit.folder import Folder

#: Exit codes of commands that could be carried out.
FINE, PROBLEMS = 0, 1

_PROGRESS_FROM_PAGES = 200
_MARKED = "these pages are marked, and verify refuses it."


def say(text: str) -> None:
    """Print something for a person beside the report."""
    print(f"{NAME}: {safe_lines(text)}", file=sys.stderr, flush=True)


def progress() -> Progress | None:
    """Return what draws a progress bar on a terminal, or None where nobody is watching."""
    if not sys.stderr.isatty():
        return None
    from rich.console import Console
    from rich.progress import Progress as Bar

    bar = Bar(console=Console(stderr=True), transient=True)
    task = bar.add_task("Rendering pages", total=None)

    def show(done: int, total: int) -> None:
        if total >= _PROGRESS_FROM_PAGES:
            bar.start()
            bar.update(task, completed=done, total=total)
            if done == total:
                bar.stop()

    return show


def report(result: Result, form: str, *, every: bool, public: Result | None = None) -> str:
    """Return what a build found, in the form that was asked for, or "" if there is nothing.

    ``public`` is the result of a check of the same site without its unpublished pages.
    """
    only = _only_public(result, public)
    if form == "json":
        counts = {**result.counts(), **_public_records(only, public)}
        return _for_programs(result.diagnostics, form, counts)
    if form != "text":
        return _for_programs([*result.diagnostics, *only], form)
    parts = [
        _with_lines(result.diagnostics, result.source_line, every=every),
        unpublished(result) if public else "",
        would_fail(public) if public else "",
        _with_lines(only, (public or result).source_line, every=every),
    ]
    return "\n".join(part for part in parts if part)


def _for_programs(
    found: Sequence[Diagnostic], form: str, counts: Mapping[str, object] = MappingProxyType({})
) -> str:
    from sitegen.report_formats import as_github, as_gitlab, as_json

    if form == "json":
        return as_json(found, counts)
    return as_github(found) if form == "github" else as_gitlab(found)


def _only_public(result: Result, public: Result | None) -> tuple[Diagnostic, ...]:
    known = set(result.diagnostics)
    return tuple(one for one in public.diagnostics if one not in known) if public else ()


def _public_records(only: Sequence[Diagnostic], public: Result | None) -> dict[str, object]:
    if public is None:
        return {}
    records = [one.as_record() for one in only]
    return {"publishing": {"would_fail": public.failed, "diagnostics": records}}


def _with_lines(found: Sequence[Diagnostic], source_line: SourceLine, *, every: bool) -> str:
    """Return mistakes as a person reads them, each with its line, "" for none."""
    from sitegen.report_formats import AT_MOST, as_text

    if not found:
        return ""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return as_text(found, source_line, colour=colour, at_most=None if every else AT_MOST)


def report_of_audit(folder: Folder, found: Sequence[Diagnostic], form: str, *, every: bool) -> str:
    """Return what is wrong in built pages, in the form that was asked for, or "" for nothing."""
    if form != "text":
        return _for_programs(found, form, {"pages": len(folder.pages)})
    return _with_lines(found, folder.line, every=every)


def unpublished(result: Result) -> str:
    """Return which pages a build with drafts shows that publishing would leave out, "" for none."""
    if not result.unpublished:
        return ""
    named = [f"  {safe(path)}: {why}" for path, why in result.unpublished.items()]
    return "\n".join([f"{count(len(named), 'page')} not published:", *named])


def would_fail(public: Result) -> str:
    """Return in how many mistakes publishing would end, "" if it would not."""
    number = failures(public.diagnostics, strict=public.strict)
    return f"Publishing would fail: {number}" if number else ""


def success(result: Result, options: Options) -> str:
    """Return in a few lines what was made, where, and what to type next."""
    assert options.output is not None
    made = f"Built {count(result.pages, 'page')} in {result.seconds:.1f} s"
    changes = f"{result.written} files written, {result.removed} removed"
    site = "" if options.site == ROOT else f" --site {options.site}"
    serve = f"{COMMAND} serve{site}"
    hidden = f"{unpublished(result)}\nDo not publish it: {_MARKED}\n" if result.unpublished else ""
    return (
        f"{hidden}{made}: {changes}.\nThe site is in {shown(options.output)}\n"
        f"To look at it while you edit: {serve}"
    )


def checked(whole: Result, asked: Result, paths: Sequence[str]) -> str:
    """Return the words for a check after which the site, or what was named, can be published."""
    done = f"Checked {count(whole.pages, 'page')} in {whole.seconds:.1f} s"
    if warnings := sum(one.severity == "warning" for one in asked.diagnostics):
        they = "it stops" if warnings == 1 else "they stop"
        return f"{done}: no errors, but {count(warnings, 'warning')}; {they} a strict build."
    if paths:
        return f"{done}: nothing in {' and '.join(paths)} keeps it from being published."
    return f"{done}: ready to be published."


def looked_at(whole: Result) -> str:
    """Return how many links to other sites were looked at, and why the others were not."""
    found = whole.external
    parts = [f"Looked at {found['looked_at']} of {count(found['links'], 'link')} to other sites"]
    if found["known"]:
        parts.append(f"{found['known']} were looked at less than a week ago")
    if found["left_to_robots"]:
        parts.append(f"{found['left_to_robots']} are left alone as their robots.txt asks")
    if found["put_off"]:
        parts.append(f"{found['put_off']} are put off, as their hosts want a rest")
    return "; ".join(parts)


def shown(folder: Path) -> str:
    """Return a folder as it is named to a person: from where the command was given, if inside."""
    try:
        return str(folder.resolve().relative_to(Path.cwd())) + os.sep
    except ValueError:
        return str(folder) + os.sep
