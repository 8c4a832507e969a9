"""Numbers that are typed into a text where a figure belongs: their pattern, what they are worth."""

from __future__ import annotations

import re

_NUMBER = r"\d++(?>(?:,\d++)*)(?>(?:\.\d++)?)"
#: A number with a percent sign or a pound sign.
TYPED_NUMBER = (
    rf"£\s?(?P<pounds>{_NUMBER})(?:\s?(?P<scale>million|billion|thousand|bn|m|k)\b)?"
    rf"|(?<!\d)(?<!\d,)(?P<percent>{_NUMBER})\s?(?:%|per\s?cent\b)"
)
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
#: A value and its unit.
Worth = tuple[float, str]
#: "For each £1" names a unit and no finding.
_ONE_POUND: Worth = (1.0, "gbp")


def worth(written: str) -> Worth | None:
    """Return value and unit of a typed number; None for "each £1"."""
    match = re.fullmatch(TYPED_NUMBER, written)
    if match is None:
        return None
    if match["percent"]:
        return float(match["percent"].replace(",", "")), "percent"
    pounds = float(match["pounds"].replace(",", "")) * _SCALES.get(match["scale"], 1)
    return (pounds, "gbp") if (pounds, "gbp") != _ONE_POUND else None
