"""The table of a chart: each point's label and value, and perhaps a picture under the label."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from sitegen.documents.records.figure import Figure
from sitegen.render.charts.series import Series

#: What heads the column of values.
HEADINGS = {
    "count": "Number",
    "percent": "Share",
    "gbp": "Pounds",
    "per 10,000": "For every 10,000",
    "one in": "How many",
    "weeks": "Weeks",
    "months": "Months",
    "years": "Years",
}

_NO_PICTURE = Markup()

_TABLE = Markup(
    "<table>\n<caption>{caption}</caption>\n"
    '<thead><tr><th scope="col">{labels}</th><th scope="col" class="number">{values}</th></tr>'
    "</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
)
_ROW = Markup(
    '<tr><th scope="row">{label}{note}{picture}</th><td class="number">{value}</td></tr>\n'
)
_NOTE = Markup(' <span class="muted">{}</span>')


def table(series: Series, picture: Callable[[Figure], Markup] = lambda _: _NO_PICTURE) -> Markup:
    """Return the table; a picture stands under the label and has the width of its column."""
    rows = Markup().join(
        _ROW.format(
            label=point.label,
            note=_NOTE.format(f"({point.note})") if point.note else "",
            picture=picture(figure),
            value=figure.text,
        )
        for point, figure in series.points
    )
    chart = series.chart
    return _TABLE.format(
        caption=chart.measures, labels=chart.labels, values=HEADINGS[series.unit], rows=rows
    )
