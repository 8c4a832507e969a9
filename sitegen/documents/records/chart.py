"""data/charts.yaml: charts of figures, each with a finding as its headline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from sitegen.diagnostics import Diagnostic
from sitegen.documents.records.figure import Figure
from sitegen.fields.partial_date import (
    PartialDate,
    disorder,
    is_partial_date,
    out_of_order,
)
from sitegen.fields.record import Part, Record, collection
from sitegen.fields.types import Ref
from sitegen.schema.yaml_text import Location, YamlText

ChartKind = Literal["bars", "columns", "dated points", "people"]

#: More columns than this have no room for their labels on a phone 320 px wide.
MOST_COLUMNS = 6

_DATE_HELP = "write 2026-11-21, 2026-11 or 2026, in quotes"


class Point(Part):
    """One value of a chart: the figure it shows. ``date`` says where a dated point is drawn."""

    label: str
    """What stands beside the value."""
    figure: Ref[Figure]
    """The figure whose number is shown."""
    date: str = ""
    """When it was so, in a chart of dated points: a day, a month or a year, in quotes."""
    note: str = ""
    """What readers should know of this value."""

    @property
    def when(self) -> PartialDate:
        """Return the date as far as it is known."""
        return PartialDate.of(self.date)


@collection("charts")
class Chart(Record):
    """A picture of figures of one unit. ``title`` says what it shows, ``labels`` heads the labels.

    ``place``, ``period`` and ``sample`` are those of all its figures together.
    """

    title: str
    """What the chart shows, in one sentence: it is the headline."""
    measures: str
    """What its figures measure."""
    kind: ChartKind
    """The form: bars below each other, columns (six at most), people (for 1 in so many), or dated
    points.
    """
    labels: str
    """The heading of the labels."""
    points: tuple[Point, ...]
    """The values, in their order; those with dates the oldest first."""
    place: str = ""
    """The place that all its figures are of."""
    period: str = ""
    """The time that all its figures are of."""
    sample: str = ""
    """How many were counted or asked."""
    caution: str = ""
    """What readers should keep in mind about it."""


def mistakes(yaml: YamlText, charts: tuple[Chart, ...]) -> Iterator[Diagnostic]:
    """Yield the mistakes that one chart's schema cannot see."""
    written = yaml.value if isinstance(yaml.value, list) else []
    ids = [item.get("id") if isinstance(item, dict) else None for item in written]
    for chart in charts:
        at: Location = (ids.index(chart.id), "points")
        yield from _wrong_number_of_points(yaml, at, chart)
        if chart.kind == "dated points":
            yield from _wrong_dates(yaml, at, chart.points)


def _wrong_number_of_points(yaml: YamlText, at: Location, chart: Chart) -> Iterator[Diagnostic]:
    if not chart.points:
        help_ = "add a point: a line - {label: …, figure: …}"
        yield Diagnostic(yaml.span(at), "empty-chart", f"the chart {chart.id} is empty", help_)
    if chart.kind == "columns" and len(chart.points) > MOST_COLUMNS:
        message = f"{len(chart.points)} columns have no room on a phone"
        yield Diagnostic(yaml.span((*at, MOST_COLUMNS)), "chart-kind", message, "write kind: bars")


def _wrong_dates(yaml: YamlText, at: Location, points: tuple[Point, ...]) -> Iterator[Diagnostic]:
    sound = []
    for place, point in enumerate(points):
        if point.when.iso and is_partial_date(point.date):
            sound.append((place, point.date))
            continue
        message = f"{point.date} is no date" if point.date else "a dated point needs a date"
        span = yaml.span((*at, place, "date") if point.date else (*at, place))
        yield Diagnostic(span, "wrong-type", message, _DATE_HELP)
    dates = [PartialDate(written) for _, written in sound]
    for at_fault in out_of_order(dates):
        span = yaml.span((*at, sound[at_fault][0], "date"))
        side, other = disorder(dates, at_fault)
        message = f"{dates[at_fault].iso} stands {side} {other.iso}"
        yield Diagnostic(span, "wrong-order", message, "put the points in the order of time")
