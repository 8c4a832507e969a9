"""Charts that are their own table: bars, and people of whom one in so many is filled."""

from __future__ import annotations

from markupsafe import Markup

from sitegen.documents.records.figure import Figure
from sitegen.render.charts.series import Series
from sitegen.render.charts.svg import short
from sitegen.render.charts.table import table

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
