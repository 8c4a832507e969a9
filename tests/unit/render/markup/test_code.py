"""Code and comments are found where the library finds them."""

from __future__ import annotations

import random
import re

import pytest

from sitegen.render.markup.code import blanked, regions
from sitegen.render.markup.dialect import Dialect, new_markdown


def found(text: str) -> list[tuple[str, str]]:
    """Return the regions of a text: what each is, and what stands in it."""
    return [(one.kind.value, text[one.start : one.end]) for one in regions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Code spans
        ("a `b` c", [("span", "`b`")]),
        ("a ``b ` c`` d", [("span", "``b ` c``")]),
        ("a ` b\n\nc ` d", []),
        ("a ` b\nc ` d", [("span", "` b\nc `")]),
        ("- a ` b\n- c ` d", []),
        ("a ` b\n- c ` d", [("span", "` b\n- c `")]),
        ("# a ` b\nc ` d", []),
        ("a ` b\n> c ` d", []),
        ("> a ` b\nc ` d", [("span", "` b\nc `")]),
        ("[^1]: a ` b\n[^2]: c ` d", []),
        ("| a | b |\n|--|--|\n| ` | x |\n| ` | y |", []),
        ("a \\`b` c", []),
        ("a \\\\`b` c", [("span", "`b`")]),
        # Fences
        ("```\na `x\n```\n`b`", [("fence", "```\na `x\n```"), ("span", "`b`")]),
        ("~~~ py\na\n~~~", [("fence", "~~~ py\na\n~~~")]),
        ("```\na\n\nb [[c]]", []),
        ("~~~\n```\n~~~\n```", [("fence", "~~~\n```\n~~~")]),
        (" ```\na\n```", [("span", "```\na\n```")]),
        ("``` {.py}\na\n```", [("fence", "``` {.py}\na\n```")]),
        # Indented code
        ("a\n\n    ```\n    b\n\nc", [("indented", "    ```\n    b\n")]),
        ("a\n    b", []),
        ("\tcode", [("indented", "\tcode")]),
        ("- a\n\n    b\n\n        c", [("indented", "        c")]),
        ("1. a\n\n    - b\n\n        c\n\n            d", [("indented", "            d")]),
        ("- a\n\nb\n\n    c", [("indented", "    c")]),
        ("!!! note\n    a\n\n        b", [("indented", "        b")]),
        ("!!! note\n        b", [("indented", "        b")]),
        ("[^1]: a\n\n    b\n\n        c", [("indented", "        c")]),
        ("t\n:   a\n\n    b\n\n        c", [("indented", "        c")]),
        ("> a\n>\n>     b\n>\n> c", [("indented", ">     b\n")]),
        # Comments
        ("a <!-- b --> c", [("comment", "<!-- b -->")]),
        ("<!-- `a -->\nb` c", [("comment", "<!-- `a -->")]),
        ("a ` b\n<!-- c -->\nd ` e", [("comment", "<!-- c -->")]),
        ("a\n\n    <!-- b -->", [("indented", "    <!-- b -->")]),
        ("- a\n\n    <!-- b\n\n    c -->", [("comment", "<!-- b\n\n    c -->")]),
        ("`<!--` a `-->`", [("span", "`<!--`"), ("span", "`-->`")]),
        ("<!-- a\n```\nb -->\n```\nc -->", [("comment", "<!-- a\n```\nb -->\n```\nc -->")]),
        ("a <!-- b\n\n`c`", [("unclosed", "<!--"), ("span", "`c`")]),
        (
            "<!-- a --> b `c`\n\n    d",
            [("comment", "<!-- a -->"), ("span", "`c`"), ("indented", "    d")],
        ),
    ],
)
def test_what_is_no_prose(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_code_in_a_line_can_stand_for_a_word() -> None:
    assert blanked("[`a`](b) <!-- c -->", spans="x") == "[xxx](b)           "


PIECES = (
    *("`", "``", "\n", "\n\n", "    ", "- ", "1. ", "# ", "> ", "| a | b |\n|--|--|\n| ", ":   "),
    *("!!! note\n    ", "[^1]: ", "```\n", "~~~\n", "<!-- ", "-->", " ", "\\", "  ", "x", "x", "x"),
)


def thrown_together(seed: int) -> str:
    """Return a text in which each letter stands once."""
    dice = random.Random(seed)
    text = "".join(dice.choices(PIECES, k=dice.randint(2, 14)))
    letters = map(chr, range(0x4E00, 0x9FFF))
    return "".join(next(letters) if sign in "abx" else sign for sign in text) + "\n"


def test_the_library_prints_as_code_what_is_found() -> None:
    """But for a few texts of a thousand, which no editor would write."""
    markdown = new_markdown(Dialect(raw_html=False))
    others = [
        text
        for text in map(thrown_together, range(1000))
        if (html := markdown.reset().convert(text))
        and letters("".join(re.findall(r"<code>(.*?)</code>", html, re.DOTALL)))
        != letters("".join(code for kind, code in found(text) if kind != "comment")) & letters(html)
    ]
    assert len(others) <= 20, others


def letters(text: str) -> set[str]:
    return set(re.findall(r"[\u4e00-\u9fff]", text))
