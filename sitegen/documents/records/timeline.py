"""data/timeline.yaml: dated events, oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sitegen.diagnostics import Diagnostic
from sitegen.documents.records.partial_date import (
    PartialDate,
    disorder,
    is_partial_date,
    out_of_order,
    wrong_dates,
)
from sitegen.schema.check import CLOSED
from sitegen.schema.yaml_text import YamlText


@dataclass(frozen=True)
class TimelineLink:
    """A page that tells more of an event: its address and the words of the link."""

    __pydantic_config__ = CLOSED
    url: str
    text: str


@dataclass(frozen=True)
class TimelineEvent:
    """Something that happened on a day, in a month or in a year; ``season`` narrows a year."""

    __pydantic_config__ = CLOSED
    id: str
    date: str
    text: str
    sources: tuple[str, ...]
    season: Literal["", "spring", "summer", "autumn", "winter"] = ""
    note: str = ""
    link: TimelineLink | None = None

    @property
    def when(self) -> PartialDate:
        """Return the date as far as it is known."""
        return PartialDate.of(self.date)


def mistakes(yaml: YamlText, events: tuple[TimelineEvent, ...]) -> Iterator[Diagnostic]:
    """Give events without a date, and those that stand after later ones."""
    yield from wrong_dates(yaml)
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
