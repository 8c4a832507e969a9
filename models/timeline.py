"""data/timeline.yaml: dated events, oldest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from models.sources import Source
from sitegen.models import (
    DateInPart,
    Mistake,
    Part,
    PartialDate,
    Record,
    Refs,
    Text,
    WebAddress,
    collection,
    disorder,
    is_partial_date,
    out_of_order,
)


class TimelineLink(Part):
    """A page that tells more of an event."""

    url: WebAddress
    """The address of the page."""
    text: str
    """The words of the link, which say where it leads."""


@collection("timeline")
class TimelineEvent(Record):
    """Something that happened on a day, in a month or in a year."""

    date: DateInPart
    """When it happened. The events stand in this order, the oldest first."""
    text: Text
    """What happened, in a sentence or two."""
    sources: Refs[Source]
    """The works that tell of it."""
    season: Literal["", "spring", "summer", "autumn", "winter"] = ""
    """The season, where only that and the year are known."""
    note: Text = ""
    """How sure the date or the number is."""
    link: TimelineLink | None = None
    """A page that tells more."""

    @property
    def when(self) -> PartialDate:
        """Return the date as far as it is known."""
        return PartialDate.of(self.date)

    @classmethod
    def mistakes_among(
        cls, records: Sequence[TimelineEvent]
    ) -> Iterator[tuple[TimelineEvent, Mistake]]:
        """Yield events without a date, and those that stand after later ones."""
        dated = [event for event in records if is_partial_date(event.date)]
        for event in dated:
            if not event.when.iso:
                help_ = "give at least the year, or leave the event out"
                message = "an event of the timeline has a date"
                yield event, Mistake(("date",), "wrong-order", message, help_)
        known = [event for event in dated if event.when.iso]
        dates = [event.when for event in known]
        for place in out_of_order(dates):
            side, other = disorder(dates, place)
            message = f"{dates[place]} stands {side} {other}"
            help_ = "correct the date, or list the events by date, the oldest first"
            yield known[place], Mistake(("date",), "wrong-order", message, help_)
