"""Plain pages are what Python-Markdown makes of them, byte for byte; all else is left to it."""

from __future__ import annotations

import random
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from sitegen.documents.front_matter import split_front_matter
from sitegen.fields.shortcodes import Explained
from sitegen.render.markup.asking import Asking
from sitegen.render.markup.dialect import Dialect, new_markdown
from sitegen.render.markup.explained import Explanations, placeholder
from sitegen.render.markup.found import Found
from sitegen.render.markup.plain import plain_page
from sitegen.render.markup.reader import read
from sitegen.render.markup.shortcodes import PlainInLinks, Result, Shortcodes
from tests.frozen import FROZEN, PROJECT

CONTENT = sorted(FROZEN.glob("content/**/*.md"))
INLINE_KINDS = frozenset(("figure", "term", "site"))
DOCUMENTATION = sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/*.md")])


def answered(kind: str, id_: str, words: str, written: str, alone: bool) -> Result:
    """Return something of each kind that a shortcode can stand for."""
    if kind == "figure":
        return f"5 & <6> {id_}"
    if kind == "term":
        url = f"/words/#{id_}" if id_ > "n" else ""
        return placeholder(f"term:{id_}", Explained(words or id_, "it's <b> & c", url))
    link = Element("a", {"href": "tel:123"})
    link.text = words or "123"
    return link if kind == "site" else ""


class Both:
    """Both renderers, each long-lived, as a worker has it: what a page leaves shows in the next."""

    def __init__(self, *, raw_html: bool) -> None:
        self.dialect = Dialect(raw_html=raw_html)
        self.dialect.resolve = lambda address, nth, _: f'/{address}?{nth}&<"'
        self.markdown = new_markdown(self.dialect, Markdown)
        shortcodes = Shortcodes(self.markdown)
        shortcodes.answer = answered
        self.markdown.inlinePatterns.register(shortcodes, "shortcode", 185)
        trees = self.markdown.treeprocessors
        trees.register(PlainInLinks(self.markdown), "plain_in_links", 16)
        trees.register(Explanations(self.markdown), "explanations", 15)
        self.asking = Asking(self.dialect, shortcodes)

    def plain(self, text: str) -> tuple[object, ...] | None:
        page = plain_page(text, INLINE_KINDS)
        if page is None:
            return None
        self.dialect.found = Found()
        html = self.asking.html(page)
        found = self.dialect.found
        return html, page.toc_tokens(), found.findings, found.uses

    def stock(self, text: str) -> tuple[object, ...]:
        self.dialect.found = Found()
        html = self.markdown.reset().convert(text)
        found, toc = self.dialect.found, getattr(self.markdown, "toc_tokens", [])
        return html, toc, found.findings, found.uses


BOTH = [Both(raw_html=raw_html) for raw_html in (False, True)]


def is_equal(text: str) -> bool:
    """Whether a text is plain, in which case both must make the same of it."""
    taken = False
    for both in BOTH:
        if (plain := both.plain(text)) is not None:
            assert plain == both.stock(text), text
            code = plain_page(text, INLINE_KINDS)
            assert code is not None
            assert tuple(code.code) == read(text).regions
            taken = True
    return taken


@pytest.mark.parametrize("path", [*CONTENT, *DOCUMENTATION], ids=lambda path: path.name)
def test_every_page_of_a_site_and_every_document_is_equal(path: Path) -> None:
    is_equal(split_front_matter(path.read_text(encoding="utf-8"), path.name).body)


def test_most_pages_of_a_site_are_plain() -> None:
    bodies = [split_front_matter(path.read_text("utf-8"), "").body for path in CONTENT]
    assert sum(map(is_equal, bodies)) > len(bodies) / 2


#: One text for each clause of the decision: without the clause it would be printed otherwise.
BORDERING = (
    # Blocks right below others, at another indentation, with nothing or too much in them.
    *(
        "a\n- b",
        "- a\n\n a",
        "a\n\n - b\n - c",
        "- a\n    ---",
        "- ## a",
        "- a\n\n## b\n- c",
        "a\n***\n- b",
    ),
    *(
        "- a\n## b",
        "```\na\n```\n## b",
        "- - -",
        "* * *",
        "***\n\n- a",
        "---\na",
        " # a",
        "#\ta",
        "#",
        "# a #",
        "# a  b",
    ),
    *(
        "# a\u00a0b",
        "# &amp;",
        "# a > b",
        '# "a"',
        "# [a](b)",
        "# *a*",
        "# `a`",
        "# [[figure:f]]",
        "a\n===",
        "a\n---",
    ),
    *(
        "# a\n```\nb\n```",
        "# a\n| b |\n|---|\n| c |",
        "# a\n- b",
        "- a\n  ```\n  b\n  ```",
        "a\n```\nb\n```",
        "```\na",
    ),
    *("```\na\n```\nb", "    a", "a\n\n    b", "> a", "a\n> b", "<!-- a -->"),
    # Lists.
    *(
        "- a\n\n* b",
        "- a\n\n1. b",
        "1. a\n- b",
        "- a\n+ b",
        "-\n- a",
        "- a\n  - b",
        "- a\n   - b",
        "-  a",
        "- a\n b",
    ),
    *(
        "- - a",
        "1. - a",
        "- a\n    b",
        "- a  \n  b",
        "01. a",
        "1. a\n\n- b\n\n2. c",
        "0. a",
        "5. a\n9. b",
        "12. a\n    - b",
    ),
    *(
        "- a\n\n- b\n- c",
        "- a\n- b\n\n- c",
        "- a\n\n    b",
        "- a\n\n    - b",
        "- a\n    - b\n\n- c",
        "- a\n\n\n- b",
        "1) a",
    ),
    *(
        "- # a",
        "- > a",
        "- | a |",
        "- :a",
        "- [ ] a",
        "- - b\n- c",
        "- a\n    1. b\n    - c",
        "100. a\n     - b",
    ),
    # Tables.
    *(
        "| a |\n|---|",
        "| a |\n|-|\n| b |",
        "| a | b |\n|---|---|\n| c |",
        "| a |\n|---|\n| b | c |",
        "a | b\n--|--\nc | d",
    ),
    *(
        "| a |\n|---|\n| `b|c` |",
        "| *a* |\n|---|\n| b |",
        "| a  b |\n|---|\n| c |",
        "| |\n|---|\n| a |",
        "| `a` |\n|---|\n| b |",
    ),
    *(
        "| [a](b) |\n|---|\n| c |",
        "| a&b |\n|---|\n| c |",
        '| "a" |\n|---|\n| b |',
        "| a |\n|:---:|\n| b |\n|",
        "a\n| b |\n|---|\n| c |",
    ),
    *(
        "- | a |\n  |---|\n  | b |",
        "| a |\n|---|\n| b |\nc",
        "| [[term:z]] |\n|---|\n| b |",
        "Table: a\n\n| b |\n|---|\n| c |",
    ),
    # Words and marks.
    *(
        "a *b*c",
        "a*b* c",
        "*a* *b*",
        "**a *b* c**",
        "*a **b***",
        "_a_",
        "a _b_",
        "a_ b",
        "**[a](b)**",
        "*`a`*",
        "* a*",
        '"*a*"',
    ),
    *(
        "*a*“b”",
        "**a**b",
        "“**a**”",
        "*-a*",
        "*a-*",
        "*(a)*",
        "[*a*](b)",
        "a ** b",
        "a * b *",
        "**a",
        "*a",
        "a*",
        "2*3*4",
        "*a\n*b",
    ),
    *(
        "` a `",
        "``a` b``",
        "`a\nb`",
        "`",
        "a ` b",
        "`a`b`",
        "``",
        "a\n b",
        "a \nb",
        "a   \nb",
        "a  \n b",
        "a  \nb",
        "a  ",
        "a\n  \nb",
    ),
    *(
        "&amp;",
        "&copy",
        "&#65;",
        "a &lt; b",
        "a < b",
        "a<b",
        "<b>",
        "<http://a.b>",
        "a\\*b",
        "\\",
        "a\\\nb",
        "~~a~~",
        "==a==",
        "~a~",
    ),
    *(
        "{.a}",
        "a {.b}",
        "a\n{: .b}",
        "*a*{.b}",
        "[a]",
        "[a][b]\n\n[b]: c",
        "[a]: b",
        "a[^1]\n\n[^1]: b",
        "*[a]: b",
        "![a](b)",
    ),
    *(
        "#a",
        "##a b",
        "a\n#b",
        "a\n=",
        "a\n+ b",
        "a\n: b",
        ":a",
        "a\n\n:   b",
        "!!! note\n    a",
        "a\n!!! b",
        "??? a\n    b",
        "a\n??? b",
    ),
    *(
        "5%",
        "£3",
        "30 per cent",
        "\u0663. a",
        "\u00a0a",
        "a\u00a0",
        "a\n\u00a0b",
        "\u2028a",
        "a\u2003",
        "a\tb",
        "\ta",
        "`a\tb`",
        "[TOC]",
    ),
    *(
        "```\n\u00a0\n```",
        "```\na \n```",
        "```\n  \n```",
        "```\na\tb\n```",
        "``` {.a #b c=d}\ne\n```",
        "~~~ a\nb\n~~~",
    ),
    # Links.
    *(
        "[a](b c)",
        "[a](<b c>)",
        "[a](b(c))",
        "[a](b&amp;c)",
        "[a](b\\_c)",
        "[a]( b )",
        "[a](b 'c')",
        "[a](b (c))",
        "[a]()",
        "[](b)",
    ),
    *(
        '[a](b "c&d")',
        '[a](b "c<d")',
        '[a](b "c[d")',
        '[a](b  "c")',
        '[a](b"c")',
        "[a] (b)",
        "[a][b](c)",
        "[a](b)[c]",
        "[a](b){.c}",
    ),
    *(
        "[a [b](c)](d)",
        "[a](b'c)",
        "[a](b{c})",
        "[a](b`c)",
        "[a](b[c])",
        "[a](b<c>)",
        "[a](b\nc)",
        "a [b\nc](d)",
        "[a](B#c)",
        "[![a](b)](c)",
    ),
    # Shortcodes.
    *(
        "[[figure:f]]",
        "[[chart:c]]",
        "a [[chart:c]] b",
        "[[x:y]]",
        "[[term:a|*b*]]",
        "[[term:a|`b`]]",
        "[[term:a|b_c_]]",
        "[[term:a|b&amp;]]",
    ),
    *(
        "**[[figure:f]]**",
        "*a [[term:z]]*",
        "[[[term:a]]](b)",
        "[[[site:tel]]](b)",
        "[[term:a]] [[term:a]]",
        "[a [[term:a]]](b) [[term:a]]",
    ),
    *(
        "[[term:z]] [a](/words/#z)",
        "[[figure:]]",
        "[[figure: f]]",
        "[[figure f]]",
        "{{ a }}",
        "`[[figure:f]]`",
        "[[figure:f]]: a",
    ),
)


@pytest.mark.parametrize("text", BORDERING)
def test_a_text_at_the_border_is_equal_or_left_to_the_library(text: str) -> None:
    is_equal(text)
    is_equal(f"One.\n\n{text}\n\nTwo.")


# Texts in the common language and at its borders: each piece is plain by itself, or nearly so.

LETTERS = ("a", "care", "Ünï", "x_y", "3", "“so”", "it's", "A&B", "b > c", "née", "no. 5", "Hm!")
SHORTCODES = ("[[figure:f]]", "[[term:a]]", "[[term:z|its words]]", "[[site:tel]]")
CODES = ("`x`", "``a`b``", "`a & <b>`", "`*a*`", "`[a](b)`")
LINKS = (
    *("[a](b.md)", "[a b](c.md#d?e=1&f=2)", '[a](b.md "A title")', "[`x`](y)", "[a_b](c_d.md)"),
    *("[a [[term:z]]](w)", "[see [[site:tel]] now](b)"),
)
MARKS = ("*a*", "**a b**", "**a**,", "(*a*)", "**a.**", "*é*", "*a [b](c) d*", "**a `x` b**")
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
SPACES = (" ", " ", " ", " ", "\n", "\n", "  \n", ". ", ", ", "; ")
ODD_SPACES = ("", "  ", "\u00a0", " \n", "   \n", "\n ", "\t", " - ", "\n- ", "\n# ", "\n| ")


def line(dice: random.Random) -> str:
    """Return words of one paragraph, with what may stand among them."""
    made = ""
    for _ in range(dice.randint(1, 7)):
        kind = dice.choice((LETTERS, LETTERS, LETTERS, SHORTCODES, CODES, LINKS, MARKS))
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
        ("---", " --- ", ":--", "--:", " :---: ", ":-:", "-"), (9, 9, 3, 3, 3, 1, 1), k=columns
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
    makers = (line, line, line, heading, items, items, table, fence)
    return dice.choice(BORDERS) if dice.random() < 0.05 else dice.choice(makers)(dice)


def common_text(seed: int) -> str:
    """Return a text of blocks, most of them in the common language, perhaps spoilt by one sign."""
    dice = random.Random(seed)
    gaps = ("\n\n",) * 40 + ("\n", "\n\n\n", "\n \n")
    text = "".join(block(dice) + dice.choice(gaps) for _ in range(dice.randint(1, 5)))
    if dice.random() < 0.2:
        place = dice.randint(0, len(text))
        text = text[:place] + dice.choice("*_`[]()<>!#&\\:|{}=+-~^\"' \n.1\t") + text[place:]
    return text


@pytest.mark.parametrize("part", range(4))
def test_common_texts_are_equal(part: int) -> None:
    taken = sum(is_equal(common_text(seed)) for seed in range(part * 400, part * 400 + 400))
    assert taken > 40  # else nothing has been compared


@pytest.mark.long
@pytest.mark.parametrize("thousand", range(2, 52))
def test_many_common_texts_are_equal(thousand: int) -> None:
    taken = sum(
        is_equal(common_text(seed)) for seed in range(thousand * 1000, thousand * 1000 + 1000)
    )
    assert taken > 100


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


@given(spoilt())
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@example("a\n\n[r]: b")
@example("- a\n\n* b")
@example("a\n\n- b\n\n1. c")
@example("[a](b)[c](d) [a](b) [a](b)")
def test_built_text_is_equal(text: str) -> None:
    is_equal(text)


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


@pytest.mark.parametrize("hundred", range(10))
def test_texts_thrown_together_are_equal(hundred: int) -> None:
    for seed in range(hundred * 100, hundred * 100 + 100):
        is_equal(thrown_together(seed))


@pytest.mark.long
@pytest.mark.parametrize("thousand", range(1, 41))
def test_many_texts_thrown_together_are_equal(thousand: int) -> None:
    for seed in range(thousand * 1000, thousand * 1000 + 1000):
        is_equal(thrown_together(seed))
