"""Texts at random: in the common language and at its borders, thrown together, spoilt."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import strategies as st

# Texts in the common language and at its borders: each piece is plain by itself, or nearly so.

LETTERS = ("a", "care", "Ünï", "x_y", "3", "“so”", "it's", "A&B", "b > c", "née", "no. 5", "Hm!")
SHORTCODES = ("[[figure:f]]", "[[term:a]]", "[[term:z|its words]]", "[[site:tel]]")
CODES = ("`x`", "``a`b``", "`a & <b>`", "`*a*`", "`[a](b)`")
LINKS = (
    *("[a](b.md)", "[a b](c.md#d?e=1&f=2)", '[a](b.md "A title")', "[`x`](y)", "[a_b](c_d.md)"),
    *("[a [[term:z]]](w)", "[see [[site:tel]] now](b)"),
)
PICTURES = ("![a b](q.png)", '![it\'s & >](p.png "A title")', "[![a](q.png)](b)", "*![a](b.c)*")
REFERENCES = ("[a][r]", "[its `x` words][The R]", "[r]", "[the r]", "[r][]", "[*a*][r]", "[n][no]")
NUMBERS = ("5%", "£3", "£3 million", "30 per cent", "a 5%.", "(£1,000)")
MARKS = ("*a*", "**a b**", "**a**,", "(*a*)", "**a.**", "*é*", "*a [b](c) d*", "**a `x` b**")
UNDERSCORES = ("_a_", "__a b__", "_a_,", "(_a_)", "_x_y_", "[_a_](b)", "_[a](b)_", "_“a”_")
#: One of these keeps a text out, or comes near to it.
DOUBTFUL = (
    *("[[chart:c]]", "[[term:a|its *words*]]", "[[figure: f]]", "[[x]]", "` x `", "`a", "[](b)"),
    *(
        "![p](q.png)",
        "[*a*](b)",
        "[[[term:z]]](w)",
        "[a] (b)",
        "[a](b c)",
        "[a](<b>)",
        "<http://a.b>",
    ),
    *(
        "*[a](b)*",
        "**`x`**",
        "*a **b***",
        "_a_",
        "__a__",
        "* a *",
        "**a",
        "a*b*c",
        "2*3",
        "&amp;",
        "&#1;",
    ),
    *(
        "5%",
        "£3",
        "{.a}",
        "~~a~~",
        "==a==",
        "\\*",
        "[^1]",
        "[a]",
        "<b>",
        "``",
        ":a:",
        "\u00a0",
        "\u2028",
    ),
)
IN_LINES = (LETTERS, SHORTCODES, CODES, LINKS, MARKS, UNDERSCORES, PICTURES, REFERENCES, NUMBERS)
SPACES = (" ", " ", " ", " ", "\n", "\n", "  \n", ". ", ", ", "; ")
ODD_SPACES = ("", "  ", "\u00a0", " \n", "   \n", "\n ", "\t", " - ", "\n- ", "\n# ", "\n| ")


def line(dice: random.Random) -> str:
    """Return words of one paragraph, with what may stand among them."""
    made = ""
    for _ in range(dice.randint(1, 7)):
        kind = dice.choice((LETTERS, LETTERS, *IN_LINES))
        made += dice.choice(DOUBTFUL if dice.random() < 0.01 else kind)
        made += dice.choice(ODD_SPACES if dice.random() < 0.01 else SPACES)
    return made.strip(" \n")


def one_line(dice: random.Random) -> str:
    """Return words that no line ends."""
    return " ".join(line(dice).split())


def items(dice: random.Random, level: int = 0) -> str:
    """Return a list, perhaps with others in it."""
    made = []
    number = dice.choice((None, None, 1, 1, 3))
    sign = dice.choice("-*")
    gap = dice.choice(("\n", "\n", "\n", "\n\n"))
    deepest = 3 if gap == "\n" or dice.random() < 0.1 else 0
    for place in range(dice.randint(1, 4)):
        mark = f"{sign} " if number is None else f"{number + place}. "
        words = line(dice) if dice.random() < 0.02 else one_line(dice)
        made.append(" " * 4 * level + mark + words)
        if level < deepest and dice.random() < 0.2:
            made[-1] += "\n" + items(dice, level + 1)
    return gap.join(made)


#: What stands below the head of a table.
RULES = ("---", " --- ", ":---", "---:", " :---: ", ":-:", "-")


def table(dice: random.Random) -> str:
    """Return a table, whose cells may hold what its rows cannot."""
    columns = dice.randint(1, 4)
    dashes = dice.choices(
        ("---", " --- ", ":---", "---:", " :---: ", ":-:", "-"), (9, 9, 3, 3, 3, 1, 0.1), k=columns
    )
    rows = [[f" {one_line(dice)} " for _ in range(columns)] for _ in range(dice.randint(1, 3))]
    head = [dice.choice(LETTERS) for _ in range(columns)]
    if dice.random() < 0.05:
        rows[0].append("more")
    return "\n".join(f"|{'|'.join(row)}|" for row in (head, dashes, *rows))


def fence(dice: random.Random) -> str:
    """Return fenced code."""
    info = dice.choice(("", "py", "js title='a'", "{.a #b}", "{.a"))
    rest = dice.choice(("", "\n", "  x  \n"))
    return f"```{info}\n{line(dice)}\n{rest}```"


def quote(dice: random.Random) -> str:
    """Return a quotation of paragraphs."""
    sign = dice.choice(("> ",) * 20 + (">", " > "))
    made = (items if dice.random() < 0.05 else line)(dice)
    for _ in range(dice.randint(0, 2)):
        made += dice.choice(("\n\n",) * 9 + ("\n\n\n",)) + line(dice)
    return "\n".join(
        (sign + one).rstrip(" ") if not one else sign + one for one in made.split("\n")
    )


def alone(dice: random.Random) -> str:
    """Return what has a paragraph for itself."""
    return dice.choice((*SHORTCODES, "[[chart:c]]", "![a](q.png)", "`a`", "[a](b)", "*a*"))


def caption(dice: random.Random) -> str:
    """Return a table with a line above it, most often a caption."""
    words = dice.choice(("Table: ", "Table: ", "Table: ", "Table:", "table: ", ""))
    return words + line(dice) + dice.choice(("\n\n", "\n\n", "\n")) + table(dice)


def definition(dice: random.Random) -> str:
    """Return lines that say where names lead."""
    names = ["r", "the r", "no"]
    if dice.random() < 0.2:
        names[0] = dice.choice(("The R", "a b", "x_y", "é", "R", "^1", "`r`", "a  b", " r"))
    common = ("b.md", 'c/d.md "A title"', "h&i", "https://a.b/c#d")
    others = ("<e>", "f 'g'", 'j "k" l', "m", 'n  "o"', "p&amp;q")
    ends = [dice.choice(others if dice.random() < 0.05 else common) for _ in names]
    return "\n".join(f"[{name}]: {end}" for name, end in zip(names, ends, strict=True))


def heading(dice: random.Random) -> str:
    """Return a heading, most often of letters."""
    words = one_line(dice) if dice.random() < 0.05 else dice.choice(LETTERS)
    return f"{'#' * dice.randint(1, 6)} {words}"


BORDERS = (
    *("---", "***", "- - -", "> a\n> b", "Table: a", "a\n===", "    code", "a:", ": a", "!!! note"),
    *("*[HTML]: a", "[^1]: a", "[r]: b", "<div>", "<!-- a -->", "a\n- b", "a\n# b", "#b", "1) a"),
    *("term\n: a", "{: .a }", "[TOC]", "5%", "a\\\nb", "\u0663. a", "- [ ] a", "~~a~~", "==a=="),
)


def block(dice: random.Random) -> str:
    """Return one block."""
    makers = (line, line, line, heading, items, items, table, fence, quote, alone, caption)
    return dice.choice(BORDERS) if dice.random() < 0.05 else dice.choice(makers)(dice)


def common_text(seed: int) -> str:
    """Return a text of blocks, most of them in the common language, perhaps spoilt by one sign."""
    dice = random.Random(seed)
    gaps = ("\n\n",) * 40 + ("\n", "\n\n\n", "\n \n")
    text = "".join(block(dice) + dice.choice(gaps) for _ in range(dice.randint(1, 5)))
    if "][" in text or "r]" in text or dice.random() < 0.1:
        text += f"\n\n{definition(dice)}" + dice.choice(("", "\n", "\n\n" + line(dice)))
    if dice.random() < 0.2:
        place = dice.randint(0, len(text))
        text = text[:place] + dice.choice("*_`[]()<>!#&\\:|{}=+-~^\"' \n.1\t") + text[place:]
    return text


# Texts built as an editor builds them: constructs in constructs, then something spoilt.

WORDS = st.sampled_from(("care", "HTML", "a", "Ünï", "3", "x_y_z", "c*d", "1.", "é", "\u0663."))
SIGNS = st.sampled_from(
    [*"*_`[]()<>!#&\\:|{}=+-~^\"' \n.1", "  \n", "\n\n", "    ", "\t", "![", "[^"]
)


def around(left: str, right: str, *inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*inner).map(lambda parts: left + "".join(parts) + right)


def inlines(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    marks = ("*", "_", "**", "__", "***", "`", "``", "~~", '"')
    wrapped = st.tuples(st.sampled_from(marks), inner).map(lambda two: two[0] + two[1] + two[0])
    return st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(" ".join),
        wrapped,
        around("[", "](page.md)", inner),
        around("![", "](pic.png 'title')", inner),
        around("[", "][ref]", inner),
        around("[", "][]", inner),
        around("[", "]", inner),
        around("![", "][ref]", inner),
        around("![", "]", inner),
        around("<b class='x'>", "</b>", inner),
        around("<!-- ", " -->", inner),
        around("*", "*{: .name #id lang=en onclick=x }", inner),
    )


PLAIN = st.one_of(
    WORDS,
    SIGNS,
    st.sampled_from(
        (
            "[^1]",
            "[^note]",
            "[^none]",
            "<https://example.org/a?b&c>",
            "<me@example.org>",
            "&copy; &#163; & &x",
            "\\*kept\\*",
            "\\\\`a`",
            "end  \nnext",
            "[ref]",
            "[a](b\\_c.md)",
            "![ref]",
            "[TOC]",
            "<br>",
            "a < b > c",
            "{: .late }",
            "{ #x }",
            "http://example.org",
        )
    ),
)
INLINE = st.recursive(PLAIN, inlines, max_leaves=8)


def indented(text: str) -> str:
    return "\n".join("    " + line for line in text.split("\n"))


def blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        inner,
        inner.map(indented),
        inner.map(lambda text: "> " + text.replace("\n", "\n> ")),
        inner.map(lambda text: "- " + indented(text).lstrip()),
        inner.map(lambda text: "7. " + indented(text).lstrip()),
        inner.map(lambda text: "term\n:   " + indented(text).lstrip()),
        inner.map(lambda text: '!!! note "Title"\n' + indented(text)),
        inner.map(lambda text: "[^note]: " + indented(text).lstrip()),
        st.tuples(inner, st.sampled_from(("\n", "\n\n", "\n\n\n")), inner).map("".join),
    )


BLOCK = st.one_of(
    INLINE,
    around("## ", " {#own}", INLINE),
    around("# ", " #\nnext line", INLINE),
    around("", "\n=====", INLINE),
    around("", "\n---", INLINE),
    around("* ", "\n* two\n+ three\n    - four", INLINE),
    around("3. ", "\n4. two\n\n   more", INLINE),
    around("| a | b |\n|:--|--:|\n| ", " | `x|y` |", INLINE),
    around("Table: ", "\n\na | b\n--|--\n1 | 2", INLINE),
    around("term\n: ", "\n: second", INLINE),
    around("```python\n", "\n```", INLINE),
    around("~~~\n", "\n", INLINE),
    around("!!! warning\n    ", "\nafter", INLINE),
    around("[^1]: ", "\n    more", INLINE),
    around("*[HTML]: ", "", INLINE),
    around("[ref]: page.md 'a title'\n", "", INLINE),
    around("<div>", "</div>", INLINE),
    around("{: .first }\n", "\n{: .last }", INLINE),
    st.sampled_from(("---", "* * *", "___", "[TOC]", "    code", "", "///Footnotes Go Here///")),
)
DOCUMENT = st.lists(st.recursive(BLOCK, blocks, max_leaves=4), max_size=6).map("\n\n".join)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    text = draw(DOCUMENT)
    for sign in draw(st.lists(SIGNS, max_size=3)):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + sign + text[place + draw(st.integers(0, 2)) :]
    return text


# Texts thrown together: lines of every construct in any order, at any indentation.

STARTS = (
    *("", "", "", "# ", "## ", "- ", "* ", "+ ", "1. ", "12. ", "> ", ">", ": ", ":   ", "| "),
    *("!!! note ", "!!!", "[^1]: ", "[ref]: ", "*[HTML]: ", "```", "~~~", "===", "---", "***"),
    *("|--|--|", "a | b\n--|--\n", "Table: ", "[TOC]", "<div>", "<!--", "{: .x }", "_ _ _", "\\"),
)
PIECES = (
    *(
        "word",
        "HTML",
        "care",
        "*",
        "_",
        "**",
        "__",
        "`",
        "``",
        "[",
        "]",
        "](x.md)",
        "][ref]",
        "(a)",
    ),
    *("![", "<", ">", "&", "&amp;", "\\", "\\*", "|", "{", "}", "{: .y #z }", "{#id}", "[^1]", "!"),
    *(
        "  \n",
        "\n",
        ":",
        "=",
        "<b>",
        "</b>",
        "-->",
        "<a@b.c>",
        "<http://x.y>",
        "[ref]",
        "'",
        '"',
        ".",
    ),
    *(
        "**bold**",
        "*it*",
        "`code`",
        "[a](b.md)",
        "[a](<b c> 't')",
        "![i](j.png)",
        "\u00a0",
        "\u0663.",
    ),
)


def thrown_together(seed: int) -> str:
    dice = random.Random(seed)
    lines = []
    for _ in range(dice.randint(1, 14)):
        indentation = " " * dice.choice((0, 0, 0, 0, 1, 2, 3, 4, 4, 5, 8))
        pieces = dice.choices(PIECES, k=dice.randint(0, 7))
        line = indentation + dice.choice(STARTS) + dice.choice((" ", "")).join(pieces)
        lines.append(line + dice.choice(("", "", "\n", "\n\n", "  ")))
    return "\n".join(lines)


# Sequences of a few signs: all that the readers may take for something else.

ALPHABETS = {
    "in lines": (
        *("a", "b", "é", "1", " ", "*", "*", "**", "_", "_", "__", ".", "(", ")", "[", "]", "`"),
        *("](c)", "][r]", "``", "\n", "  \n", "~~", "=", "{", "}", "\\", "<", ">", "&", "“", "!"),
        *("![", "'", '"', "[[figure:f]]", "[[term:z]]", "5%", ":", "|", "#"),
    ),
    "lines": (
        *("a\n", "b\n", "\n", "\n", "- ", "-  ", "1. ", "2. ", "> ", ">", "    ", "  ", " ", "# "),
        *("## ", "---\n", "***\n", "| a |\n", "|---|\n", "| b |\n", "|:-|\n", "```\n", "~~~\n"),
        *("Table: c\n", ": ", ":   ", "!!! note\n", "a", "b", "*c*", "[r]", "[r]: d\n", "[s]: e\n"),
        *("+ ", "===\n", "[[chart:c]]\n", "[[figure:f]]", "`x`", "{: .a}", "![a](b)", "|", "\\"),
    ),
    "white space": (
        *("a", "b", "\n", "\n\n", "*", "_", "`", "[", "](c)", "- ", "# ", "> ", "1. ", "| ", " |"),
        *("5", "%", "£", " ", "  \n", "[[term:z]]", "\u00a0", *"\x0b\x1c\x85\u1680\u2003\u2028"),
    ),
    "emphasis": ("a", "b", " ", "*", "**", "_", "__", ".", "(", ")", "\n", "é", "“", "`c`", "~~"),
    "addresses": tuple("a(b)<>'\"\\[]{} &_*`^;#"),
    "table": (
        "| a |",
        "\n",
        "|---|",
        "|:-:|",
        "|-|",
        "| |",
        "| b | c |",
        "|--|--|",
        "a | b",
        "-|-",
    ),
}
#: What stands around a sequence.
_FRAMES = {
    "addresses": (
        *("[x]({})", "[x](y '{}')", '[x](y "{}")', "![x]({})", "<https://{}>", "# {}", "![{}](y)"),
        *("[x]\n\n[x]: {}", '[x]\n\n[x]: {} "t"', '[x]\n\n[x]: y "{}"', "[{0}]\n\n[{0}]: c"),
        *("[x][{0}]\n\n[{0}]: c", "| {} |\n|---|\n| c |", "[[term:z|{}]]", "[[term:{}]]"),
    ),
}


def of_signs(seed: int, alphabet: str) -> str:
    """Return a few signs one after the other."""
    dice = random.Random(seed)
    frame = dice.choice(_FRAMES.get(alphabet, ("{}",)))
    most = 4 if frame != "{}" else 9
    return frame.format("".join(dice.choices(ALPHABETS[alphabet], k=dice.randint(1, most))))


# Paragraphs that people wrote, with signs where nobody would put them.

_MOST_WRITTEN = 400
_OFTEN = 0.6
_SIGNS = (
    *(
        "[[",
        "]]",
        "[[term:",
        "[[site:tel]]",
        "[[figure:f]]",
        "|",
        "`",
        "**",
        "*",
        "_",
        "__",
        "~~",
        "==",
    ),
    *(
        "[",
        "](",
        "]",
        "(",
        ")",
        "![",
        "<!--",
        "-->",
        "<b>",
        "</b>",
        "&amp;",
        "\\",
        "{#a}",
        "{.a}",
        ":a:",
    ),
    *(
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "2) ",
        "    ",
        "  ",
        "\t",
        "```\n",
        "~~~\n",
        "\\\n",
        "# ",
        "## ",
    ),
    *(
        "!!! note\n    ",
        "??? a\n",
        "> [!NOTE]\n",
        '=== "T"\n',
        "===\n",
        "---\n",
        "| a | b |\n|---|---|\n",
    ),
    *(
        "[^1]",
        "[^1]: a\n",
        "*[a]: b\n",
        ": a\n",
        "- [ ] ",
        "[TOC]\n",
        "https://a.example/",
        "a@b.example",
    ),
    *("://", "\u00a0", "\x85", "\u2028", "\ufeff", "e\u0301", "“", "'", "£5", "%"),
)


def spliced(seed: int, paragraphs: Sequence[str]) -> str:
    """Return some of many paragraphs, with signs put in and a piece taken out."""
    dice = random.Random(seed)
    chosen = dice.choices(paragraphs, k=dice.randint(1, 3)) if dice.random() < _OFTEN else []
    text = list("\n\n".join(one[:_MOST_WRITTEN] for one in chosen))
    for _ in range(dice.randint(1, 9)):
        text.insert(dice.randint(0, len(text)), dice.choice(_SIGNS))
    if dice.random() > _OFTEN:
        start = dice.randint(0, len(text))
        del text[start : start + dice.randint(0, 20)]
    return "".join(text)
