"""The fast converter gives what the library gives: same HTML, same contents list, same mistakes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.serializers import to_html_string

from sitegen.documents.front_matter import split_front_matter
from sitegen.render.markup import fast_blocks, fast_patterns
from sitegen.render.markup.dialect import Dialect, new_markdown
from sitegen.render.markup.fast import FastMarkdown
from sitegen.render.markup.found import Found
from sitegen.render.markup.serializer import to_html
from tests.frozen import FROZEN, PROJECT

CONTENT = sorted(FROZEN.glob("content/**/*.md"))
DOCUMENTATION = sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/*.md")])


class Converter:
    """One long-lived instance, as a worker has it: what a page leaves behind shows in the next."""

    def __init__(self, kind: type[Markdown], *, raw_html: bool) -> None:
        self.dialect = Dialect(raw_html=raw_html)
        self.markdown = new_markdown(self.dialect, kind)

    def outcome(self, text: str) -> tuple[object, ...]:
        self.dialect.found = Found()
        try:
            html = self.markdown.reset().convert(text)
        except RuntimeError as error:  # the library cannot take a footnote within a footnote
            return (type(error),)
        toc = getattr(self.markdown, "toc_tokens", [])
        return (
            html,
            toc,
            self.dialect.found.mistakes,
            self.dialect.found.warnings,
            self.dialect.found.uses,
        )


PAIRS = [
    (Converter(Markdown, raw_html=raw_html), Converter(FastMarkdown, raw_html=raw_html))
    for raw_html in (False, True)
]


def assert_equal(text: str) -> None:
    for library, fast in PAIRS:
        assert fast.outcome(text) == library.outcome(text), text


@pytest.mark.parametrize("path", [*CONTENT, *DOCUMENTATION], ids=lambda path: path.name)
def test_every_page_of_a_site_and_every_document_is_equal(path: Path) -> None:
    assert_equal(split_front_matter(path.read_text(encoding="utf-8"), path.name).body)


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
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@example("[TOC]\n\n# One\n\n## Two")
@example("# A *b* & `c` \\* [^1]\n\n[^1]: note")
@example("\u0663. a list by an Arabic digit")
@example("*[HTML]: Language\n\nHTML in plain words\n\nno sign at all HTML")
@example("![ref] and [ref]\n\n[ref]: pic.png")
@example("*[copy]: a word\n\n&copy; is no copy")
@example("*one _two_ three* and **four _five_**, *six_* seven_ *")
@example("[a](b'c') and [d](e\"f\") and [g](h\\*i) and [j](k&l)")
@example("## One\n\n## One {#one}\n\n### One\n\n## A  b\n\n## !")
@example("text {: hidden }\n{: hidden }")
def test_built_text_is_equal(text: str) -> None:
    assert_equal(text)


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


@pytest.mark.parametrize("hundred", range(20))
def test_texts_thrown_together_are_equal(hundred: int) -> None:
    for seed in range(hundred * 100, hundred * 100 + 100):
        assert_equal(thrown_together(seed))


@pytest.mark.long
@pytest.mark.parametrize("thousand", range(2, 52))
def test_many_texts_thrown_together_are_equal(thousand: int) -> None:
    for seed in range(thousand * 1000, thousand * 1000 + 1000):
        assert_equal(thrown_together(seed))


# What is skipped is skipped by name: a new version of the library must not bring an unknown one.


def test_marks_are_known_for_every_inline_pattern() -> None:
    for _, fast in PAIRS:
        registry = fast.markdown.inlinePatterns
        named = [registry[name] for name in fast_patterns.SIGNS if name in registry]
        assert set(registry) == set(named)


def test_marks_are_known_for_every_block_processor() -> None:
    for _, fast in PAIRS:
        registry = fast.markdown.parser.blockprocessors
        named = {
            registry[name]
            for name in {*fast_blocks.MARKS, *fast_blocks.UNMARKED}
            if name in registry
        }
        assert set(registry) == named


def test_deep_tree_is_written_like_any_other() -> None:
    markdown = PAIRS[0][0].markdown
    root = markdown.parser.parseDocument(["text"]).getroot()
    assert root is not None
    innermost = root[0]
    for _ in range(5000):
        innermost.append(innermost.makeelement("em", {}))
        innermost = innermost[0]
    assert to_html(root) == to_html_string(root)
