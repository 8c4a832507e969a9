"""Code, comments and links are found, each in its place, however the text before it is written."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render.markup.dialect import Dialect, new_markdown
from sitegen.render.markup.links import links
from sitegen.render.markup.reader import read


def found(text: str) -> list[tuple[str, str]]:
    """Return the regions of a text: what each is, and what stands in it."""
    return [(one.kind.value, text[one.start : one.end]) for one in read(text).regions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Code spans
        ("a `b` c", [("span", "`b`")]),
        ("a ``b ` c`` d", [("span", "``b ` c``")]),
        ("a ` b\n\nc ` d", []),
        ("a ` b\nc ` d", [("span", "` b\nc `")]),
        ("- a ` b\n- c ` d", []),
        ("a ` b\n- c ` d", []),
        ("# a ` b\nc ` d", []),
        ("a ` b\n> c ` d", []),
        ("> a ` b\nc ` d", [("span", "` b\nc `")]),
        ("[^1]: a ` b\n[^2]: c ` d", []),
        ("| a | b |\n|--|--|\n| ` | x |\n| ` | y |", []),
        ("a \\`b` c", []),
        ("a \\\\`b` c", [("span", "`b`")]),
        ("[[term:a|`b`]]", [("span", "`b`")]),
        ("`[[a:`]]", [("span", "`[[a:`")]),
        ("| [[term:a|`b`]] |\n|--|", [("span", "`b`")]),
        ("[[term:\n\n`]] a `b`", [("span", "`]] a `")]),
        # Fences
        ("```\n    ```", [("unclosed fence", "```")]),
        ("- ```\n  a\n  ```", [("fence", "```\n  a\n  ```")]),
        ("```\na `x\n```\n`b`", [("fence", "```\na `x\n```"), ("span", "`b`")]),
        ("~~~ py\na\n~~~", [("fence", "~~~ py\na\n~~~")]),
        ("```\na\n\nb [[c]]", [("unclosed fence", "```")]),
        ("~~~\n```\n~~~\n```", [("fence", "~~~\n```\n~~~"), ("unclosed fence", "```")]),
        (" ```\na\n```", [("fence", "```\na\n```")]),
        ("``` {.py}\na\n```", [("fence", "``` {.py}\na\n```")]),
        # Indented code
        ("a\n\n    ```\n    b\n\nc", [("indented", "```\n    b\n")]),
        ("a\n    b", []),
        ("\tcode", [("indented", "code")]),
        ("- a\n\n    b\n\n        c", [("indented", "  c")]),
        ("1. a\n\n    - b\n\n        c\n\n            d", [("indented", "  d")]),
        ("- a\n\nb\n\n    c", [("indented", "c")]),
        ("!!! note\n    a\n\n        b", [("indented", "b")]),
        ("!!! note\n        b", [("indented", "b")]),
        ("[^1]: a\n\n    b\n\n        c", [("indented", "c")]),
        ("t\n:   a\n\n    b\n\n        c", [("indented", "c")]),
        ("> a\n>\n>     b\n>\n> c", [("indented", "b\n")]),
        # Comments
        ("a <!-- b --> c", [("comment", "<!-- b -->")]),
        ("<!-- `a -->\nb` c", [("comment", "<!-- `a -->")]),
        ("a ` b\n<!-- c -->\nd ` e", [("comment", "<!-- c -->")]),
        ("a\n\n    <!-- b -->", [("indented", "<!-- b -->")]),
        ("- a\n\n    <!-- b\n\n    c -->", [("comment", "<!-- b\n\n    c -->")]),
        ("`<!--` a `-->`", [("span", "`<!--`"), ("span", "`-->`")]),
        (
            "<!-- a\n```\nb -->\n```\nc -->",
            [("comment", "<!-- a\n```\nb -->"), ("unclosed fence", "```")],
        ),
        ("a <!-- b\n\n`c`", [("unclosed", "<!--"), ("span", "`c`")]),
        (
            "<!-- a --> b `c`\n\n    d",
            [("comment", "<!-- a -->"), ("span", "`c`"), ("indented", "d")],
        ),
    ],
)
def test_what_is_no_prose(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_code_in_a_line_can_stand_for_a_word() -> None:
    assert read("[`a`](b) <!-- c -->").prose_with("x") == "[xxx](b)           "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", ["b.md"]),
        (
            "[ä](<b c.md> 't') [é *ü*](y_(z).md \"t\") ![“p”](q.png)",
            ["b c.md", "y_(z).md", "q.png"],
        ),
        ("<https://x.example> <a@b.example>", ["https://x.example", "a@b.example"]),
        ("[a][One] [One] [a][]\n\n[one]: <b c>\n[a]: d 't'", ["b c", "b c", "d"]),
        ("[![ä](p.png)](b.md)\n\n> - [c](d.md)", ["b.md", "p.png", "d.md"]),
        ("[a](b\\_c.md?d=1&amp;e=2)", ["b\\_c.md?d=1&amp;e=2"]),
        ("a[^1]\n\n[^1]: [b](note.md)\n\n[c](text.md)", ["text.md", "note.md"]),
        ("!!! note\n    [a](b.md)\n\n    - [c](d.md)\n\n        e", ["b.md", "d.md"]),
        (
            "| [[term:x|[y]]] | [a](b.md) |\n|---|---|\n| [[term:x|y]] | [c](d.md) |",
            ["b.md", "d.md"],
        ),
        ("`[a](b.md)` <!-- ü [a](b.md) --> [c](d.md)\n\n    [a](b.md)", ["d.md"]),
        ("🙂\t[a](b.md)\n\n1.\t[c](d.md)", ["b.md", "d.md"]),
    ],
)
def test_the_address_of_each_link_is_where_it_is_written(text: str, expected: list[str]) -> None:
    reading = read(text)
    assert [one.written for one in links(reading)] == expected
    for one in links(reading):
        assert text.startswith(one.written, one.start)


@given(st.text(alphabet="ab`~\n <!->é🙂[](:*"))
def test_every_character_outside_code_stays_in_its_place(text: str) -> None:
    prose = read(text).prose
    assert len(prose) == len(text) == len(read(text).shown)
    assert all(new in (old, " ") for new, old in zip(prose, text, strict=True))
    assert [at for at, sign in enumerate(prose) if sign == "\n"] == [
        at for at, sign in enumerate(text) if sign == "\n"
    ]


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
    """But for a few texts of a hundred, which no editor would write."""
    markdown = new_markdown(Dialect(raw_html=False))
    others = [
        text
        for text in map(thrown_together, range(1000))
        if (html := markdown.reset().convert(text))
        and letters("".join(re.findall(r"<code>(.*?)</code>", html, re.DOTALL)))
        != letters("".join(code for kind, code in found(text) if kind != "comment")) & letters(html)
    ]
    assert len(others) <= 35, others


def letters(text: str) -> set[str]:
    return set(re.findall(r"[\u4e00-\u9fff]", text))
