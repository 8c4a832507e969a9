"""data/regions.yaml: regions of England and other nations, with their tiles in a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from sitegen.models import Mistake, Record, collection

Nation = Literal["England", "Scotland", "Wales", "Northern Ireland"]


@collection("regions")
class Region(Record):
    """A region in which places lie."""

    name: str
    """The name of the region."""
    nation: Nation
    """The nation that it is a part of."""
    label: tuple[str, ...]
    """Its name in short lines, which fit its tile in the picture of all regions."""
    column: int
    """The column of its tile in the picture, counted from 0 at the left."""
    row: int
    """The row of its tile in the picture, counted from 0 at the top."""

    @classmethod
    def promises_among(cls, records: Sequence[Region]) -> Iterator[tuple[Region, Mistake]]:
        """Yield regions whose tile lies on that of another."""
        first: dict[tuple[int, int], Region] = {}
        for region in records:
            other = first.setdefault((region.column, region.row), region)
            if other is not region:
                message = f"the tile of {region.id} lies on that of {other.id}"
                help_ = "give it a column and a row of its own"
                yield region, Mistake(("column",), "same-place", message, help_)
