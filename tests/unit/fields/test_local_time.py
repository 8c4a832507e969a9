"""Days and times by a site's clock: as written, in words, for machines, when they are over."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.fields.local_time import WANTED, LocalTime, span_in_words


@pytest.mark.parametrize(
    ("written", "in_words", "iso", "over"),
    [
        ("2026-12-04 17:00", "5pm, Friday 4 December 2026", "2026-12-04T17:00+00:00", "17:00"),
        ("2026-06-04T09:30", "9:30am, Thursday 4 June 2026", "2026-06-04T09:30+01:00", "09:30"),
        ("2026-12-04 12:00", "midday, Friday 4 December 2026", "2026-12-04T12:00+00:00", "12:00"),
        ("2026-12-04 00:00", "midnight, Friday 4 December 2026", "2026-12-04T00:00+00:00", "00:00"),
        ("2026-12-04 00:05", "12:05am, Friday 4 December 2026", "2026-12-04T00:05+00:00", "00:05"),
        ("2026-12-04", "Friday 4 December 2026", "2026-12-04", "00:00"),
    ],
)
def test_a_time_in_words_and_for_machines(written: str, in_words: str, iso: str, over: str) -> None:
    time = LocalTime.of(written, "Europe/London")
    assert (str(time), time.iso, f"{time.over:%H:%M}") == (in_words, iso, over)


def test_a_day_is_over_at_the_midnight_after_it_whatever_the_clocks_do() -> None:
    autumn, spring = (LocalTime.of(day, "Europe/London") for day in ("2026-10-25", "2026-03-29"))
    assert autumn.over.isoformat() == "2026-10-26T00:00:00+00:00"
    assert spring.over.isoformat() == "2026-03-30T00:00:00+01:00"


@pytest.mark.parametrize(
    "written",
    [
        *("", "tomorrow", "2026-02-30", "2026-12-04 25:00", "2026-12-04 17", "4 December 2026"),
        *("2026-12-04T17:00Z", "2026-12-04 17:00:00", "20261204", "2026-W49-5", " 2026-12-04"),
    ],
)
def test_all_else_is_refused_with_what_is_wanted(written: str) -> None:
    with pytest.raises(ValueError, match=f"^{WANTED}$"):
        LocalTime.of(written)


YEARS = st.datetimes(datetime(1000, 1, 1), datetime(2999, 12, 31))  # noqa: DTZ001 - by no clock


@given(YEARS.map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_every_minute_can_be_written(moment: object) -> None:
    written = f"{moment}"[:16]
    time = LocalTime.of(written)
    assert f"{time.day} {time.time:%H:%M}" == written


@pytest.mark.parametrize("written", ["9999-12-31", "3000-01-01", "0999-12-31", "0001-01-01 10:00"])
def test_a_year_that_can_only_be_a_slip_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"^a day of the years 1000 to 2999, such as 2026-11-21$"):
        LocalTime.of(written)


@pytest.mark.parametrize(
    ("start", "end", "in_words"),
    [
        ("2026-12-04 10:00", "2026-12-04 12:00", "10am to midday, Friday 4 December 2026"),
        ("2026-12-04", "2026-12-05", "Friday 4 December 2026 to Saturday 5 December 2026"),
        ("2026-12-04", "2026-12-04", "Friday 4 December 2026"),
        (
            "2026-12-04 18:00",
            "2026-12-05 01:00",
            "6pm, Friday 4 December 2026 to 1am, Saturday 5 December 2026",
        ),
    ],
)
def test_a_span_of_time_in_words(start: str, end: str, in_words: str) -> None:
    assert span_in_words(LocalTime.of(start), LocalTime.of(end)) == in_words


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2026-12-03", "2026-12-04", True),
        ("2026-12-03 23:00", "2026-12-04", True),
        ("2026-12-04 09:00", "2026-12-04 09:01", True),
        ("2026-12-04 09:00", "2026-12-04 09:00", False),
        ("2026-12-04", "2026-12-04 09:00", False),
        ("2026-12-04 09:00", "2026-12-04", False),
        ("2026-12-05", "2026-12-04 09:00", False),
    ],
)
def test_which_is_before(one: str, other: str, before: bool) -> None:
    assert LocalTime.of(one).is_before(LocalTime.of(other)) is before
