"""Figures found by what they are worth, for numbers that are typed instead."""

from __future__ import annotations

from sitegen.model.types import Site


def figures_worth(site: Site, value: str, unit: str, *sources: str) -> tuple[str, ...]:
    """Return the ids of the figures with a value, given as the repr of a float, in a unit.

    If some of them are from the sources that a page names, it can only mean these.
    """
    found = {
        id_: not {one.source, *one.also_in}.isdisjoint(sources)
        for id_, one in site.figures.items()
        if repr(float(one.value)) == value and one.unit == unit
    }
    return tuple(id_ for id_, own in found.items() if own or not any(found.values()))
