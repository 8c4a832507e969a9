"""data/sources.yaml: the works that pages and records rely on."""

from __future__ import annotations

from sitegen.models import Record, WebAddress, collection


@collection("sources")
class Source(Record):
    """A work that pages rely on."""

    title: str
    """The title of the work, as it is printed on it."""
    publisher: str
    """Who published it."""
    url: WebAddress
    """Where it can be read."""
    date: str = ""
    """When it was published, in words: 18 October 2023, or about 2021."""
    seen: str = ""
    """How much of it was read, in words."""
