"""What is written of a chart, and all that it shows: figures and their sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.figures.record import Figure
from models.sources import Source
from sitegen.models import Part, PartialDate, Record, Ref, Site

ChartKind = Literal["bars", "columns", "dated points", "people"]


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


class Written(Record):
    """What is written of a chart.

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


@dataclass(frozen=True)
class Series:
    """A chart with the figure of each of its points, in order, and the sources without repeats."""

    chart: Written
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]

    @property
    def points(self) -> tuple[tuple[Point, Figure], ...]:
        """Return each point with its figure."""
        return tuple(zip(self.chart.points, self.figures, strict=True))

    @property
    def unit(self) -> str:
        """Return the unit of all the figures."""
        return self.figures[0].unit

    @property
    def largest(self) -> float:
        """Return the value that fills the whole scale: 100 for shares, else the largest one."""
        return 100 if self.unit == "percent" else max(figure.value for figure in self.figures) or 1


def series(site: Site, chart: Written) -> Series | None:
    """Return a chart's series, or None if it cannot be drawn: a mistake elsewhere tells why."""
    if not chart.points or site.has_mistakes("charts") or site.has_mistakes("figures"):
        return None
    known, sources = site.records["figures"], site.records["sources"]
    figures = tuple(known[point.figure] for point in chart.points if point.figure in known)
    if len(figures) < len(chart.points):
        return None
    ids = dict.fromkeys(figure.source for figure in figures)
    return Series(chart, figures, tuple(sources[one] for one in ids if one in sources))
