"""data/figures.yaml: numbers with what they measure and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sitegen.schema.check import CLOSED


@dataclass(frozen=True)
class Figure:
    """A number with what it measures and where it comes from. ``value`` is in ``unit``."""

    __pydantic_config__ = CLOSED
    id: str
    value: int | float
    measures: str
    period: str
    source: str
    unit: Literal["count", "percent", "gbp"] = "count"
    place: str = ""
    caution: str = ""

    @property
    def text(self) -> str:
        """Return the number as it is printed: 3,250, 30%, £4.50, 14.4."""
        if self.unit == "percent":
            return f"{self.value:,}%"
        if self.unit == "gbp":
            return f"£{self.value:,.2f}" if self.value % 1 else f"£{self.value:,.0f}"
        return f"{self.value:,}"
