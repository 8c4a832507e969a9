"""Charts held against the figures that they show: one unit each, and one that can be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.diagnostics import Diagnostic
from sitegen.documents.load import Loaded
from sitegen.documents.records.chart import Chart
from sitegen.documents.records.figure import Figure
from sitegen.schema.yaml_text import Location, YamlText


def mistakes(loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield a mistake for each point whose figure does not fit into its chart."""
    charts, figures = loaded.records["charts"], loaded.records["figures"].by_id()
    for chart in charts.items:
        at: Location = (charts.place(chart.id), "points")
        yield from _of_chart(charts.yaml, at, chart, figures)


def _of_chart(
    yaml: YamlText, at: Location, chart: Chart, figures: Mapping[str, Figure]
) -> Iterator[Diagnostic]:
    shown = {
        place: figures[point.figure]
        for place, point in enumerate(chart.points)
        if point.figure in figures
    }
    first = next(iter(shown.values()), None)
    for place, figure in shown.items():
        span = yaml.span((*at, place, "figure"))
        if first and figure.unit != first.unit:
            message = f"{figure.id} is in {figure.unit}, {first.id} in {first.unit}"
            yield Diagnostic(span, "mixed-units", message, "make a chart of each unit")
        elif (figure.unit == "one in") != (chart.kind == "people") or figure.value < 0:
            message = f"{figure.text} cannot be drawn as {chart.kind}"
            help_ = (
                "people show figures of the unit one in; the others show all other units, from 0"
            )
            yield Diagnostic(span, "chart-kind", message, help_)
