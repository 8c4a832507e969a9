"""data/help.yaml: who can help, with what is known of each line and since when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from models.regions import Nation
from models.sources import Source
from sitegen.models import Day, Mistake, PageKeys, Record, Refs, Telephone, WebAddress, collection

#: What is longer than this is a sentence, and no chip.
_LONGEST_CHIP = 40


@collection("help")
class HelpLine(Record):
    """A service that helps. An empty field says: not stated on the pages that were seen.

    ``topic`` is the heading it stands under, ``crisis`` puts it at the foot of every page.
    ``number`` is dialled, ``text`` says how to send a message, ``how`` what to do once connected.
    ``bill`` says whether a call shows on the phone bill, ``access`` what there is for deaf people
    and in other languages.
    """

    topic: str
    name: str
    purpose: str
    whom: str
    nations: tuple[Nation, ...]
    sources: Refs[Source]
    checked: Day
    confidence: Literal["high", "medium", "low"]
    number: Telephone = ""
    text: str = ""
    how: str = ""
    hours: str = ""
    cost: str = ""
    bill: str = ""
    chat: str = ""
    access: str = ""
    url: WebAddress = ""
    note: str = ""
    crisis: bool = False

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


class Help(PageKeys):
    """``help:`` in front matter: the lines that a page shows, in its own order."""

    help: Refs[HelpLine] = ()
