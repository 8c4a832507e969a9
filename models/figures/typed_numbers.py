"""Numbers that are typed into a text where a figure belongs, and the figures they may be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sitegen.models import Site

if TYPE_CHECKING:
    from models.figures.record import Figure

_NUMBER = r"\d++(?>(?:,\d++)*)(?>(?:\.\d++)?)"
#: A number with a percent sign or a pound sign.
TYPED_NUMBER = (
    rf"£\s?(?P<pounds>{_NUMBER})(?:\s?(?P<scale>million|billion|thousand|bn|m|k)\b)?"
    rf"|(?<!\d)(?<!\d,)(?P<percent>{_NUMBER})\s?(?:%|per\s?cent\b)"
)
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
#: A value and its unit.
_Worth = tuple[float, str]
#: "For each £1" names a unit and no finding.
_ONE_POUND: _Worth = (1.0, "gbp")


def worth(written: str) -> _Worth | None:
    """Return value and unit of a typed number; None for "each £1"."""
    match = re.fullmatch(TYPED_NUMBER, written)
    if match is None:
        return None
    if match["percent"]:
        return float(match["percent"].replace(",", "")), "percent"
    pounds = float(match["pounds"].replace(",", "")) * _SCALES.get(match["scale"], 1)
    return (pounds, "gbp") if (pounds, "gbp") != _ONE_POUND else None


def meant(site: Site, known: _Worth, sources: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the figures with a value in a unit.

    If some of them are from the sources that a page or record names, it can only mean these.
    """
    found = {one.id: one.is_from(sources) for one in site.once(_by_worth).get(known, ())}
    return tuple(id_ for id_, own in found.items() if own or not any(found.values()))


def _by_worth(site: Site) -> Mapping[_Worth, Sequence[Figure]]:
    """Return the figures of a site by what they are worth."""
    found: dict[_Worth, list[Figure]] = {}
    for one in site.records["figures"].values():
        found.setdefault((float(one.value), one.unit), []).append(one)
    return found
