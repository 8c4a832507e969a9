"""What one conversion came across: findings, addresses, records."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from sitegen.diagnostics import Diagnostic, Finding, Replacement, Severity


class What(Enum):
    """As what the words of a finding stand in a text."""

    ADDRESS = "the address of a link or a picture"
    ATTRIBUTE = "a name in an attribute list, with its value or without"
    COMMENT = "the first signs of a comment that is not closed"
    FOOTNOTE = "a footnote, or a reference to one"
    ROW = "a row of a table"
    IN_LINE = "a shortcode that does not have a paragraph for itself"
    SHORTCODE = "a shortcode, what begins like one, or a tag of a template"
    TAG = "a tag of HTML"
    WORDS = "words"


class InText(NamedTuple):
    """A finding in a text, and the words that are at fault, as written.

    ``nth`` says which of these words it are (from 0), ``at`` where they stand in the text; where
    neither is known, the nth finding of a rule about the same words is at their nth place. ``what``
    they are says among which elements of the text they are to be found.
    """

    finding: Finding
    written: str
    nth: int | None = None
    at: int | None = None
    what: What = What.WORDS


def warning_at(
    rule: str, message: str, help_: str, written: str, at: int, *fix: Replacement
) -> InText:
    """Return a warning about the words at a place of a text, with what mends it."""
    return InText(Finding(rule, message, help_, Severity.WARNING, fix), written, at=at)


@dataclass
class Found:
    """What one conversion came across.

    ``uses`` are the addresses in the text, as written and as printed; ``named`` the records that
    its shortcodes name, each as kind and id; ``failures`` what is wrong with the site's models.
    """

    findings: list[InText] = field(default_factory=list)
    uses: list[tuple[str, str]] = field(default_factory=list)
    named: set[tuple[str, str]] = field(default_factory=set)
    failures: list[Diagnostic] = field(default_factory=list)
