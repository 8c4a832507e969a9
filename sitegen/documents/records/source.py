"""data/sources.yaml: the works that pages and records rely on."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.schema.check import CLOSED


@dataclass(frozen=True)
class Source:
    """A work that pages rely on. ``date`` is in words; ``seen`` says how much of it was read."""

    __pydantic_config__ = CLOSED
    id: str
    title: str
    publisher: str
    url: str
    date: str = ""
    seen: str = ""
