"""A chart together with all that it shows: figures and their sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.sources import Source
from sitegen.models import Site

if TYPE_CHECKING:
    from models.figures.charts import Chart, Point
    from models.figures.record import Figure


@dataclass(frozen=True)
class Series:
    """A chart with the figure of each of its points, in order, and the sources without repeats."""

    chart: Chart
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


def series(site: Site, chart: Chart) -> Series | None:
    """Return a chart's series, or None if it cannot be drawn: a mistake elsewhere tells why."""
    if not chart.points or site.has_mistakes("charts") or site.has_mistakes("figures"):
        return None
    known, sources = site.records["figures"], site.records["sources"]
    figures = tuple(known[point.figure] for point in chart.points if point.figure in known)
    if len(figures) < len(chart.points):
        return None
    ids = dict.fromkeys(figure.source for figure in figures)
    return Series(chart, figures, tuple(sources[one] for one in ids if one in sources))
