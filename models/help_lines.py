"""data/help.yaml: who can help, with what is known of each line and since when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Literal, get_args

from models.regions import Nation
from models.sources import DAYS_OF_HELP, Source
from sitegen.models import (
    Day,
    Due,
    Mistake,
    PageKeys,
    Record,
    Refs,
    Site,
    Telephone,
    WebAddress,
    collection,
    template_function,
)

#: What is longer than this is a sentence, and no chip.
_LONGEST_CHIP = 40


@collection("help")
class HelpLine(Record):
    """A service that helps. A key that is left out says: not stated on the pages that were read."""

    topic: str
    """The heading under which it stands. Lines of one topic stand one after the other."""
    name: str
    """What the service is called."""
    purpose: str
    """What it helps with, in a sentence."""
    whom: str
    """Whom it is for."""
    nations: tuple[Nation, ...]
    """The nations in which it helps."""
    sources: Refs[Source]
    """The works that its number, hours and all else come from."""
    checked: Day
    """The day on which somebody last held the record against its sources."""
    confidence: Literal["high", "medium", "low"]
    """How sure we are of the number. Only with high may there be a number or a text address."""
    number: Telephone = ""
    """The number that people dial."""
    text: str = ""
    """How to send a message: Text SHOUT to 85258."""
    how: str = ""
    """What to do once connected."""
    hours: str = ""
    """When somebody answers."""
    cost: str = ""
    """What a call costs."""
    bill: str = ""
    """Whether a call shows on the phone bill."""
    chat: str = ""
    """How to write to somebody there."""
    access: str = ""
    """What there is for deaf people and in other languages."""
    url: WebAddress = ""
    """The service's own page."""
    note: str = ""
    """What readers should know besides."""
    crisis: bool = False
    """Whether the line stands at the foot of every page."""

    @property
    def is_near(self) -> bool:
        """Whether it helps in England, where most readers are, or wherever somebody is."""
        return not self.nations or "England" in self.nations

    @property
    def chips(self) -> tuple[str, ...]:
        """Return hours, cost and nations in a few words each, as far as so few can tell them."""
        cost = self.cost.partition(",")[0] if self.cost.startswith("Free") else ""
        hours = self.hours.partition(",")[0] if self.hours.startswith("24 hours") else self.hours
        where = "All of the UK" if set(self.nations) == set(get_args(Nation)) else ""
        words = (hours, *([where] if where else self.nations), cost)
        return tuple(chip for chip in words if 0 < len(chip) <= _LONGEST_CHIP)

    def mistakes(self) -> Iterator[Mistake]:
        """Yield numbers of which we are not sure."""
        for key in ("number", "text"):
            if getattr(self, key) and self.confidence != "high":
                message = f"{key} is given, but the confidence is {self.confidence}"
                help_ = "leave it out and give the address, or find sources that agree"
                yield Mistake((key,), "unsure-number", message, help_)

    def due(self) -> Iterator[Due]:
        """Yield that the line is to be looked at again."""
        again = self.checked + timedelta(days=DAYS_OF_HELP)
        yield Due("look whether the line still is as we say", again)


class Help(PageKeys):
    """``help:`` in front matter: the lines that a page shows, in its own order."""

    help: Refs[HelpLine] = ()
    """The help lines that the page shows, in this order."""


@template_function
def sources_of_help(site: Site, url: str = "") -> tuple[Source, ...]:
    """Return what the page at an address relies on, and what the lines that it shows do.

    A page whose lines are shown in short, as ``meta: short`` says, tells only its own sources.
    """
    front = next(page.front for page in site.pages.values() if page.url == url)
    lines = () if "short" in front.meta else front.further["help"]
    known = site.records["help"]
    of_lines = (source for line in lines for source in known[line].sources)
    ids = dict.fromkeys([*front.further["sources"], *of_lines])
    return tuple(site.records["sources"][id_] for id_ in ids)
