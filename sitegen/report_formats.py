"""How mistakes are printed: as text, as JSON, and as GitHub and GitLab show them at lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from sitegen.diagnostics import Diagnostic, Severity, SourceLine, Span, count
from sitegen.safe_text import safe, safe_json

#: So many mistakes of one rule are shown; hundreds of the same kind say no more than these.
AT_MOST = 20
#: So many mistakes are seen at a glance, and need no counts by rule.
_AT_A_GLANCE = 10
_WIDEST = 120
_IN_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
#: Red, yellow and blue, as terminals number them.
_COLOURS = {Severity.ERROR: 31, Severity.WARNING: 33, Severity.NOTE: 34}


def as_text(
    diagnostics: Sequence[Diagnostic],
    source_line: SourceLine,
    *,
    colour: bool,
    at_most: int | None = AT_MOST,
) -> str:
    """Return each mistake with its line and a mark under the place, then a summary.

    Of each rule at most so many are shown, all for None; a long report ends with counts by rule.
    """
    shown = some_of_each(diagnostics, at_most)
    parts = [_text_block(found, source_line, colour=colour) for found in shown]
    return "\n".join([*parts, *_by_rule(diagnostics, shown), summary(diagnostics)])


def some_of_each(
    diagnostics: Sequence[Diagnostic], at_most: int | None = AT_MOST
) -> list[Diagnostic]:
    """Return the first so many mistakes of each rule, in their order; all of them for None."""
    if at_most is None:
        return list(diagnostics)
    seen: Counter[str] = Counter()
    shown = []
    for found in diagnostics:
        seen[found.rule] += 1
        if seen[found.rule] <= at_most:
            shown.append(found)
    return shown


def left_out(diagnostics: Sequence[Diagnostic], shown: Sequence[Diagnostic]) -> dict[str, int]:
    """Return, by rule, how many mistakes are not among those that are shown."""
    left = Counter(found.rule for found in diagnostics)
    left.subtract(found.rule for found in shown)
    return {rule: number for rule, number in sorted(left.items()) if number}


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Return workflow commands, which GitHub shows beside the lines of a pull request.

    Source: GitHub Docs, "Workflow commands for GitHub Actions", setting an error message.
    """
    return "\n".join(_github_command(found) for found in diagnostics)


def as_gitlab(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a report that GitLab shows beside the lines of a merge request.

    Source: GitLab documentation, "Code Quality", report format.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    records = []
    for one in diagnostics:
        what = (one.span.path, one.rule, one.message)
        seen[what] += 1
        own = blake2b("\0".join((*what, str(seen[what]))).encode(), digest_size=16).hexdigest()
        records.append(
            {
                "description": f"{one.message}. {one.help}" if one.help else one.message,
                "check_name": one.rule,
                "fingerprint": own,
                "severity": _IN_GITLAB[one.severity],
                "location": {"path": one.span.path, "lines": {"begin": one.span.line}},
            }
        )
    return safe_json(records, indent=1)


def as_json(diagnostics: Sequence[Diagnostic], counts: Mapping[str, object]) -> str:
    """Return one object: the build's counts, then every mistake as a record."""
    return safe_json({**counts, "diagnostics": [found.as_record() for found in diagnostics]})


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return how many errors, warnings and, if any, notes there are in how many files."""
    of = Counter(found.severity for found in diagnostics)
    counts = f"{count(of[Severity.ERROR], 'error')}, {count(of[Severity.WARNING], 'warning')}"
    if of[Severity.NOTE]:
        counts += f", {count(of[Severity.NOTE], 'note')}"
    files = len({found.span.path for found in diagnostics})
    return f"{counts} in {count(files, 'file')}"


def _by_rule(diagnostics: Sequence[Diagnostic], shown: Sequence[Diagnostic]) -> Iterator[str]:
    """Yield how often each rule was broken, the most frequent first, unless a glance shows it."""
    numbers, left = Counter(found.rule for found in diagnostics), left_out(diagnostics, shown)
    if not left and (len(numbers) == 1 or len(diagnostics) <= _AT_A_GLANCE):
        return
    yield "By rule:"
    for rule, number in numbers.most_common():
        rest = f"  ({number - left[rule]} are shown: --all shows every one)" if rule in left else ""
        yield f"{number:7} {rule}{rest}"


def _text_block(found: Diagnostic, source_line: SourceLine, *, colour: bool) -> str:
    span = found.span
    label = f"{found.severity}[{found.rule}]"
    if colour:
        label = f"\033[1;{_COLOURS[found.severity]}m{label}\033[0m"
    lines = [f"{found.place}: {label}: {found.message}"]
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
    marked = text.removesuffix("…")[before : before + span.length]
    text, left, marked = (safe(part, keep="\t") for part in (text, text[:before], marked))
    indent = "".join("\t" if character == "\t" else " " for character in left)
    marks = "^" * max(1, len(marked))
    return [f"{number} | {text}", f"{' ' * len(number)} | {indent}{marks}"]


def _cut(text: str, before: int) -> tuple[str, int]:
    """Return a long line, as paragraphs are, cut around a place, and the place in it."""
    start = max(0, before - _WIDEST // 2) if len(text) > _WIDEST else 0
    shown = text[start : start + _WIDEST]
    left, right = "…" * (start > 0), "…" * (start + _WIDEST < len(text))
    return f"{left}{shown}{right}", before - start + len(left)


def _github_command(found: Diagnostic) -> str:
    place = f"file={_escape_property(safe(found.span.path))},line={found.span.line}"
    title = f"col={found.span.column},title={_escape_property(found.rule)}"
    message = f"{found.message}. {found.help}" if found.help else found.message
    command = "notice" if found.severity is Severity.NOTE else found.severity
    return f"::{command} {place},{title}::{_escape(message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
