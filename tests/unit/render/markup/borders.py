"""Texts at the borders of the common language, of which one reader makes something else.

They stand in borders.txt, one a line, with signs for what no line can show.
"""

from __future__ import annotations

from pathlib import Path

_SIGNS = {"⏎": "\n", "⇥": "\t", "⍽": "\u00a0"}
#: What readers take for white space, or not; control characters.
_SPACES = (
    *"\x00\x01\x02\x03\x08\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2009\u200a\u2028\u2029",
    *"\u202f\u205f\u3000",
)
#: Where one of them may stand.
_AROUND_SPACES = (
    "a{}b",
    "{}a",
    "a{}",
    "a\n{}b",
    "a{}\nb",
    "- {}a",
    "- a{}",
    "# a{}b",
    "# a{}",
    "#{}a",
    "```\na{}b\n```",
    "`a{}b`",
    "| a{} |\n|---|\n| b{}c |",
    "| a |\n|---|\n| {}b |",
    "*{}a*",
    "a *{}b*",
    "*a{}* b",
    "[a{}b](c)",
    "[{}](c)",
    "[{}a](c)",
    "[a](b{}c)",
    "[a](b{})",
    "a{}*b* c",
    "a *b*{}c",
    "a\n{}\nb",
    "a{}\n\nb",
    "> a{}b",
    "[a{}b][r]\n\n[r]: c",
    "[a]\n\n[a]: b{}c",
    "[a{}b]\n\n[a{}b]: c",
    "a\n\n{}\n\nb",
    "a{}  \nb",
    "-{}a",
    "1.{}a",
    "{}\na",
    '[a](b "c{}d")',
    "![a{}b](c)",
    "`{}a`",
    "`a{}`",
    "> {}a",
    "a\n- b{}",
    "# a\n{}\nb",
    "5{}%",
    "£{}5",
    "[[term:a|b{}c]]",
    "[[term:a{}b]]",
)


def _read() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("borders.txt").read_text("utf-8").splitlines():
        if line.startswith("// "):
            texts = found[line.removeprefix("// ")] = []
        else:
            texts.append("".join(_SIGNS.get(sign, sign) for sign in line))
    return {section: tuple(texts) for section, texts in found.items()}


#: The texts by what they are about.
BORDERS = {
    **_read(),
    "White space": tuple(text.replace("{}", one) for text in _AROUND_SPACES for one in _SPACES),
}


def among_others(text: str) -> str:
    """Return a text between two paragraphs."""
    return f"One.\n\n{text}\n\nTwo."
