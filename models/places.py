"""data/places.yaml: places where the charity has worked, with when that was known."""

from __future__ import annotations

from collections.abc import Iterator

from models.regions import Region
from models.sources import Source
from sitegen.models import (
    DateInPart,
    Mistake,
    PartialDate,
    Record,
    Ref,
    Refs,
    Text,
    collection,
    is_partial_date,
)

#: How many calendar years back a report of a Practice still counts as news of it.
RECENT_YEARS = 3


@collection("places")
class Place(Record):
    """A place where there has been a local team, as far as sources tell."""

    name: str
    """The name of the place."""
    region: Ref[Region]
    """The region that it lies in."""
    sources: Refs[Source]
    """The works that tell of it."""
    host: str = ""
    """Who runs the team there, if that is known."""
    known_from: DateInPart = "unknown"
    """Since when the place is known."""
    known_from_in_words: str = ""
    """The same in words, where a date says too much or too little; printed instead of it."""
    last_seen: DateInPart = "unknown"
    """When a source last told of the place. It never says that a team is there today."""
    last_seen_in_words: str = ""
    """The same in words, printed instead of the date."""
    local_page: Ref[Source] = ""
    """The source that is the team's own page."""
    planned: bool = False
    """Whether a team was planned there of which nobody knows that it began."""
    note: Text = ""
    """What readers should know besides."""

    @property
    def first(self) -> str:
        """Return in words since when the place is known."""
        return self.known_from_in_words or str(PartialDate.of(self.known_from))

    @property
    def last(self) -> str:
        """Return in words when the place was last seen in a source."""
        return self.last_seen_in_words or str(PartialDate.of(self.last_seen))

    @property
    def newest(self) -> str:
        """Return when the place was last seen as a text that sorts by time, "" if nobody knows."""
        return PartialDate.of(self.last_seen).iso

    def recent(self, this_year: int) -> bool:
        """Whether a Practice was seen there in this calendar year or the three before it."""
        year = PartialDate.of(self.last_seen).year
        return bool(year) and not self.planned and int(year) >= this_year - RECENT_YEARS

    def standing(self, this_year: int) -> str:
        """Return in a few words whether a woman can hope for a Practice there.

        What was seen in the last three calendar years may well be there still; what was seen longer
        ago may not.
        """
        year = PartialDate.of(self.last_seen).year
        if self.planned:
            return f"Planned in {year}: ask your council" if year else "Planned: ask your council"
        if not year:
            return "Date not known: ask your council"
        if self.recent(this_year):
            return f"Open in {year}"
        return f"Last reported {year}: ask your council"

    def mistakes(self) -> Iterator[Mistake]:
        """Yield it if the place was last seen before it was known."""
        dates = (self.last_seen, self.known_from)
        last, first = map(PartialDate.of, dates)
        if all(map(is_partial_date, dates)) and last.is_before(first):
            message = f"{self.name} was last seen before it was known, in {first}"
            yield Mistake(("last_seen",), "wrong-order", message, "exchange the two dates")
