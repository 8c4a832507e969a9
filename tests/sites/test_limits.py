"""What would take the library very long is refused at its place; a site can raise each limit."""

from __future__ import annotations

import pytest

from tests.sites.conftest import Refused
from tests.support import Site, told


def test_brackets_without_an_end(refused: Refused) -> None:
    text = "Fine [a](index.md).\n\n" + "[" * 20_000
    said = refused({"content/index.md": text})
    assert said.startswith(
        "content/index.md:7:1: error[limit]: this paragraph has more than 250 opening brackets "
        "without an end\n"
    )
    assert said.endswith(
        "\n   help: divide it, or raise the limit in data/site.yaml: "
        "limits: {brackets_in_paragraph: 500}\n1 error, 0 warnings in 1 file"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a" * 1_000_001, "this text has 1000002 bytes, and more than 1000000 are too many"),
        ("a\n" * 20_001, "this text has more than 20000 lines"),
        ("*a* " * 2_501, "this paragraph has more than 5000 signs such as * [ < and `"),
        ("<b>" * 40_000, "this paragraph has more than 5000 signs such as * [ < and `"),
        (
            "*a* " * 2_000 + ("\n\n" + "*a* " * 2_000) * 10,
            "this text has more than 40000 signs such as * [ < and `",
        ),
        ("![" * 300, "this paragraph has more than 250 opening brackets without an end"),
        ("[a](" * 300, "this paragraph has more than 250 opening brackets without an end"),
        ("(a)[b.md " * 300, "this paragraph has more than 250 opening brackets without an"),
        ("[a](b \n\n" * 5_001, "this text has more than 5000 opening brackets without an"),
        ("a[^1] " * 1_001 + "\n\n[^1]: x", "this text has more than 1000 footnotes and references"),
        ("\n".join(f"*[A{n}]: x" for n in range(101)), "this text has more than 100 abbreviations"),
        ("## a\n" * 2_001, "this text has more than 2000 headings"),
        ("a\n---\n" * 2_001, "this text has more than 2000 headings"),
        ("!!! note\n" * 501, "this text has more than 500 notes"),
        ("t\n" + ":   a\n" * 2_001, "this text has more than 2000 definitions"),
        ("> " * 30 + "a", "this stands within more than 20 lists, notes or quotations"),
        ("- " * 1000 + "a", "this stands within more than 20 lists, notes or quotations"),
        (
            "\n".join("    " * n + "- a" for n in range(30)),
            "this stands within more than 20 lists, notes or quotations",
        ),
        (
            "\n".join("    " * n + "!!! note" for n in range(30)),
            "this stands within more than 20 lists, notes or quotations",
        ),
    ],
)
def test_each_limit_is_named(refused: Refused, text: str, message: str) -> None:
    said = refused({"content/index.md": text})
    assert f"error[limit]: {message}" in said
    assert "limits: {" in said


@pytest.mark.parametrize(
    "text",
    [
        "[a](index.md) " * 2_000,
        "\n".join(f"- [x] item {n} [one](index.md) and [two][t]" for n in range(900))
        + "\n\n[t]: index.md",
        "```\n" + "[" * 5_000 + "\n```",
        "Code:\n\n    " + "[" * 5_000,
        "- - -\n\n" + "* " * 40,
        "|" + "a|" * 300 + "\n|" + "-|" * 300,
        "word " * 100_000,
        "\n".join(f"- [a](index.md) and *b* {n}" for n in range(3_000)),
        "| a | b |\n|---|---|\n" + "| *a* | [b](index.md) |\n" * 3_000,
    ],
)
def test_long_texts_are_nowhere_near(site: Site, text: str) -> None:
    site.write({"content/index.md": text})
    assert "[limit]" not in site.build().report


def test_a_site_raises_a_limit(site: Site) -> None:
    text = "[" * 300
    site.write({"content/index.md": text, "data/site.yaml": "limits: {brackets_in_paragraph: 300}"})
    assert site.build().report == ""


def test_a_limit_that_there_is_not(refused: Refused) -> None:
    assert refused({"data/site.yaml": "limits: {bracket: 300}"}) == told("""
        data/site.yaml:1:10: error[unknown-key]: unknown key bracket
            1 | limits: {bracket: 300}
              |          ^^^^^^^
           help: did you mean brackets?
        1 error, 0 warnings in 1 file
    """)
