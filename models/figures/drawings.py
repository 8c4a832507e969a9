"""Charts that are drawn: columns, and dated points on a line of time.

Widths are in per cent and heights in px, and text keeps its size. Dated points are not joined: what
lies between them is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.figures.series import Series
from models.figures.shapes import BASELINE, HEIGHT, circle, line, rectangle, text, tick
from sitegen.models import Markup, PartialDate

#: The highest column and the highest point end so far below the upper edge, in px.
_TOP_OF_COLUMNS, _TOP = 28, 32
#: Points nearer than this, in per cent of the width, would write over each other's values.
_NEAR = 6
_MARGIN = 7
#: So many years at most are named below the line on a phone.
_MOST_YEARS = 7


def columns(series: Series) -> Markup:
    """Return columns from 0, with the value above and the label below each."""
    slot = 100 / len(series.figures)
    parts = [line("axis", 0, 100, BASELINE)]
    for number, (point, figure) in enumerate(series.points):
        height = (BASELINE - _TOP_OF_COLUMNS) * figure.value / series.largest
        middle = (number + 0.5) * slot
        left, top = middle - 0.3 * slot, BASELINE - height
        parts.append(rectangle(left, top, 0.6 * slot, height))
        parts.append(text(middle, top - 8, figure.text))
        parts.append(text(middle, HEIGHT - 8, point.label))
    return Markup().join(parts)


@dataclass(frozen=True)
class _Placed:
    """A point on the drawing: where its time begins and ends (per cent), its height, its value."""

    left: float
    right: float
    y: float
    words: str

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2


def dated_points(series: Series) -> Markup:
    """Return a circle for each point; a line through it spans the time if only a year is known."""
    spans = [_span(point.when) for point in series.chart.points]
    first, last = int(min(begin for begin, _ in spans)), _ceiling(max(end for _, end in spans))

    def x(year: float) -> float:
        return _MARGIN + (100 - 2 * _MARGIN) * (year - first) / (last - first)

    placed = [
        _Placed(
            x(begin),
            x(end),
            BASELINE - (BASELINE - _TOP) * figure.value / series.largest,
            figure.text,
        )
        for (begin, end), figure in zip(spans, series.figures, strict=True)
    ]
    return Markup().join(
        [
            line("axis", 0, 100, BASELINE),
            *(tick(x(year)) + text(x(year), HEIGHT - 8, str(year)) for year in _years(first, last)),
            *_drawn(placed),
        ]
    )


def _drawn(points: Sequence[_Placed]) -> Iterator[Markup]:
    for point in points:
        if point.right - point.left > 1:
            yield line("span", point.left, point.right, point.y)
        yield circle(point.x, point.y)
        below = any(abs(one.x - point.x) < _NEAR and one.y < point.y for one in points)
        yield text(point.x, point.y + (26 if below else -14), point.words)


def _years(first: int, last: int) -> range:
    """Return the years to name: every one, or every second, third … so that they have room."""
    return range(first, last + 1, -(-(last - first + 1) // _MOST_YEARS))


def _span(date: PartialDate) -> tuple[float, float]:
    """Return the time that a date may mean, in years: 2021-07 is from 2021.5 to 2021.58."""
    year, month, day = (*map(int, date.iso.split("-")), 0, 0)[:3]
    if not month:
        return year, year + 1
    begin = year + (month - 1) / 12
    if not day:
        return begin, begin + 1 / 12
    return begin + (day - 1) / 366, begin + (day - 1) / 366


def _ceiling(number: float) -> int:
    return int(-(-number // 1))
