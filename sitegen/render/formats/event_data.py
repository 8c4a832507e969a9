"""JSON-LD of an event (https://schema.org/Event)."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.documents.kinds.event import Event
from sitegen.model.types import Page, Site

_SCHEMA = "https://schema.org/"
_STATUS = {
    "scheduled": "EventScheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
}
#: How people can take part, by whether there is a place and whether there is an address online.
_MODES = {
    (True, True): "MixedEventAttendanceMode",
    (True, False): "OfflineEventAttendanceMode",
    (False, True): "OnlineEventAttendanceMode",
}


def blocks(page: Page, site: Site) -> Iterator[dict[str, object]]:
    """Give the block of a page that is about an event."""
    event = page.front.event
    if event is None:
        return
    block: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": page.front.title,
        "description": page.front.description,
        "url": site.config.absolute(page.url),
        "startDate": event.starts.iso,
        "eventStatus": _SCHEMA + _STATUS[event.status],
        "organizer": {"@type": "Organization", "name": event.organiser},
    }
    if event.ends:
        block["endDate"] = event.ends.iso
    if mode := _MODES.get((bool(event.place), bool(event.online))):
        block["eventAttendanceMode"] = _SCHEMA + mode
        block["location"] = list(_locations(event))
    yield block


def _locations(event: Event) -> Iterator[dict[str, object]]:
    if event.place:
        yield {"@type": "Place", "name": event.place, "address": event.place}
    if event.online:
        yield {"@type": "VirtualLocation", "url": event.online}
