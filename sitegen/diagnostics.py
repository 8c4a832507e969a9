"""A mistake as a value, with its place and its help; and how a report of them is printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

#: Gives the text of one line (1-based) of one file of the site, or "" if there is none.
SourceLine = Callable[[str, int], str]


_WIDEST = 120


class Severity(StrEnum):
    """How bad a mistake is: an error stops publishing, a warning only with ``--strict``."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file: path relative to the site, line and column from 1, in characters."""

    path: str
    line: int = 1
    column: int = 1
    length: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake in the site. ``page`` is the page being rendered when it came to light."""

    span: Span
    rule: str
    message: str
    help: str = ""
    severity: Severity = Severity.ERROR
    page: str = ""

    def as_record(self) -> dict[str, str | int]:
        """Return the record that ``--format json`` prints, with keys in their fixed order."""
        return {
            "path": self.span.path,
            "line": self.span.line,
            "column": self.span.column,
            "rule": self.rule,
            "severity": str(self.severity),
            "message": self.message,
            "help": self.help,
        }


def report(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place and fold what one template does to many pages into one diagnostic."""

    def place(found: Diagnostic) -> tuple[Span, str, str, str, str]:
        return (found.span, found.rule, found.message, found.severity, found.help)

    ordered = sorted(diagnostics, key=lambda found: (*place(found), found.page))
    return tuple(_fold(list(same)) for _, same in groupby(ordered, key=place))


def has_errors(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Tell whether the site may not be published; ``strict`` makes warnings count."""
    return any(strict or found.severity is Severity.ERROR for found in diagnostics)


def as_text(diagnostics: Sequence[Diagnostic], source_line: SourceLine, *, colour: bool) -> str:
    """Print each mistake with its line and a mark under the place, then one summary line."""
    parts = [_text_block(found, source_line, colour=colour) for found in diagnostics]
    return "\n".join([*parts, summary(diagnostics)])


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Print workflow commands, which GitHub shows beside the lines of a pull request.

    Source: GitHub Docs, "Workflow commands for GitHub Actions", setting an error message.
    """
    return "\n".join(_github_command(found) for found in diagnostics)


def as_json(diagnostics: Sequence[Diagnostic], counts: dict[str, int | float]) -> str:
    """Print one object: the build's counts, then every mistake as a record."""
    records = [found.as_record() for found in diagnostics]
    return json.dumps({**counts, "diagnostics": records}, ensure_ascii=False, indent=2)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Count errors, warnings and the files they are in, in one line."""
    errors = sum(found.severity is Severity.ERROR for found in diagnostics)
    warnings = len(diagnostics) - errors
    files = len({found.span.path for found in diagnostics})
    return f"{count(errors, 'error')}, {count(warnings, 'warning')} in {count(files, 'file')}"


def count(number: int, noun: str) -> str:
    """Return a number with its noun: 1 page, 2 pages."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _fold(same: list[Diagnostic]) -> Diagnostic:
    pages = sorted({found.page for found in same if found.page})
    if not pages:
        return same[0]
    more = f" and {count(len(pages) - 1, 'more page')}" if len(pages) > 1 else ""
    message = f"{same[0].message} (while rendering {pages[0]}{more})"
    return replace(same[0], message=message, page="")


def _text_block(found: Diagnostic, source_line: SourceLine, *, colour: bool) -> str:
    span = found.span
    label = f"{found.severity}[{found.rule}]"
    if colour:
        label = f"\033[1;{31 if found.severity is Severity.ERROR else 33}m{label}\033[0m"
    lines = [f"{span.path}:{span.line}:{span.column}: {label}: {found.message}"]
    lines += excerpt(span, source_line)
    if found.help:
        lines.append(f"   help: {found.help}")
    return "\n".join(lines)


def excerpt(span: Span, source_line: SourceLine) -> list[str]:
    """Return the line of a place and a mark under the place, or nothing if the line is empty."""
    text = source_line(span.path, span.line)
    if not text.strip():
        return []
    number = f"{span.line:5}"
    text, before = _cut(text, span.column - 1)
    indent = "".join("\t" if character == "\t" else " " for character in text[:before])
    marks = "^" * max(1, min(span.length, len(text.removesuffix("…")) - before))
    return [f"{number} | {text}", f"{' ' * len(number)} | {indent}{marks}"]


def _cut(text: str, before: int) -> tuple[str, int]:
    """Cut a long line, as paragraphs are, around a place; return it and the place in it."""
    start = max(0, before - _WIDEST // 2) if len(text) > _WIDEST else 0
    shown = text[start : start + _WIDEST]
    left, right = "…" * (start > 0), "…" * (start + _WIDEST < len(text))
    return f"{left}{shown}{right}", before - start + len(left)


def _github_command(found: Diagnostic) -> str:
    place = f"file={_escape_property(found.span.path)},line={found.span.line}"
    title = f"col={found.span.column},title={_escape_property(found.rule)}"
    message = f"{found.message}. {found.help}" if found.help else found.message
    return f"::{found.severity} {place},{title}::{_escape(message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
