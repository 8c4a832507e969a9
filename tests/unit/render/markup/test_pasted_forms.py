"""What people paste from GitHub and other programs is printed as they mean it."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest

from sitegen.config import MarkdownForms
from sitegen.render.markup.dialect import Dialect, new_markdown

MARKDOWN = new_markdown(Dialect(raw_html=False))
ALL = MarkdownForms()


def html(text: str, forms: MarkdownForms = ALL) -> str:
    """Return the HTML of a text, without the line ends between tags."""
    markdown = (
        MARKDOWN.reset() if forms == ALL else new_markdown(Dialect(raw_html=False, forms=forms))
    )
    return markdown.convert(dedent(text).strip("\n")).replace(">\n<", "><")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        # Lists within lists, by as many spaces as their words are indented.
        ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        (
            "- a\n  - b\n    - c\n\n      d",
            "<ul><li>a<ul><li>b<ul><li><p>c</p><p>d</p></li></ul></li></ul></li></ul>",
        ),
        ("> - a\n>   - b", "<blockquote><ul><li>a<ul><li>b</li></ul></li></ul></blockquote>"),
        (
            "!!! note\n    - a\n      - b",
            '<div class="admonition note"><p class="admonition-title">Note</p>'
            "<ul><li>a<ul><li>b</li></ul></li></ul></div>",
        ),
        # What is indented by four spaces stays as it is.
        ("- a\n    - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        (
            "- a\n\n    b\n\n        c",
            "<ul><li><p>a</p><p>b</p><pre><code>c\n</code></pre></li></ul>",
        ),
        ("10. a\n    - b", '<ol start="10"><li>a<ul><li>b</li></ul></li></ol>'),
        # Paragraphs and code of an item.
        ("1. a\n\n   b\n2. c", "<ol><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>"),
        (
            "1. a\n\n   ```sh\n   b\n\n     c\n   ```\n2. d",
            '<ol><li><p>a</p><pre><code class="language-sh">b\n\n  c\n</code></pre></li>'
            "<li><p>d</p></li></ol>",
        ),
        ("- a\n\n      code", "<ul><li>a<pre><code>code\n</code></pre></li></ul>"),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("- [ ] a\n- [x] b", "<ul><li>☐ a</li><li>☑ b</li></ul>"),
        # Fences with more than a language, in quotations, after text, of other lengths.
        ('```js title="a"\n*b*\n```', '<pre><code class="language-js">*b*\n</code></pre>'),
        ("```rust,ignore\nb\n```", '<pre><code class="language-rust">b\n</code></pre>'),
        (
            '```html {file="a"}\n<b>\n```',
            '<pre><code class="language-html">&lt;b&gt;\n</code></pre>',
        ),
        (
            "``` {.py .wide #x}\na\n```",
            '<pre id="x" class="wide"><code class="language-py">a\n</code></pre>',
        ),
        ("> ```\n> a\n> ```\n> b", "<blockquote><pre><code>a\n</code></pre><p>b</p></blockquote>"),
        ("a\n````\n```\n````\nb", "<p>a</p><pre><code>```\n</code></pre><p>b</p>"),
        ("  ~~~\n  a\n   b\n  ~~~", "<pre><code>a\n b\n</code></pre>"),
        (
            "1. a\n\n   ```\n   [[term:a|b]] é\n     *[c]: d\n   !!! note\n\n   <!-- e -->\n   ```",
            "<ol><li><p>a</p><pre><code>[[term:a|b]] é\n  *[c]: d\n!!! note\n\n"
            "&lt;!-- e --&gt;\n</code></pre></li></ol>",
        ),
        # A table right after a line of text; one in an item.
        (
            "a\n| b |\n|---|\n| c |",
            '<p>a</p><div class="table"><table><thead><tr><th scope="col">b</th></tr></thead>'
            '<tbody><tr><td data-label="b">c</td></tr></tbody></table></div>',
        ),
        # Lines, headings, notes, words.
        ("a\\\nb", "<p>a<br>\nb</p>"),
        ("  ## a", '<h2 id="a">a</h2>'),
        (
            "> [!TIP]\n> a\n>\n> - b\n\nc",
            '<div class="admonition tip"><p class="admonition-title">Tip</p><p>a</p>'
            "<ul><li>b</li></ul></div><p>c</p>",
        ),
        ('\\~ \\= \\& \\< \\" \\: \\|', '<p>~ = &amp; &lt; " : |</p>'),
        ("1. a\n* b\n2. c", '<ol><li>a</li></ol><ul><li>b</li></ul><ol start="2"><li>c</li></ol>'),
        ("* a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("> a\n\n> b", "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>"),
        ("> a\n>\n> b", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("a\n ---", '<h2 id="a">a</h2>'),
        ("~~a~~ ==b== a~b", "<p><del>a</del> <mark>b</mark> a~b</p>"),
        (
            '??? note "a"\n    b',
            '<details class="note"><summary>a</summary><p>b</p></details>',
        ),
    ],
)
def test_forms_are_printed_as_they_are_meant(text: str, printed: str) -> None:
    assert html(text) == printed


@pytest.mark.parametrize(
    ("form", "text", "printed"),
    [
        ("lists", "- a\n  - b", "<ul><li>a</li><li>b</li></ul>"),
        ("tables", "a\n| b |\n|---|", "<p>a\n| b |\n|---|</p>"),
        ("breaks", "a\\\nb", "<p>a\\\nb</p>"),
        ("callouts", "> [!TIP]\n> a", "<blockquote><p>[!TIP]\na</p></blockquote>"),
        ("details", "??? note\n    b", "<p>??? note\n    b</p>"),
        ("tasks", "- [ ] a", "<ul><li>[ ] a</li></ul>"),
        ("strikethrough", "~~a~~", "<p>~~a~~</p>"),
        ("highlight", "==a==", "<p>==a==</p>"),
    ],
)
def test_each_form_can_be_switched_off(form: str, text: str, printed: str) -> None:
    assert html(text) != printed
    assert html(text, replace(ALL, **{form: False})) == printed
