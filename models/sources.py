"""data/sources.yaml: the works that pages and records rely on."""

from __future__ import annotations

from sitegen.models import Record, WebAddress, collection


@collection("sources")
class Source(Record):
    """A work that pages rely on. ``date`` is in words; ``seen`` says how much of it was read."""

    title: str
    publisher: str
    url: WebAddress
    date: str = ""
    seen: str = ""
