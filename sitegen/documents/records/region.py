"""data/regions.yaml: regions of England and other nations, with their tiles in a picture."""

from __future__ import annotations

from typing import Literal

from sitegen.fields.record import Record, collection

Nation = Literal["England", "Scotland", "Wales", "Northern Ireland"]


@collection("regions")
class Region(Record):
    """A region in which places lie.

    ``label`` is its name in short lines, and ``column`` and ``row``, from 0, say where its tile is
    in a picture of all regions.
    """

    name: str
    nation: Nation
    label: tuple[str, ...]
    column: int
    row: int
