"""data/funders.yaml: who paid for the charity's work, as sources report it."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.schema.check import CLOSED


@dataclass(frozen=True)
class Funder:
    """One sum, or one kind of support, that somebody gave. ``place`` is empty for national money.

    ``amount`` and ``period`` are in words, as sources differ in what they count.
    """

    __pydantic_config__ = CLOSED
    id: str
    name: str
    purpose: str
    period: str
    sources: tuple[str, ...]
    amount: str = ""
    place: str = ""
    note: str = ""
