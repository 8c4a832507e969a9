"""The size of a drawing in pixels, from its root element's width, height and viewBox."""

from __future__ import annotations

import math
from collections.abc import Mapping
from string import ascii_lowercase

#: Pixels in one unit. Source: CSS Values and Units 4, 6.2; em and ex as in a page without styles.
_UNITS = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
}
_RELATIVE = ("%", "vw", "vh", "vmin", "vmax")
_MOST = 100_000
_LONGEST_NUMBER = 40
_BOX = 4


def size_of(root: Mapping[str, str]) -> tuple[int, int] | None:
    """Return width and height, or None if there are none; what is not given follows the viewBox.

    Source: SVG 2, 8.12, and CSS Images 3, 5.2 (sizes from a ratio).
    """
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    box = _box(root.get("viewBox", ""))
    if box is None:
        return _whole(width, height)
    across, down = box
    if width is None and height is None:
        return _whole(across, down)
    if height is None and width is not None:
        return _whole(width, width * down / across)
    return _whole(width if width is not None else (height or 0) * across / down, height)


def _whole(width: float | None, height: float | None) -> tuple[int, int] | None:
    if width is None or height is None:
        return None
    if not (0 < width <= _MOST and 0 < height <= _MOST):
        return None
    return max(1, round(width)), max(1, round(height))


def _length(text: str) -> float | None:
    """Return a length in pixels, or None for one that depends on where the drawing stands.

    What is no length, or below 0, is not passed over: it comes out as 0, which no picture has.
    """
    text = text.strip().lower()
    number = text.rstrip(ascii_lowercase + "%")
    unit = text.removeprefix(number)
    if text in ("", "auto") or unit in _RELATIVE:
        return None
    value = _number(number)
    return max(value, 0.0) * _UNITS[unit] if value is not None and unit in _UNITS else 0.0


def _box(text: str) -> tuple[float, float] | None:
    """Return width and height of a viewBox, or None if there is none of any use."""
    numbers = [_number(word) for word in text.replace(",", " ").split()]
    if len(numbers) != _BOX or any(number is None for number in numbers):
        return None
    _, _, width, height = (number or 0.0 for number in numbers)
    return (width, height) if width > 0 and height > 0 else None


def _number(text: str) -> float | None:
    """Return a number as SVG writes them, or None; words such as inf and nan are none."""
    text = text.strip()
    if not text or len(text) > _LONGEST_NUMBER or text.strip("+-.0123456789eE"):
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
