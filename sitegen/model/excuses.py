"""Places that are excused from a rule of style: ``allow RULE: reason`` in a comment.

In Markdown ``<!-- allow capitals: its name is written so -->`` excuses the paragraph that it stands
in or before; in YAML ``# allow description: …`` excuses its own line, or the one below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.rules import RULES, STYLE, known
from sitegen.schema.nearest import did_you_mean

RULE = "excuse"
#: What a site may hold its texts to, and may excuse a place from.
EXCUSABLE = frozenset((*(id_ for place in STYLE for id_ in RULES[place]), "voice"))

_IN_MARKDOWN = re.compile(r"<!--[ \t]*allow[ \t]+([\w-]+)[ \t]*(?::[ \t]*(.*?))?[ \t]*-->")
_IN_YAML = re.compile(
    r"(?:^|(?<=\s))#[ \t]*allow[ \t]+([\w-]+)[ \t]*(?::[ \t]*(.*?))?[ \t]*$", re.MULTILINE
)


@dataclass(frozen=True)
class Excuse:
    """An excuse from a rule for the lines ``first`` to ``last`` of a file; where it stands."""

    rule: str
    reason: str
    first: int
    last: int
    span: Span

    def covers(self, found: Diagnostic) -> bool:
        """Whether a finding is what it is for."""
        return found.rule == self.rule and self.first <= found.span.line <= self.last


#: Returns the first and the last line (from 0) that a comment in a line excuses.
_Reach = Callable[[Sequence[str], int], tuple[int, int]]


def in_markdown(text: str, path: str, first_line: int) -> tuple[Excuse, ...]:
    """Return the excuses in the text of a page, in which code is blanked out."""
    return tuple(_excuses(_IN_MARKDOWN, _of_paragraph, text, path, first_line))


def in_yaml(text: str, path: str, first_line: int = 1) -> tuple[Excuse, ...]:
    """Return the excuses in front matter or in a file of data."""
    return tuple(_excuses(_IN_YAML, _of_line, text, path, first_line)) if "allow" in text else ()


def _excuses(
    form: re.Pattern[str], reach: _Reach, text: str, path: str, first_line: int
) -> Iterator[Excuse]:
    lines = text.split("\n")
    for found in form.finditer(text):
        line = text.count("\n", 0, found.start())
        column = found.start() - text.rfind("\n", 0, found.start())
        span = Span(path, first_line + line, column, len(found[0]))
        first, last = reach(lines, line)
        yield Excuse(found[1], found[2] or "", first_line + first, first_line + last, span)


def _of_paragraph(lines: Sequence[str], line: int) -> tuple[int, int]:
    first = last = line
    while first > 0 and lines[first - 1].strip():
        first -= 1
    is_alone = lines[line].strip().startswith("<!--") and lines[line].strip().endswith("-->")
    while is_alone and last + 1 < len(lines) and not lines[last + 1].strip():
        last += 1
    while last + 1 < len(lines) and lines[last + 1].strip():
        last += 1
    return first, last


def _of_line(lines: Sequence[str], line: int) -> tuple[int, int]:
    is_alone = lines[line].lstrip().startswith("#")
    return line, line + is_alone


def settled(found: Sequence[Diagnostic], excuses: Sequence[Excuse]) -> Iterator[Diagnostic]:
    """Yield the findings that no excuse is for, and what is wrong with the excuses."""
    sound = [one for one in excuses if one.reason and one.rule in EXCUSABLE]
    used = {one for one in sound for finding in found if one.covers(finding)}
    yield from (one for one in found if not any(excuse.covers(one) for excuse in used))
    for excuse in excuses:
        if excuse not in used:
            yield _wrong(excuse)


def _wrong(excuse: Excuse) -> Diagnostic:
    if excuse.rule not in EXCUSABLE:
        there = known(excuse.rule)
        message = f"there is no rule {excuse.rule}"
        if there:
            message = f"nothing can be excused from {excuse.rule}, which is no matter of style"
        help_ = did_you_mean(excuse.rule, EXCUSABLE)
        return Diagnostic(excuse.span, RULE, message, help_ or "delete the comment")
    if not excuse.reason:
        message = f"this excuse from {excuse.rule} gives no reason"
        help_ = f"write it behind a colon: allow {excuse.rule}: the Act has this name"
        return Diagnostic(excuse.span, RULE, message, help_)
    message = f"nothing here breaks the rule {excuse.rule} any more"
    return Diagnostic(excuse.span, RULE, message, "delete the comment", Severity.WARNING)
