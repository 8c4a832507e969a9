"""What is read otherwise elsewhere, or is no form at all, is told at its line."""

from __future__ import annotations

import pytest

from sitegen.render.markup.lint.differences import differences, html_around_markdown
from sitegen.render.markup.lint.forms import lint
from sitegen.render.markup.lint.outline import other_outline
from sitegen.render.markup.reader import read


def told(text: str) -> list[tuple[int, str, str]]:
    """Return place, rule and words of all that is told of a text."""
    reading = read(text)
    found = [*lint(reading, reading.prose_with("x")), *differences(reading)]
    assert all(text.startswith(one.written, one.at) for one in found)
    return sorted((one.at or 0, one.finding.rule, one.written) for one in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Addresses that only GitHub makes links of.
        ("see www.a.org/b.", [(4, "link-form", "www.a.org/b")]),
        (
            "*https://a.org*, (http://b.org)",
            [(1, "link-form", "https://a.org"), (18, "link-form", "http://b.org")],
        ),
        ("| www.a.org |\n|---|\n| b |", [(2, "link-form", "www.a.org")]),
        ("[www.a.org](https://a.org) <https://a.org> `www.a.org`", []),
        ("![www.a.org](b.png) <www.b.org>", [(21, "link-form", "www.b.org")]),
        ("see (http://a.org/b_(c)).", [(5, "link-form", "http://a.org/b_(c)")]),
        ("see a.org/b, and GOV.UK", [(4, "link-form", "a.org/b")]),
        ("tel:+33199001234", [(0, "link-form", "tel:+33199001234")]),
        # Mailboxes.
        (
            "a@b.org, mailto:c@d.org",
            [(0, "link-form", "a@b.org"), (9, "link-form", "mailto:c@d.org")],
        ),
        ("| a@b.org |\n|---|\n| `c@d.org` |", [(2, "link-form", "a@b.org")]),
        ("<a@b.org> [a@b.org](mailto:a@b.org) a@b @c", []),
        # The sign of code that begins none.
        ("a `bc d", [(2, "code-form", "`")]),
        ("- a\n\n> `bc\n\nd`", [(7, "code-form", "`")]),
        ("a \\`bc", []),
        ("rock `n roll, a ` tick, | `bc|d` |", []),
        ("[a](https://a.org/b c", [(0, "link-form", "[a](https://a.org/b")]),
        # A link whose name is code.
        ("[`a`] [`b`](c)\n\n[`a`]: d", [(0, "link-form", "[`a`]")]),
        ("[`a`][]\n\n[`a`]: d", [(0, "link-form", "[`a`]")]),
        # Lists without an empty line before them, wherever they stand.
        ("a\n- b\n- c", [(2, "list-form", "- b")]),
        ("> a\n> - b", [(6, "list-form", "- b")]),
        ("!!! note\n    a\n    - b", [(19, "list-form", "- b")]),
        ("a\n:   b\n    - c", [(12, "list-form", "- c")]),
        ("- a\n\n    b\n    - c", [(15, "list-form", "- c")]),
        ("a\n1. b", [(2, "list-form", "1. b")]),
        # Signs that begin no item.
        ("• a\n• b", [(0, "list-form", "• a")]),
        ("o\ta\n\na", [(0, "list-form", "o\ta")]),
        ("– a\n– b", [(0, "list-form", "– a")]),
        ("-\u00a0a\n-\u00a0b", [(0, "list-form", "-\u00a0a")]),
        ("1.\u00a0a", [(0, "list-form", "1.\u00a0a")]),
        ("✅ a\n❌ b", [(0, "list-form", "✅ a")]),
        ("§\ta\n§\tb", [(0, "list-form", "§\ta")]),
        ("✅ a line\nof text", []),
        ("a) b\nb) c", [(0, "list-form", "a) b")]),
        ("(1) b\n(2) c", [(0, "list-form", "(1) b")]),
        ("1.a\n2.b", [(0, "list-form", "1.a")]),
        ("-a\n-b", [(0, "list-form", "-a")]),
        ("1\\. a\n2\\. b", [(0, "list-form", "1\\. a")]),
        ("-5\n-3", []),
        ("i. e. a line\nof text", []),
        ("[ ] a", [(0, "list-form", "[ ]")]),
        ("- [] a", [(2, "list-form", "[]")]),
        ("- [ ] a\n- [x] b", []),
        ("[^1]: a\n- b", [(8, "list-form", "- b")]),
        ("text\n!!! note\n    a", []),
        # Indented text.
        ("a\n\n    We help. We listen.", [(7, "code-form", "We help. We listen.")]),
        ("a\n\n    - one\n    - two", [(7, "code-form", "- one")]),
        ("a\n\n    ## Two", [(7, "code-form", "## Two")]),
        ("a\n\n    pip install b\n    # A comment.", []),
        # Headings.
        ("a\n=\n\n#### b", [(0, "heading-level", "a"), (5, "heading-level", "#### b")]),
        ("##", [(0, "heading-form", "##")]),
        ("##b c", [(0, "heading-form", "##b c")]),
        ("a\nb\n---", [(0, "heading-form", "a")]),
        ("a\nb\n===", [(0, "heading-form", "a")]),
        ("a\n---", []),
        ("## a {#b}\n\n#### c", [(11, "heading-level", "#### c")]),
        ("== a ==", [(0, "heading-form", "== a ==")]),
        ("h2. a", [(0, "heading-form", "h2. a")]),
        ("a\n\n–––", [(3, "heading-form", "–––")]),
        # Tables that are none, and rows.
        ("| a | b |\n|---|---|\n| c | d |\ne", [(30, "table-form", "e")]),
        ("a   b\nc   d", [(0, "table-form", "a   b")]),
        ("| a | b |\n| c | d |", [(0, "table-form", "| a | b |")]),
        ("| a | b |\n|---|\n| c | d |", [(0, "table-form", "| a | b |")]),
        ("a\tb\nc\td\ne\tf", [(0, "table-form", "a\tb")]),
        # Words.
        ("a **b c", [(2, "emphasis-form", "**")]),
        ("a ** b ** c", [(2, "emphasis-form", "**")]),
        ("a :smile: b", [(2, "emoji-form", ":smile:")]),
        ("a __b c", [(2, "emphasis-form", "__")]),
        ("a ~~b c", [(2, "emphasis-form", "~~")]),
        ("a *b c", [(2, "emphasis-form", "*")]),
        ("~a~", [(0, "emphasis-form", "~a~")]),
        ("*a note below* a_b __init__ 2 * 3 a* b", []),
        ("a {.b} c", [(2, "attribute", "{.b}")]),
        ("*a*{.b} [c](d){lang=cy}\n{: .e }", []),
        ("$$ a $$", [(0, "other-reading", "$$"), (5, "other-reading", "$$")]),
        ("a.【4†b】", [(2, "left-over", "【4†b】")]),
        (
            "a :contentReference[oaicite:0]{index=0}",
            [(2, "left-over", ":contentReference[oaicite:0]{index=0}")],
        ),
        ("%% a %%", [(0, "raw-html", "%% a %%")]),
        ("{# a #}", [(0, "half-shortcode", "{# a #}")]),
        # Footnotes.
        ("a^[b c]", [(1, "footnote", "^[b c]")]),
        ("a[^b c]", [(1, "footnote", "[^b c]")]),
        ("Pause\nUnit 1, Hill Street\nN1 2AB", [(0, "line-form", "Pause")]),
        ("## Visit\nPause\nUnit 1\nLondon\n\na", [(9, "line-form", "Pause")]),
        ("!!! note\n    Pause\n    Unit 1\n    N1", [(13, "line-form", "Pause")]),
        ("> Pause\n> Unit 1\n> N1", [(2, "line-form", "Pause")]),
        ("**Phone** 020\n**Email** us\n**Fax** no", [(0, "line-form", "**Phone** 020")]),
        ("Ann: hello\nBea: hi.\nAnn: bye", [(0, "line-form", "Ann: hello")]),
        ("Pause\\\nUnit 1\\\nN1", []),
        ("Pause  \nUnit 1  \nN1", []),
        ("It is free.\nYou choose.\nWe help.", []),
        ("Words that a program broke\ninto lines\nafter some signs", []),
        ("Pause\nUnit 1", []),
        ("a[^1]\n\n[^1]: b\n[^1]: c", [(15, "footnote", "[^1]:")]),
        # Links.
        ("[a]{b.md} {c}(d.md)", [(0, "link-form", "[a]{b.md}"), (10, "link-form", "{c}(d.md)")]),
        ("[a]\n(b.md)", [(0, "link-form", "[a]\n(b.md)")]),
        (
            "[a|b.md] [[a]] ![[b.png]]",
            [
                (0, "link-form", "[a|b.md]"),
                (9, "link-form", "[[a]]"),
                (15, "link-form", "![[b.png]]"),
            ],
        ),
        ("\\[a\\](b.md) \\[c](d.md)", [(0, "link-form", "\\[a\\](b.md)")]),
        ('"a":b.md', [(0, "link-form", '"a":b.md')]),
        ("[url=b]a", [(0, "link-form", "[url=b]")]),
        ("[sic] (his/her) (a)[b] {c}(d)", []),
        ("[a]: b\n[a]: c\n\n[a]", [(7, "link-form", "[a]:")]),
        ("[[1]](a.md) [1] (page 4)", []),
        ("[](b.md)", [(0, "link-form", "[](b.md)")]),
        ("[a(b.md) c", [(0, "link-form", "[a(b.md)")]),
        ("(a)[b.md]", [(0, "link-form", "(a)[b.md]")]),
        ("[a] (b.md)", [(0, "link-form", "[a] (b.md)")]),
        ("[a](b.md c", [(0, "link-form", "[a](b.md")]),
        ("[a][b]", [(0, "link-form", "[a][b]")]),
        # Notes and code.
        ("!! note\n    a", [(0, "note-form", "!! note")]),
        ("!!! note “a”\n    b", [(0, "note-form", "!!! note “a”")]),
        ("!!! note\na", [(0, "note-form", "!!! note")]),
        ('=== "a"\n    b', [(0, "note-form", '=== "a"')]),
        ("a\n\n```\nb", [(3, "code-form", "```")]),
        ("!!! note Mind this\n    b", [(0, "note-form", "!!! note Mind this")]),
        ('!!! note "Say "a""\n    b', []),
        ('!!! "a"\n    b', [(0, "note-form", '!!! "a"')]),
        ('??? "a"\n    b', []),
        ("> [!INFO]\n> a", [(2, "note-form", "[!INFO]")]),
        ("> [!NOTE] a\n> b", [(2, "note-form", "[!NOTE] a")]),
        ("> [!NOTE]\n\n> b", [(2, "note-form", "[!NOTE]")]),
        ("> [!NOTE]\n> a\n\n- b\n\n  > [!TIP]\n  > c", []),
        ("::: note\na\n:::", [(0, "note-form", "::: note")]),
        ("/// note\na\n///", [(0, "note-form", "/// note")]),
        (".. note:: a", [(0, "note-form", ".. note:: a")]),
        # Signs of type that begin or end nothing.
        ("a ==b c", [(2, "emphasis-form", "==")]),
        ("==a b== and ==**c**== where d == e", []),
        ("==a **b** c", [(0, "emphasis-form", "==")]),
        ("a _b c", [(2, "emphasis-form", "_")]),
        ("_a b_ c_d _e.yml /_f \\_g `_h`", []),
        ("*a b", [(0, "emphasis-form", "*")]),
        ("a* b", [(1, "emphasis-form", "*")]),
        ("a* b\n\n*c", []),
        ("++a++ C++", [(0, "emphasis-form", "++a++")]),
        ("''a'' '''b''' c''d", [(0, "emphasis-form", "''a''"), (6, "emphasis-form", "'''b'''")]),
        ("H~2~O x^2^", [(1, "emphasis-form", "~2~"), (7, "emphasis-form", "^2^")]),
        ("a {++b++} ^c-1", [(2, "left-over", "{++b++}"), (10, "left-over", "^c-1")]),
        ("a \\\n\nb\\", [(2, "other-reading", "\\"), (6, "other-reading", "\\")]),
        # Numbers and indents that make no list, or not the one that was meant.
        ("a\n2. b\n3. c", [(2, "list-form", "2. b")]),
        ("> a\n> 2) b\n> 3) c", [(6, "list-form", "2) b")]),
        ("A. b\nB. c", [(0, "list-form", "A. b")]),
        ("1: b\n2: c", [(0, "list-form", "1: b")]),
        ("2026. a", [(0, "list-form", "2026. a")]),
        ("1. a\n  - b\n2. c", [(7, "list-form", "- b")]),
        ("1. a\n\n  b", [(8, "list-form", "b")]),
        ("- a\n\n b", [(6, "list-form", "b")]),
        ("- a\n  1. b\n\n  c\n\nd", []),
        ("- [-] a\n- [ x ] b", [(2, "list-form", "[-]"), (10, "list-form", "[ x ]")]),
        # Code that is closed by other signs, or not meant as code.
        ("```\na\n~~~\n\nb", [(0, "code-form", "```")]),
        ("~~~~\na\n~~~", [(0, "code-form", "~~~~")]),
        ("    ```\n    a\n    ```", [(4, "code-form", "```")]),
        ("    ```\n    a", []),
        ("\ta line of prose by a tab.", [(1, "code-form", "a line of prose by a tab.")]),
        # Forms of other programs.
        ("= a\n\n== b\n\nc\n= d", [(0, "heading-form", "= a"), (5, "heading-form", "== b")]),
        ("---\na: b\n---", [(4, "heading-form", "a: b")]),
        ("bq. a", [(0, "note-form", "bq. a")]),
        ("!a.png! b!c.png", [(0, "link-form", "!a.png!")]),
        ("{: .a }\nb", [(0, "attribute", "{: .a }")]),
        ("b\n{: .a }", []),
        (":+1: :100: 10:30:20", [(0, "emoji-form", ":+1:"), (5, "emoji-form", ":100:")]),
        (
            "\\(a^2\\) \\(b\\) $c=d$ $5 $6",
            [(0, "other-reading", "\\(a^2\\)"), (14, "other-reading", "$c=d$")],
        ),
        # Tables and notes that are none.
        ("a | b | c\n--- | ---\nd | e | f", [(0, "table-form", "a | b | c")]),
        ("a\nb | c\n--|--\nd | e", [(2, "table-form", "b | c")]),
        ("a | b\n--|--\nc | d", []),
        ("│ a │ b │\n│ c │ d │", [(0, "table-form", "│ a │ b │")]),
        ("> [! NOTE]\n> a", [(2, "note-form", "[! NOTE]")]),
        ("> [Note]\n> a\n\n> [a note](b.md)", [(2, "note-form", "[Note]")]),
        ("!!!\n    a\n\n???\n    b", [(0, "note-form", "!!!"), (11, "note-form", "???")]),
        ("- a\n  !!! note\n      b", [(6, "note-form", "!!! note")]),
        ("1. a\n   b\n   ??? note\n       c", [(13, "note-form", "??? note")]),
        ("- a\n\n    !!! note\n        b\n\nWas it???\n", []),
        # Addresses of other kinds, with spaces, and lines that say where a name leads.
        (
            "ftp://a.org/b file:///C:/c",
            [(0, "link-form", "ftp://a.org/b"), (14, "link-form", "file:///C:/c")],
        ),
        ("[a](tel:01 23) [b](tel:0123)", [(4, "link-form", "tel:01 23")]),
        ("[a]:(https://b.org)", [(0, "link-form", "[a]:")]),
        ("[1]: a b c", [(0, "link-form", "[1]:")]),
        ("[//]: # (a)\n\n[b]: https://c.org", []),
        # What is meant as it stands.
        ("- a\n    - b\n\n- c", []),
        ("- a\n  - b\n\n    c", []),
        ("a\n\n- b", []),
        ("a\n2. b", []),
        ("– a line with a dash\n\nb", []),
        ("## a\n\n### b", []),
        ("!!! note\n    a\n\n    - b", []),
        ("a 2**3 \\*\\* `**` 10:30:00 a::b:: [`c`](d.md)", []),
        ("```\na **b\n##c\n```\n\n    | d |\n", []),
        ("<!-- ##a\n- b -->", []),
        ('??? note "a"\n    b', []),
    ],
)
def test_what_is_told_of_a_text(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<div>\n\n*a*\n\n</div>", ["<div>"]),
        ('<div markdown="1">\n\n*a*\n\n</div>', []),
        ("<div>\n<b>a</b>\n</div>\n\n*a*", []),
        ("<br>\n\n*a*", []),
    ],
)
def test_markdown_in_html_is_told_of_if_it_is_not_read(text: str, expected: list[str]) -> None:
    assert [one.written for one in html_around_markdown(read(text))] == expected


@pytest.mark.parametrize(
    ("text", "html", "expected"),
    [
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>", []),
        ("- a\n- b", "<ul><li>a - b</li></ul>", ["- a"]),
        ("a *b*", "<p>a *b*</p>", ["*b*"]),
        ("a", "<p>a</p><hr>", ["a"]),
        ("!!! note\n    a", "<div><p>Note</p><p>a</p></div>", []),
        (
            "a[^1]\n\n[^1]: b",
            '<p>a</p><div class="footnote">\n<hr>\n<ol><li id="fn:1">b</li></ol>',
            [],
        ),
        ("a <b>c</b> *d*", "<p>a <b>c</b> *d*</p>", []),
    ],
)
def test_a_page_with_more_or_fewer_elements_than_its_text(
    text: str, html: str, expected: list[str]
) -> None:
    assert [one.written for one in other_outline(read(text), html)] == expected
