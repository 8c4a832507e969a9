"""data/regions.yaml: regions of England and other nations, with their tiles in a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sitegen.schema.check import CLOSED

Nation = Literal["England", "Scotland", "Wales", "Northern Ireland"]


@dataclass(frozen=True)
class Region:
    """A region in which places lie.

    ``label`` is its name in short lines, and ``column`` and ``row``, from 0, say where its tile is
    in a picture of all regions.
    """

    __pydantic_config__ = CLOSED
    id: str
    name: str
    nation: Nation
    label: tuple[str, ...]
    column: int
    row: int
