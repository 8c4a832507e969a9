"""Records of data/: dates known in part, numbers as they are printed."""

from __future__ import annotations

import pytest

from models.figures.record import Figure
from sitegen.fields.partial_date import PartialDate, is_partial_date, out_of_order


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2023-10-18", "18 October 2023"),
        ("2023-10-01", "1 October 2023"),
        ("2020-11", "November 2020"),
        ("2021", "2021"),
        ("", "date not known"),
    ],
)
def test_a_date_is_printed_as_far_as_it_is_known(iso: str, words: str) -> None:
    assert str(PartialDate(iso)) == words


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2016", "2017"),
        ("2016", "2017-01-01"),
        ("2017-03", "2017-04-01"),
        ("2017-03-31", "2017-04"),
    ],
)
def test_a_date_is_before_another_if_it_is_however_the_unknown_parts_turn_out(
    earlier: str, later: str
) -> None:
    assert PartialDate(earlier).is_before(PartialDate(later))
    assert not PartialDate(later).is_before(PartialDate(earlier))


@pytest.mark.parametrize(
    ("one", "other"),
    [("2017", "2017-04"), ("2017-04", "2017-04-30"), ("2017", "2017"), ("", "2017"), ("", "")],
)
def test_dates_of_which_neither_is_surely_the_earlier(one: str, other: str) -> None:
    assert not PartialDate(one).is_before(PartialDate(other))
    assert not PartialDate(other).is_before(PartialDate(one))


@pytest.mark.parametrize("text", ["2026-11-21", "2024-02-29", "2026-11", "2026", "unknown"])
def test_dates_of_which_a_part_may_be_unknown(text: str) -> None:
    assert is_partial_date(text)


@pytest.mark.parametrize(
    "text",
    ["2026-02-30", "2023-02-29", "2026-13", "2026-00", "26", "2026-1", "20261121", "soon", ""],
)
def test_texts_that_are_no_date(text: str) -> None:
    assert not is_partial_date(text)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (215, "count", "215"),
        (3250, "count", "3,250"),
        (14.4, "count", "14.4"),
        (30, "percent", "30%"),
        (8.5, "percent", "8.5%"),
        (4.5, "gbp", "£4.50"),
        (7.61, "gbp", "£7.61"),
        (12000, "gbp", "£12,000"),
        (1234.0, "gbp", "£1,234"),
        (1200000, "gbp", "£1.2 million"),
        (1620000, "gbp", "£1.62 million"),
        (1234567, "gbp", "£1,234,567"),
        (4, "one in", "1 in 4"),
        (70, "per 10,000", "70 per 10,000"),
        (16, "weeks", "16 weeks"),
        (0, "count", "0"),
    ],
)
def test_a_figure_is_printed_with_its_sign(value: float, unit: str, text: str) -> None:
    figure = Figure("a", value, "m", "p", "s", unit)  # type: ignore[arg-type]
    assert figure.text == text


@pytest.mark.parametrize(
    ("dates", "blamed"),
    [
        (["2001", "2002", "2003"], ()),
        (["2001", "2051", "2003", "2004"], (1,)),
        (["2001", "2051", "2052", "2003", "2004", "2005"], (1, 2)),
        (["2001", "2002", "1999", "2003"], (2,)),
        (["2024", "2023-05"], (1,)),
        (["2015-10", "2015", "2015-11-02"], ()),
        (["2015", "2015-10", "2015"], ()),
        ([], ()),
    ],
)
def test_the_fewest_dates_are_blamed(dates: list[str], blamed: tuple[int, ...]) -> None:
    assert out_of_order([PartialDate(one) for one in dates]) == blamed
