"""What one conversion came across: mistakes, warnings, addresses, terms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Mistake(NamedTuple):
    """A mistake in a text: rule, message, help, and the words that are at fault, as written.

    ``nth`` says which of these words it are (from 0), ``at`` where they stand in the text; where
    neither is known, the nth mistake of the same words is at their nth place.
    """

    rule: str
    message: str
    help: str
    written: str
    nth: int | None = None
    at: int | None = None


@dataclass
class Found:
    """What one conversion came across.

    ``uses`` are the addresses in the text, as written and as printed; ``terms`` the ids of the
    terms that the text explains.
    """

    mistakes: list[Mistake] = field(default_factory=list)
    warnings: list[Mistake] = field(default_factory=list)
    uses: list[tuple[str, str]] = field(default_factory=list)
    terms: set[str] = field(default_factory=set)
