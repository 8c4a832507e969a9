"""Each rule of wording finds its bad example and is content with its good one."""

from __future__ import annotations

import pytest

from sitegen.config import Wording
from sitegen.render.markup.wording import RULES, in_words
from sitegen.render.markup.wording.prose import Prose, Rule
from sitegen.rules import RULES as LISTED
from sitegen.rules import WORDING
from tests.support import told


def found(text: str, *, kind: str = "page", known: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return what is found in a text: the rules, and the words that each marks."""
    limits = Wording(sentence_words={"help": 20, "page": 40})
    prose = Prose(f"{told(text)}\n", kind, limits, frozenset(known))
    return [(one.finding.rule, one.written) for one in in_words(prose)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_examples_of_a_rule(rule: Rule) -> None:
    limits = Wording(sentence_words={"page": 30}, paragraph_words={"page": 150}, grade={"page": 9})
    assert list(rule.look(Prose(f"{rule.bad}\n", limits=limits)))
    assert list(rule.look(Prose(f"{rule.good}\n", limits=limits))) == []


def test_every_rule_says_why_as_it_is_listed() -> None:
    assert {rule.id: rule.why for rule in RULES} == dict(LISTED[WORDING])


def test_where_a_sentence_begins() -> None:
    long = f"It{' is and was' * 7} so"
    text = f"""
        One. {long}. Two.

        - Short (with {long} in brackets).
        - {long}

        > {long}.

        | {long} |
        |---|
    """
    assert found(text, kind="help") == [
        ("long-sentence", f"{long}."),
        ("long-sentence", long),
    ]
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We had had enough, and that that is so.",
        "Read more about it at www.example.org or GOV.UK, at 10.30 on 4 December 2026.",
        "The number 1170310 is that of a charity; from 1999 to 2026 in AB12 3CD.",
        "## NHS and other services",
        "## Where we work in Hull",
        "**Ring us** today.\n\n**This is a whole sentence.**\n\nText.",
        "[Us](a.md) and [us](a.md).",
        "The Family Court (FC) sits. The FC decides.",
    ],
)
def test_what_is_sound(text: str) -> None:
    assert found(text, known=("NHS", "AB")) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We work with the\nthe council.", [("doubled-word", "the")]),
        ("Ring on the 4th of December 2026.", [("number-style", "4th of December 2026")]),
        (
            "By December 4, 2026 it was 25000 pounds.",
            [
                ("number-style", "December 4, 2026"),
                ("number-style", "25000"),
            ],
        ),
        ("**What we do**\n\nMuch.", [("bold-heading", "**What we do**")]),
        ("[https://a.uk/b](https://a.uk/b)", [("link-words", "[https://a.uk/b](https://a.uk/b)")]),
        ("[Read\nmore](a.md)", [("link-words", "[Read")]),
        ("[Here][a] it is.\n\n[a]: b.md", [("link-words", "[Here][a]")]),
        ("[Us](a_(b).md) or [us][c].\n\n[c]: c.md", [("same-link-words", "[us][c]")]),
        ("FDAC and FDAC.", [("abbreviation", "FDAC")]),
    ],
)
def test_what_is_not(text: str, wanted: list[tuple[str, str]]) -> None:
    assert found(text) == wanted


def test_capitals_and_the_names_that_are_written_so() -> None:
    text = "READ THIS FIRST and then go."
    assert ("capitals", "READ THIS FIRST") in found(text)
    assert found(text, known=("READ", "THIS", "FIRST")) == []


def test_what_is_no_prose_of_the_page() -> None:
    text = """
        READ THIS | AND THAT
        ---|---
        READ THIS | AND THAT

        > READ THIS FIRST

        !!! note "READ THIS FIRST"
            READ THIS TWICE

        Table: READ THIS FIRST

        [a]: b.md "READ THIS FIRST"

        Us[^1] `READ THIS FIRST` and [GO THERE](READ-THIS-FIRST.md).

        [^1]: READ THIS FIRST

        Word
        :   READ THIS AGAIN
    """
    assert found(text) == [
        ("capitals", "READ THIS TWICE"),
        ("capitals", "GO THERE"),
        ("capitals", "READ THIS AGAIN"),
    ]
