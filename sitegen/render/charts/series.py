"""A chart together with all that it shows: figures, their sources, and its file to download."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sitegen.documents.records.all import CHARTS, FIGURES
from sitegen.documents.records.chart import Chart, Point
from sitegen.documents.records.figure import Figure
from sitegen.model.types import Site


@dataclass(frozen=True)
class Series:
    """A chart with the figure of each of its points, in order, and the sources without repeats."""

    chart: Chart
    figures: tuple[Figure, ...]
    sources: tuple[Any, ...]

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


def series(site: Site, id_: str) -> Series | None:
    """Return a chart's series, or None if it cannot be drawn: a mistake elsewhere tells why."""
    chart: Chart | None = site.records["charts"].get(id_)
    if chart is None or not chart.points or not site.broken.isdisjoint((CHARTS, FIGURES)):
        return None
    figures = tuple(
        site.figures[point.figure] for point in chart.points if point.figure in site.figures
    )
    if len(figures) < len(chart.points):
        return None
    ids = dict.fromkeys(figure.source for figure in figures)
    return Series(chart, figures, tuple(site.sources[one] for one in ids if one in site.sources))
