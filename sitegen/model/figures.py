"""Numbers that are typed into a text where a figure belongs, and the figures they may be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sitegen.documents.records.figure import Figure

_NUMBER = r"\d++(?>(?:,\d++)*)(?>(?:\.\d++)?)"
#: A number with a percent sign or a pound sign.
TYPED_NUMBER = (
    rf"£\s?(?P<pounds>{_NUMBER})(?:\s?(?P<scale>million|billion|thousand|bn|m|k)\b)?"
    rf"|(?<!\d)(?<!\d,)(?P<percent>{_NUMBER})\s?(?:%|per\s?cent\b)"
)
#: Figures by their value, as the repr of a float, and their unit.
FiguresByWorth = Mapping[tuple[str, str], Sequence[Figure]]
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
#: "For each £1" names a unit and no finding.
_ONE_POUND = (repr(1.0), "gbp")


def worth(match: re.Match[str]) -> tuple[str, str] | None:
    """Return value (as the repr of a float) and unit of a typed number; None for "each £1"."""
    if match["percent"]:
        return repr(float(match["percent"].replace(",", ""))), "percent"
    pounds = float(match["pounds"].replace(",", "")) * _SCALES.get(match["scale"], 1)
    return (repr(pounds), "gbp") if (repr(pounds), "gbp") != _ONE_POUND else None


def by_worth(figures: Mapping[str, Figure]) -> FiguresByWorth:
    """Return figures, given by their ids, by what they are worth."""
    found: dict[tuple[str, str], list[Figure]] = {}
    for one in figures.values():
        found.setdefault((repr(float(one.value)), one.unit), []).append(one)
    return found


def figures_worth(figures: FiguresByWorth, value: str, unit: str, *sources: str) -> tuple[str, ...]:
    """Return the ids of the figures with a value, given as the repr of a float, in a unit.

    If some of them are from the sources that a page or record names, it can only mean these.
    """
    found = {
        one.id: not {one.source, *one.also_in}.isdisjoint(sources)
        for one in figures.get((value, unit), ())
    }
    return tuple(id_ for id_, own in found.items() if own or not any(found.values()))


def warning(written: str, ids: tuple[str, ...]) -> tuple[str, str, str]:
    """Return rule, message and help for a typed number, given the figures that it may be."""
    message = f"{written} is typed here, and nobody can trace it"
    codes = " or ".join(f"[[figure:{id_}]]" for id_ in ids)
    help_ = f"write {codes}" if ids else "add a record to data/figures.yaml, write [[figure:ID]]"
    return "typed-number", message, help_
