"""What to write for a day that somebody wrote in another way."""

from __future__ import annotations

import pytest

from sitegen.schema.locale import FORM, Local, help_for_day


@pytest.mark.parametrize(
    ("written", "help_"),
    [
        ("3/12/2026", "write 2026-12-03"),
        ("3.12.2026", "write 2026-12-03"),
        ("2026-1-5", "write 2026-01-05"),
        ("2026/11/21", "write 2026-11-21"),
        ("21 November 2026", "write 2026-11-21"),
        ("1 Sept 2026", "write 2026-09-01"),
        ("Monday, 3rd of May 2026", "write 2026-05-03"),
        ("Nov 21, 2026", "write 2026-11-21"),
        ("2026-02-31", "February 2026 has 28 days"),
        ("31 June 2026", "June 2026 has 30 days"),
        ("12/25/2026", FORM),
        ("3/12/26", FORM),
        ("0000-01-01", FORM),
        ("0 May 2026", "May 2026 has 31 days"),
        ("9999-12-31", FORM),
        ("soon", FORM),
    ],
)
def test_a_day_written_in_another_way(written: str, help_: str) -> None:
    assert help_for_day(written) == help_


@pytest.mark.parametrize(
    ("written", "help_"),
    [("3/12/2026", "write 2026-03-12"), ("12/25/2026", "write 2026-12-25"), ("25/12/2026", FORM)],
)
def test_a_day_where_the_month_comes_first(written: str, help_: str) -> None:
    assert help_for_day(written, local=Local(month_first=True)) == help_


def test_what_looks_like_no_day_may_have_another_help() -> None:
    assert help_for_day("soon", "write 2026 or unknown") == "write 2026 or unknown"
