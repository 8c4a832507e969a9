"""data/help.yaml: who can help, with what is known of each line and since when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from sitegen.diagnostics import Diagnostic
from sitegen.documents.records.region import Nation
from sitegen.documents.records.source import Source
from sitegen.fields.local_time import Day
from sitegen.fields.record import Record, collection
from sitegen.fields.types import Refs, Telephone, WebAddress
from sitegen.schema.yaml_text import YamlText

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


def mistakes(yaml: YamlText, lines: tuple[HelpLine, ...]) -> Iterator[Diagnostic]:
    """Yield numbers of which we are not sure."""
    for line in lines:
        for key in ("number", "text"):
            if getattr(line, key) and line.confidence != "high":
                span = yaml.span((yaml.places[line.id], key))
                message = f"{key} is given, but the confidence is {line.confidence}"
                help_ = "leave it out and give the address, or find sources that agree"
                yield Diagnostic(span, "unsure-number", message, help_)
