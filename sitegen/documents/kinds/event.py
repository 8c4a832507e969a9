"""``event:`` in front matter: when and where people meet, and how to come."""

from __future__ import annotations

from typing import Literal

from sitegen.fields.local_time import LocalTime, span_in_words
from sitegen.fields.record import Part
from sitegen.fields.types import WebAddress


class Event(Part):
    """A meeting at a ``place``, in words, or ``online``, at an address, or both.

    ``booking`` is an address too; ``cost`` and ``access`` are in words.
    """

    starts: LocalTime
    organiser: str
    ends: LocalTime | None = None
    place: str = ""
    online: WebAddress = ""
    status: Literal["scheduled", "postponed", "cancelled"] = "scheduled"
    booking: WebAddress = ""
    cost: str = ""
    access: str = ""

    @property
    def last(self) -> LocalTime:
        """Return when it ends; without a word on it, when it starts."""
        return self.ends or self.starts

    @property
    def when(self) -> str:
        """Return when it is, in words."""
        return span_in_words(self.starts, self.last)
