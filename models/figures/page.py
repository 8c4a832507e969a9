"""A whole chart: headline, picture, table, source, caution, and its numbers as CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.figures.drawings import columns, dated_points
from models.figures.series import Series
from models.figures.shapes import HEIGHT
from models.figures.tables import bars, people, table
from sitegen.models import Markup, csv_text, file_size

_FIGURE = Markup(
    '<figure class="chart" id="chart-{id}">\n'
    '<figcaption id="chart-{id}-title">{title}</figcaption>\n{picture}'
    '<p class="muted">{about}</p>\n'
    '<p class="muted download"><a href="/{path}">'
    "Download the numbers: {title} (CSV, {size})</a></p>\n"
    "</figure>"
)
#: The picture says in words what it shows; the numbers themselves are in the table after it.
_SVG = Markup(
    '<p class="measures">{measures}</p>\n'
    '<svg class="drawing" width="100%" height="{height}" role="img" '
    'aria-labelledby="chart-{id}-title chart-{id}-desc">\n'
    '<desc id="chart-{id}-desc">{measures}: {points}</desc>\n{drawing}</svg>\n'
    "<details>\n<summary>The numbers in a table</summary>\n{table}</details>\n"
)
_SOURCE = Markup('<a href="{}">{}</a>, {}')

#: Charts that are tables themselves, and those that are drawn beside one.
TABLES: Mapping[str, Callable[[Series], Markup]] = {"bars": bars, "people": people}
DRAWINGS: Mapping[str, Callable[[Series], Markup]] = {
    "columns": columns,
    "dated points": dated_points,
}

_COLUMNS = ("label", "value", "unit", "date", "note", "figure", "source_title", "source_url")


def chart_html(series: Series) -> Markup:
    """Return the chart as one figure element."""
    chart = series.chart
    return _FIGURE.format(
        id=chart.id,
        title=chart.title,
        picture=TABLES[chart.kind](series) if chart.kind in TABLES else _drawing(series),
        about=_about(series),
        path=chart_path(chart.id),
        size=file_size(len(chart_csv(series).encode())),
    )


def _drawing(series: Series) -> Markup:
    return _SVG.format(
        id=series.chart.id,
        measures=series.chart.measures,
        height=HEIGHT,
        points="; ".join(f"{point.label} {figure.text}" for point, figure in series.points),
        drawing=DRAWINGS[series.chart.kind](series),
        table=table(series),
    )


def _about(series: Series) -> Markup:
    """Return what it is of, when and where, with what caution, and from which sources."""
    chart = series.chart
    facts = ", ".join(filter(None, (chart.place, chart.period, chart.sample)))
    sources = Markup("; ").join(
        _SOURCE.format(one.url, one.title, one.publisher) for one in series.sources
    )
    noun = "Source" if len(series.sources) == 1 else "Sources"
    words = [f"{facts}." if facts else "", chart.caution, Markup("{}: {}.").format(noun, sources)]
    return Markup(" ").join(word for word in words if word)


def chart_path(id_: str) -> str:
    """Return where a chart's CSV is published."""
    return f"data/charts/{id_}.csv"


def chart_csv(series: Series) -> str:
    """Return the points of a chart with their figures and sources."""
    sources = {source.id: source for source in series.sources}
    return csv_text(
        _COLUMNS,
        (
            (
                point.label,
                figure.value,
                figure.unit,
                point.date,
                point.note,
                figure.id,
                sources[figure.source].title if figure.source in sources else "",
                sources[figure.source].url if figure.source in sources else "",
            )
            for point, figure in series.points
        ),
    )
