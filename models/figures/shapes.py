"""The few shapes that charts are drawn with: x in per cent of the width, y in px."""

from __future__ import annotations

from sitegen.models import Markup

#: Height of a drawing, and of the line that values are measured from, in px.
HEIGHT, BASELINE = 260, 224

_LINE = Markup('<line class="{}" x1="{}%" y1="{}" x2="{}%" y2="{}"/>\n')
_RECTANGLE = Markup('<rect class="mark" x="{}%" y="{}" width="{}%" height="{}"/>\n')
_CIRCLE = Markup('<circle class="mark" cx="{}%" cy="{}" r="7"/>\n')
_TEXT = Markup('<text x="{}%" y="{}" text-anchor="middle">{}</text>\n')


def line(kind: str, left: float, right: float, y: float) -> Markup:
    """Return a level line."""
    return _LINE.format(kind, short(left), short(y), short(right), short(y))


def tick(x: float) -> Markup:
    """Return a short upright line below the baseline."""
    return _LINE.format("axis", short(x), BASELINE, short(x), BASELINE + 6)


def rectangle(left: float, top: float, width: float, height: float) -> Markup:
    """Return a filled rectangle."""
    return _RECTANGLE.format(short(left), short(top), short(width), short(height))


def circle(x: float, y: float) -> Markup:
    """Return a filled circle."""
    return _CIRCLE.format(short(x), short(y))


def text(x: float, y: float, words: str) -> Markup:
    """Return a piece of text, centred on x."""
    return _TEXT.format(short(x), short(y), words)


def short(number: float) -> str:
    """Return a number with two decimals at most, which is more than a screen can show."""
    return f"{round(number, 2):g}"
