"""NAME.ics beside each event: the event for calendars, in the form of iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from sitegen.documents.kinds.event import Event
from sitegen.fields.local_time import ZONE, LocalTime
from sitegen.model.types import Page, Site
from sitegen.render.formats.stable_id import stable_id

_STATUS = {"scheduled": "CONFIRMED", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}
_LONGEST = 75
#: When the clocks change there since 1996.
_ZONE = f"""BEGIN:VTIMEZONE
TZID:{ZONE.key}
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


def calendar_url(page: Page) -> str:
    """Return the address of the calendar file of an event's page: /events/a/ has /events/a.ics."""
    return f"{page.url.rstrip('/')}.ics"


def calendars(site: Site) -> Mapping[str, str]:
    """Return the calendar file of each event by its path."""
    return {
        calendar_url(page).removeprefix("/"): _calendar(page, page.front.event, site)
        for page in site.pages.values()
        if page.front.event
    }


def _calendar(page: Page, event: Event, site: Site) -> str:
    name = site.config.name
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{_escaped(name)}//Website//EN"]
    lines += [*_ZONE, "BEGIN:VEVENT", *_event(page, event, site), "END:VEVENT", "END:VCALENDAR"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(page: Page, event: Event, site: Site) -> Iterator[str]:
    """Give the lines of the event. Its stamp is a date of the page, so that builds are alike."""
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
    yield f"STATUS:{_STATUS[event.status]}"


def _moment(when: LocalTime) -> str:
    if when.time is None:
        return f";VALUE=DATE:{when.day:%Y%m%d}"
    return f";TZID={ZONE.key}:{when.day:%Y%m%d}T{when.time:%H%M%S}"


def _end(event: Event) -> str:
    """Return the end as this form wants it: of the start's type, and for days the day after."""
    if event.starts.time is None:
        return _moment(LocalTime(event.last.day + timedelta(days=1)))
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
