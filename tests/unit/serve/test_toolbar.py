"""What the bar of the preview says in a few words."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.serve.state import Problem
from sitegen.serve.toolbar import Bar

WARNING, NOTE = Severity.WARNING, Severity.NOTE


@pytest.mark.parametrize(
    ("found", "told"),
    [([WARNING], "1 warning"), ([NOTE, WARNING, WARNING], "2 warnings"), ([NOTE, NOTE], "2 notes")],
)
def test_notes_are_not_counted_as_warnings(found: list[Severity], told: str) -> None:
    listed = tuple(Problem(Diagnostic(Span("a"), "r", "m", severity=one), "") for one in found)
    bar = Bar("", (), (), listed, (), (), (), "", "")
    assert bar.told == told
