"""Drawings of charts: where shapes stand, in per cent of the width and in px of the height."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, fromstring

import pytest

from models.figures.charts import Chart
from models.figures.page import DRAWINGS, TABLES, chart_html
from models.figures.record import Figure, Unit
from models.figures.series import ChartKind, Point, Series
from models.sources import Source

Values = Sequence[tuple[str, float]]


def series(kind: ChartKind, values: Values, unit: Unit = "count") -> Series:
    """Return a series of labelled values; the labels are dates too."""
    points = tuple(Point(label, f"f{n}", label) for n, (label, _) in enumerate(values))
    figures = tuple(
        Figure(f"f{n}", value, "m", "p", "s", unit) for n, (_, value) in enumerate(values)
    )
    source = Source("s", "Study", "Office", "https://e.org/")
    return Series(Chart("c", "Finding", "What", kind, "When", points), figures, (source,))


def shapes(kind: ChartKind, values: Values, tag: str) -> list[Element]:
    return list(fromstring(f"<svg>{DRAWINGS[kind](series(kind, values))}</svg>").iter(tag))


def place(element: Element, *names: str) -> tuple[float, ...]:
    return tuple(float(element.get(name, "").removesuffix("%")) for name in names)


def words(elements: list[Element]) -> list[tuple[str | None, float, float]]:
    return [(one.text, *place(one, "x", "y")) for one in elements]  # type: ignore[misc] # two of them


def test_columns_stand_on_the_line_from_zero_and_share_the_width() -> None:
    values = [("2023", 50), ("2024", 100)]
    columns = [place(one, "x", "y", "width", "height") for one in shapes("columns", values, "rect")]
    assert columns == [(10, 126, 30, 98), (60, 28, 30, 196)]
    assert {top + height for _, top, _, height in columns} == {224}
    assert words(shapes("columns", values, "text")) == [
        ("50", 25, 118),
        ("2023", 25, 252),
        ("100", 75, 20),
        ("2024", 75, 252),
    ]


def test_a_date_is_drawn_where_its_time_lies_and_a_year_spans_all_of_it() -> None:
    values = [("2020", 10.0), ("2021-07", 5.0), ("2022-01-01", 20.0)]
    circles = [place(one, "cx", "cy") for one in shapes("dated points", values, "circle")]
    assert circles == [(28.5, 128), (73.29, 176), (93, 32)]
    spans = [one for one in shapes("dated points", values, "line") if one.get("class") == "span"]
    assert [place(one, "x1", "x2", "y1") for one in spans[:1]] == [(7, 50, 128)]


def test_only_years_are_named_below_the_line_and_as_many_as_have_room() -> None:
    def years(*dates: str) -> list[str | None]:
        texts = shapes("dated points", [(date, 1.0) for date in dates], "text")
        return [one.text for one in texts if place(one, "y") == (252,)]

    assert years("2020", "2021") == ["2020", "2021", "2022"]
    assert years("2013", "2024-10") == ["2013", "2015", "2017", "2019", "2021", "2023", "2025"]
    assert years("1990", "2024-10") == ["1990", "1996", "2002", "2008", "2014", "2020"]


def test_of_two_points_close_together_the_lower_one_has_its_value_below() -> None:
    values = [("2013", 30), ("2021", 30), ("2021-07", 28)]
    texts = words(shapes("dated points", values, "text"))
    values_written = {text: y for text, x, y in texts if y != 252 and x > 50}
    assert values_written == {"30": 18, "28": 70.8}


@pytest.mark.parametrize(
    ("unit", "widths"), [("percent", ["25%", "50%"]), ("count", ["50%", "100%"])]
)
def test_bars_of_shares_are_parts_of_a_hundred_and_others_of_the_largest(
    unit: Unit, widths: list[str]
) -> None:
    html = TABLES["bars"](series("bars", [("2023", 25), ("2024", 50)], unit))
    marks = [one for one in fromstring(html).iter("rect") if one.get("class") == "mark"]
    assert [one.get("width") for one in marks] == widths


def test_one_of_so_many_people_is_filled() -> None:
    html = TABLES["people"](series("people", [("2023", 4)], "one in"))
    assert [one.get("class") for one in fromstring(html).iter("svg")] == ["mark", *["track"] * 3]


def test_a_drawing_says_in_words_what_it_shows_and_has_its_table() -> None:
    figure = fromstring(chart_html(series("columns", [("2023", 50), ("2024", 100)])))
    drawing = next(one for one in figure.iter("svg") if one.get("role") == "img")
    named = {one.get("id"): one.text for one in figure.iter() if one.get("id")}
    assert [named[id_] for id_ in drawing.get("aria-labelledby", "").split()] == [
        "Finding",
        "What: 2023 50; 2024 100",
    ]
    cells = [[cell.text for cell in row] for row in figure.iter("tr")]
    assert cells == [["When", "Number"], ["2023", "50"], ["2024", "100"]]


@pytest.mark.parametrize("kind", [*TABLES, *DRAWINGS])
def test_no_chart_has_a_style_or_a_colour_of_its_own(kind: ChartKind) -> None:
    html = chart_html(series(kind, [("2023", 1), ("2024", 2)]))
    names = {name for one in fromstring(html).iter() for name in one.attrib}
    assert names.isdisjoint({"style", "fill", "stroke", "font-size", "viewBox"})
