"""data/help.yaml: who can help, with what is known of each line and since when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from sitegen.diagnostics import Diagnostic
from sitegen.documents.local_time import Day
from sitegen.documents.records.region import Nation
from sitegen.schema.check import CLOSED
from sitegen.schema.yaml_text import YamlText

_NUMBER = re.compile(r"\+?[0-9][0-9 ]*")
#: What is longer than this is a sentence, and no chip.
_LONGEST_CHIP = 40


@dataclass(frozen=True)
class HelpLine:
    """A service that helps. An empty field says: not stated on the pages that were seen.

    ``topic`` is the heading it stands under, ``crisis`` puts it at the foot of every page.
    ``number`` is dialled, ``text`` says how to send a message, ``how`` what to do once connected.
    ``bill`` says whether a call shows on the phone bill, ``access`` what there is for deaf people
    and in other languages.
    """

    __pydantic_config__ = CLOSED
    id: str
    topic: str
    name: str
    purpose: str
    whom: str
    nations: tuple[Nation, ...]
    sources: tuple[str, ...]
    checked: Day
    confidence: Literal["high", "medium", "low"]
    number: str = ""
    text: str = ""
    how: str = ""
    hours: str = ""
    cost: str = ""
    bill: str = ""
    chat: str = ""
    access: str = ""
    url: str = ""
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
    """Give numbers that cannot be dialled, and those of which we are not sure."""
    for line in lines:
        if line.number and not _NUMBER.fullmatch(line.number):
            span = yaml.span((yaml.places[line.id], "number"))
            message, help_ = f"{line.number} cannot be dialled", "write digits and spaces only"
            yield Diagnostic(span, "wrong-number", message, help_)
        for key in ("number", "text"):
            if getattr(line, key) and line.confidence != "high":
                span = yaml.span((yaml.places[line.id], key))
                message = f"{key} is given, but the confidence is {line.confidence}"
                help_ = "leave it out and give the address, or find sources that agree"
                yield Diagnostic(span, "unsure-number", message, help_)
