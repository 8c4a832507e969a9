"""The table of a chart, which bars and people are themselves: they stand under the labels."""

from __future__ import annotations

from collections.abc import Callable

from models.figures.record import Figure
from models.figures.series import Series
from models.figures.shapes import short
from sitegen.models import Markup

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
_BAR = Markup(
    '<svg class="chart-bar" width="100%" height="16" aria-hidden="true">'
    '<rect class="track" width="100%" height="16"/>'
    '<rect class="mark" width="{}%" height="16"/></svg>'
)
_PEOPLE = Markup('<span class="people">{}</span>')
_PERSON = Markup(
    '<svg class="{}" width="32" height="56" aria-hidden="true">'
    '<circle cx="16" cy="11" r="8"/><path d="M6 54V32a10 10 0 0 1 20 0v22z"/></svg>'
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


def bars(series: Series) -> Markup:
    """Return a table with a bar under each label, from 0 to the largest value, or to 100%."""

    def bar(figure: Figure) -> Markup:
        return _BAR.format(short(100 * figure.value / series.largest))

    return table(series, bar)


def people(series: Series) -> Markup:
    """Return a table with as many people under each label as one of them is out of."""

    def row(figure: Figure) -> Markup:
        kinds = ["mark", *["track"] * (round(figure.value) - 1)]
        return _PEOPLE.format(Markup().join(_PERSON.format(kind) for kind in kinds))

    return table(series, row)
