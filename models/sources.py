"""data/sources.yaml: the works that pages and records rely on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import ClassVar

from sitegen.models import (
    Day,
    Due,
    FrontMatter,
    Name,
    Note,
    PageKeys,
    Record,
    Refs,
    WebAddress,
    collection,
)

#: For so many days a page that was held against its sources counts as checked; one with help lines,
#: and such a line itself, for fewer: numbers and hours change.
DAYS, DAYS_OF_HELP = 365, 92


@collection("sources")
class Source(Record):
    """A work that pages rely on."""

    needs_to_be_named: ClassVar[bool] = True

    title: Name
    """The title of the work, as it is printed on it."""
    publisher: Name
    """Who published it."""
    url: WebAddress
    """Where it can be read."""
    date: Note = ""
    """When it was published, in words: 18 October 2023, or about 2021."""
    seen: Note = ""
    """How much of it was read, in words."""


class Checked(PageKeys):
    """``sources:``, what a page relies on, and ``checked:``, when it was held against them."""

    called: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "sources": ("references", "bibliography", "citations")
    }

    sources: Refs[Source] = ()
    """The works that the page relies on. It shows them at its end."""
    checked: Day | None = None
    """The day on which somebody last held the page against its sources."""

    @classmethod
    def due(cls, front: FrontMatter) -> Iterator[Due]:
        """Yield that a page is to be checked a year after the last time; with help lines sooner."""
        checked, has_lines = front.further["checked"], bool(front.further.get("help"))
        if checked:
            days = DAYS_OF_HELP if has_lines else DAYS
            yield Due("hold against their sources again", checked + timedelta(days=days))
