"""Columns: an SVG whose widths are in per cent and whose heights are in px; text keeps its size."""

from __future__ import annotations

from markupsafe import Markup

from sitegen.render.charts.series import Series
from sitegen.render.charts.svg import BASELINE, HEIGHT, line, rectangle, text

_TOP = 28


def columns(series: Series) -> Markup:
    """Return columns from 0, with the value above and the label below each."""
    slot = 100 / len(series.figures)
    parts = [line("axis", 0, 100, BASELINE)]
    for number, (point, figure) in enumerate(series.points):
        height = (BASELINE - _TOP) * figure.value / series.largest
        middle = (number + 0.5) * slot
        left, top = middle - 0.3 * slot, BASELINE - height
        parts.append(rectangle(left, top, 0.6 * slot, height))
        parts.append(text(middle, top - 8, figure.text))
        parts.append(text(middle, HEIGHT - 8, point.label))
    return Markup().join(parts)
