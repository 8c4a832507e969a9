"""Numbers with a percent or pound sign that are typed into a text, where a figure belongs."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
PATTERN = (
    rf"£\s?(?P<pounds>{_NUMBER})(?:\s?(?P<scale>million|billion|thousand|bn|m|k)\b)?"
    rf"|(?P<percent>{_NUMBER})\s?(?:%|per\s?cent\b)"
)
#: What is in every text that the pattern can match.
MARK = r"£|%|per\s?cent"

_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
#: "For each £1" names a unit and no finding.
_ONE_POUND = (1, "gbp")


class TypedNumbers(InlineProcessor):
    """Tells of each number typed into a text, code and addresses aside, and changes nothing."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(PATTERN, md)
        self.tell: Callable[[str, str, str], None] = lambda *_: None

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name and base type
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the library's signature
    ) -> tuple[None, None, None]:
        """Tell of what was matched: as written, its value as the repr of a float, its unit."""
        value, unit = _worth(m)
        if (value, unit) != _ONE_POUND:
            self.tell(m[0], repr(value), unit)
        return None, None, None


def _worth(match: re.Match[str]) -> tuple[float, str]:
    if match["percent"]:
        return float(match["percent"].replace(",", "")), "percent"
    return float(match["pounds"].replace(",", "")) * _SCALES.get(match["scale"], 1), "gbp"


def warning(written: str, ids: tuple[str, ...]) -> tuple[str, str, str, str]:
    """Return rule, message, help and text of a typed number, given the figures that it may be."""
    message = f"{written} is typed here, and nobody can trace it"
    codes = " or ".join(f"[[figure:{id_}]]" for id_ in ids)
    help_ = f"write {codes}" if ids else "add a record to data/figures.yaml, write [[figure:ID]]"
    return "typed-number", message, help_, written
