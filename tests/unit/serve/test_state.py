"""What is shown after a build, and what a tab has to do about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sitegen.build_request import Result
from sitegen.diagnostics import Diagnostic, Span
from sitegen.serve.state import Outcome, Problem, Shown

STAT = (1, 2, 3, 4)
OTHER = (1, 2, 3, 5)
SHEET = "assets/css/site.css"


def good(**differences: Any) -> Outcome:
    result = Result(
        pages=1,
        seconds=0.1,
        diagnostics=(),
        failed=False,
        source_line=lambda *_: "",
        listed={"content/index.md": STAT, "assets/css/site.css": STAT},
        files_written=("index.html",),
    )
    return Outcome(replace(result, **differences))


def test_the_number_grows_with_what_is_written_or_removed() -> None:
    first = Shown().after(good())
    assert first.number == 1
    assert first.after(good(files_written=())).number == 1
    assert first.after(good(files_written=(), files_removed=("a/index.html",))).number == 2


def test_a_failed_build_leaves_the_site_and_tells_what_is_wrong() -> None:
    mistake = Problem(Diagnostic(Span("content/a.md"), "rule", "message"), "line")
    first = Shown().after(good())
    outcome = replace(good(failed=True, files_written=(), listed={}), problems=(mistake,))
    after = first.after(outcome)
    assert (after.failed, after.problems, after.number) == (True, (mistake,), 1)
    assert (after.built, after.listed) == (first.built, first.listed)
    mended = after.after(good(files_written=()))
    assert (mended.failed, mended.problems, mended.number) == (False, (), 1)


def test_trouble_is_told_until_the_next_build() -> None:
    first = Shown().after(good())
    trouble = first.after(Outcome(None, trouble="no folder"))
    assert trouble == replace(first, trouble="no folder")
    assert trouble.after(good(files_written=())).trouble == ""


@pytest.mark.parametrize(
    ("edited", "built", "changed"),
    [
        ([SHEET], {}, ("/assets/css/site.css",)),
        ([SHEET, "content/index.md"], {}, ()),
        ([SHEET], {"reasons": {"content/index.md": "it was moved"}}, ()),
        ([SHEET], {"files_written": ("assets/css/site.css", "data.csv")}, ()),
        ([SHEET], {"files_removed": ("assets/css/site.css",)}, ()),
        (["content/style.css"], {"files_written": ("style.css",)}, ()),
        ([], {}, ()),
    ],
)
def test_only_style_sheets_can_be_exchanged(
    edited: list[str], built: dict[str, Any], changed: tuple[str, ...]
) -> None:
    before = Shown().after(good())
    listed = {**before.listed, **dict.fromkeys(edited, OTHER)}
    after = before.after(good(**{"listed": listed, "files_written": (SHEET,), **built}))
    assert after.changed_styles(before) == changed
