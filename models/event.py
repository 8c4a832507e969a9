"""Events: ``event:`` in front matter, what search engines read, and a file for calendars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import ClassVar, Literal

from sitegen.models import (
    FrontMatter,
    LocalTime,
    Mistake,
    Page,
    PageType,
    Site,
    Turning,
    WebAddress,
    page_type,
    span_in_words,
    stable_id,
)

_SCHEMA = "https://schema.org/"
_STATUS = {
    "scheduled": ("EventScheduled", "CONFIRMED"),
    "postponed": ("EventPostponed", "TENTATIVE"),
    "cancelled": ("EventCancelled", "CANCELLED"),
}
#: How people can take part, by whether there is a place and whether there is an address online.
_MODES = {
    (True, True): "MixedEventAttendanceMode",
    (True, False): "OfflineEventAttendanceMode",
    (False, True): "OnlineEventAttendanceMode",
}


@page_type("event")
class Event(PageType):
    """A meeting at a place, online, or both."""

    example: ClassVar[str] = "event: {starts: 2026-12-04 10:00, organiser: …}"
    is_dated: ClassVar[bool] = True
    sorts: ClassVar[tuple[str, ...]] = ("starts",)
    attributes: ClassVar[tuple[str, ...]] = ("calendar",)
    search_weight: ClassVar[float] = 0.8

    starts: LocalTime
    """When it begins."""
    organiser: str
    """Who invites."""
    ends: LocalTime | None = None
    """When it ends."""
    place: str = ""
    """Where it is, in words: The Old Library, Hull."""
    online: WebAddress = ""
    """The address at which people can take part online."""
    status: Literal["scheduled", "postponed", "cancelled"] = "scheduled"
    """Whether it takes place. An event that is called off stays, with the word cancelled."""
    booking: WebAddress = ""
    """The address at which people can book."""
    cost: str = ""
    """What it costs, in words."""
    access: str = ""
    """What there is for disabled people, in words."""

    @property
    def last(self) -> LocalTime:
        """Return when it ends; without a word on it, when it starts."""
        return self.ends or self.starts

    @property
    def when(self) -> str:
        """Return when it is, in words."""
        return span_in_words(self.starts, self.last)

    def mistakes(self, front: FrontMatter) -> Iterator[Mistake]:  # noqa: ARG002 - a hook
        """Yield it if the event ends before it starts."""
        if self.last.is_before(self.starts):
            message = "the event ends before it starts"
            yield Mistake(("ends",), "date-order", message, "put the two in order")

    def turning(self, front: FrontMatter) -> Turning:  # noqa: ARG002 - a hook
        """Return that an event is coming until it is past: what ends on a day, when the day is."""
        return Turning("coming", "past", self.last.over)

    def calendar(self, page: Page, site: Site) -> str:  # noqa: ARG002 - as each attribute
        """Return the address of the file for calendars: /events/a/ has /events/a.ics."""
        return f"{page.url.rstrip('/')}.ics"

    def json_ld(self, page: Page, site: Site) -> Iterator[Mapping[str, object]]:
        """Yield the event (https://schema.org/Event)."""
        block: dict[str, object] = {
            "@context": "https://schema.org",
            "@type": "Event",
            "name": page.front.title,
            "description": page.front.description,
            "url": site.config.absolute(page.url),
            "startDate": self.starts.iso,
            "eventStatus": _SCHEMA + _STATUS[self.status][0],
            "organizer": {"@type": "Organization", "name": self.organiser},
        }
        if self.ends:
            block["endDate"] = self.ends.iso
        if mode := _MODES.get((bool(self.place), bool(self.online))):
            block["eventAttendanceMode"] = _SCHEMA + mode
            block["location"] = list(_locations(self))
        yield block

    def files(self, page: Page, site: Site) -> Mapping[str, str]:
        """Return NAME.ics beside the page."""
        return {self.calendar(page, site).removeprefix("/"): _calendar(self, page, site)}


def _locations(event: Event) -> Iterator[dict[str, object]]:
    if event.place:
        yield {"@type": "Place", "name": event.place, "address": event.place}
    if event.online:
        yield {"@type": "VirtualLocation", "url": event.online}


# The file for calendars, in the form of iCalendar (RFC 5545)

_LONGEST = 75
_ZONE_NAME = "Europe/London"
#: When the clocks change there since 1996.
_ZONE = f"""BEGIN:VTIMEZONE
TZID:{_ZONE_NAME}
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
END:STANDARD
END:VTIMEZONE""".split("\n")


def _calendar(event: Event, page: Page, site: Site) -> str:
    name = site.config.name
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{_escaped(name)}//Website//EN"]
    lines += [*_ZONE, "BEGIN:VEVENT", *_event(event, page, site), "END:VEVENT", "END:VCALENDAR"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(event: Event, page: Page, site: Site) -> Iterator[str]:
    """Yield the lines of the event. Its stamp is a date of the page, so that builds are alike."""
    front = page.front
    stamp = front.updated or (front.date or event.starts).day
    yield f"UID:{stable_id(page, site)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART{_moment(event.starts)}"
    if event.ends:
        yield f"DTEND{_end(event)}"
    yield f"SUMMARY:{_escaped(front.title)}"
    yield f"DESCRIPTION:{_escaped(front.summary or front.description)}"
    if event.place or event.online:
        yield f"LOCATION:{_escaped(event.place or event.online)}"
    yield f"URL:{site.config.absolute(page.url)}"
    yield f"STATUS:{_STATUS[event.status][1]}"


def _moment(when: LocalTime) -> str:
    if when.time is None:
        return f";VALUE=DATE:{when.day:%Y%m%d}"
    return f";TZID={_ZONE_NAME}:{when.day:%Y%m%d}T{when.time:%H%M%S}"


def _end(event: Event) -> str:
    """Return the end as this form wants it: of the start's type, and for days the day after."""
    if event.starts.time is None:
        return _moment(event.last.at_day(event.last.day + timedelta(days=1)))
    over = event.last.over
    return _moment(LocalTime(over.date(), over.time()))


def _escaped(text: str) -> str:
    """Return a text in one line (section 3.3.11), whatever kind of line end is in it."""
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(sign, written)
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """Break a line that is longer than 75 octets, never within a character (section 3.1)."""
    parts = [""]
    for character in line:
        if len((parts[-1] + character).encode()) > _LONGEST:
            parts.append(" ")
        parts[-1] += character
    return "\r\n".join(parts)
