"""data/charts.yaml: charts of figures, each with a finding as its headline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.figures.page import chart_csv, chart_html, chart_path
from models.figures.series import Written, series
from sitegen.models import (
    Block,
    Mistake,
    PartialDate,
    Site,
    collection,
    disorder,
    is_partial_date,
    out_of_order,
)

#: More columns than this have no room for their labels on a phone 320 px wide.
MOST_COLUMNS = 6

_DATE_HELP = "write 2026-11-21, 2026-11 or 2026, in quotes"
_KIND_HELP = "people show figures of the unit one in; the others show all other units, from 0"


@collection("charts", shortcode="chart")
class Chart(Written):
    """A picture of figures of one unit. ``title`` says what it shows, ``labels`` heads the labels.

    ``place``, ``period`` and ``sample`` are those of all its figures together.
    """

    def as_block(self, site: Site) -> Block:
        """Return the chart as one figure element, or nothing if it cannot be drawn."""
        drawn = series(site, self)
        return Block(chart_html(drawn), drawn.figures) if drawn else Block("")

    @classmethod
    def site_files(cls, site: Site) -> Mapping[str, str]:
        """Return a file of the points of each chart."""
        drawn = (series(site, chart) for chart in site.records[cls.collection].values())
        return {chart_path(one.chart.id): chart_csv(one) for one in drawn if one}

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the schema of a chart cannot see."""
        yield from self._wrong_number_of_points()
        if self.kind == "dated points":
            yield from self._wrong_dates()

    def _wrong_number_of_points(self) -> Iterator[Mistake]:
        if not self.points:
            help_ = "add a point: a line - {label: …, figure: …}"
            yield Mistake(("points",), "empty-chart", f"the chart {self.id} is empty", help_)
        if self.kind == "columns" and len(self.points) > MOST_COLUMNS:
            message = f"{len(self.points)} columns have no room on a phone"
            yield Mistake(("points", MOST_COLUMNS), "chart-kind", message, "write kind: bars")

    def _wrong_dates(self) -> Iterator[Mistake]:
        sound = []
        for place, point in enumerate(self.points):
            if point.when.iso and is_partial_date(point.date):
                sound.append((place, point.date))
                continue
            message = f"{point.date} is no date" if point.date else "a dated point needs a date"
            at = ("points", place, "date") if point.date else ("points", place)
            yield Mistake(at, "wrong-type", message, _DATE_HELP)
        dates = [PartialDate(written) for _, written in sound]
        for at_fault in out_of_order(dates):
            side, other = disorder(dates, at_fault)
            message = f"{dates[at_fault].iso} stands {side} {other.iso}"
            help_ = "put the points in the order of time"
            yield Mistake(("points", sound[at_fault][0], "date"), "wrong-order", message, help_)

    def mistakes_in_site(self, site: Site) -> Iterator[Mistake]:
        """Yield a mistake for each point whose figure does not fit into the chart."""
        known = site.records["figures"]
        shown = {
            place: known[point.figure]
            for place, point in enumerate(self.points)
            if point.figure in known
        }
        first = next(iter(shown.values()), None)
        for place, figure in shown.items():
            at = ("points", place, "figure")
            if first and figure.unit != first.unit:
                message = f"{figure.id} is in {figure.unit}, {first.id} in {first.unit}"
                yield Mistake(at, "mixed-units", message, "make a chart of each unit")
            elif (figure.unit == "one in") != (self.kind == "people") or figure.value < 0:
                message = f"{figure.text} cannot be drawn as {self.kind}"
                yield Mistake(at, "chart-kind", message, _KIND_HELP)
