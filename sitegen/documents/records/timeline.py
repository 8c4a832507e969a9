"""data/timeline.yaml: dated events, oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from sitegen.diagnostics import Diagnostic
from sitegen.documents.records.source import Source
from sitegen.fields.partial_date import (
    PartialDate,
    disorder,
    is_partial_date,
    out_of_order,
)
from sitegen.fields.record import Part, Record, collection
from sitegen.fields.types import DateInPart, Refs, Text, WebAddress
from sitegen.schema.yaml_text import YamlText


class TimelineLink(Part):
    """A page that tells more of an event: its address and the words of the link."""

    url: WebAddress
    text: str


@collection("timeline")
class TimelineEvent(Record):
    """Something that happened on a day, in a month or in a year; ``season`` narrows a year."""

    date: DateInPart
    text: Text
    sources: Refs[Source]
    season: Literal["", "spring", "summer", "autumn", "winter"] = ""
    note: Text = ""
    link: TimelineLink | None = None

    @property
    def when(self) -> PartialDate:
        """Return the date as far as it is known."""
        return PartialDate.of(self.date)


def mistakes(yaml: YamlText, events: tuple[TimelineEvent, ...]) -> Iterator[Diagnostic]:
    """Yield events without a date, and those that stand after later ones."""
    dated = [event for event in events if is_partial_date(event.date)]
    for event in dated:
        if not event.when.iso:
            span = yaml.span((yaml.places[event.id], "date"))
            help_ = "give at least the year, or leave the event out"
            yield Diagnostic(span, "wrong-order", "an event of the timeline has a date", help_)
    known = [event for event in dated if event.when.iso]
    dates = [event.when for event in known]
    for place in out_of_order(dates):
        span = yaml.span((yaml.places[known[place].id], "date"))
        side, other = disorder(dates, place)
        message = f"{dates[place]} stands {side} {other}"
        help_ = "correct the date, or list the events by date, the oldest first"
        yield Diagnostic(span, "wrong-order", message, help_)
