"""A mistake as a value, with its place, its help, and what mends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from sitegen.safe_text import safe

#: Returns the text of one line (1-based) of one file of the site, or "" if there is none.
SourceLine = Callable[[str, int], str]


#: No message needs more; what a file holds can be of any length.
_LONGEST = 1000


class Severity(StrEnum):
    """How bad a mistake is: an error stops publishing, a warning only with ``--strict``.

    A note stops nothing: it says what the build did that an editor may want to know.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file: path relative to the site, line and column from 1, in characters."""

    path: str
    line: int = 1
    column: int = 1
    length: int = 1


class Replacement(NamedTuple):
    """Other words in the place of old ones in a file.

    ``start`` counts characters, line ends among them, from the place of the mistake.
    """

    start: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake in the site. ``page`` is the page being rendered when it came to light.

    ``fix`` is what mends it, where there is exactly one right answer.

    Message and help may quote the site: what would steer a terminal or a log is escaped in them.
    """

    span: Span
    rule: str
    message: str
    help: str = ""
    severity: Severity = Severity.ERROR
    page: str = ""
    fix: tuple[Replacement, ...] = ()

    def __post_init__(self) -> None:
        for name in ("message", "help"):
            text = getattr(self, name)
            object.__setattr__(self, name, _shortened(safe(text)))

    @property
    def place(self) -> str:
        """Return file, line and column as they are shown."""
        return f"{safe(self.span.path)}:{self.span.line}:{self.span.column}"

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


class Finding(NamedTuple):
    """What is wrong with a value, told by what judged it and does not know where it stands.

    ``fix`` is what mends it, where there is exactly one right answer.
    """

    rule: str
    message: str
    help: str = ""
    severity: Severity = Severity.ERROR
    fix: tuple[Replacement, ...] = ()

    def at(self, span: Span, page: str = "") -> Diagnostic:
        """Return the mistake at a place; ``page`` is the page being rendered, if one is."""
        return Diagnostic(span, self.rule, self.message, self.help, self.severity, page, self.fix)


def report(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return mistakes sorted by place; what one template does to many pages is folded into one.

    Data comes first: what is wrong there is often why pages are.
    """

    def place(found: Diagnostic) -> tuple[bool, Span, str, str, str, str]:
        is_data = found.span.path.startswith("data/")
        message = found.message.replace(found.page, "", 1) if _names(found) else found.message
        return (not is_data, found.span, found.rule, message, found.severity, found.help)

    ordered = sorted(diagnostics, key=lambda found: (*place(found), found.page))
    return tuple(_fold(list(same)) for _, same in groupby(ordered, key=place))


def has_errors(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Whether the site may not be published; ``strict`` makes warnings count."""
    return failures(diagnostics, strict=strict) > 0


def failures(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> int:
    """Return how many mistakes keep the site from being published."""
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return sum(found.severity in failing for found in diagnostics)


def count(number: int, noun: str) -> str:
    """Return a number with its noun: 1 page, 2 pages."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _names(found: Diagnostic) -> bool:
    """Whether a message says itself of which page or record it tells, as those of hooks do."""
    return found.rule == "model-hook" and bool(found.page) and found.page in found.message


def _fold(same: list[Diagnostic]) -> Diagnostic:
    pages = sorted({found.page for found in same if found.page})
    if not pages:
        return same[0]
    others = len(pages) - 1
    if _names(same[0]):
        more = f" and {others} more" if others else ""
        message = same[0].message.replace(pages[0], pages[0] + more, 1)
    else:
        more = f" and {count(others, 'more page')}" if others else ""
        message = f"{same[0].message} (while rendering {pages[0]}{more})"
    return replace(same[0], message=message, page="")
