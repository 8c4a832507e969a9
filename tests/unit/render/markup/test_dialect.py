"""A form that is slow to load is loaded for the first text that may have it; names of columns."""

from __future__ import annotations

import pytest

from sitegen.render.markup.dialect import Dialect, new_markdown

PLAIN = "a = b\n\n??\n\n*c*"
FORMS = (
    ("~~a~~", "<p><del>a</del></p>"),
    (r"\~~a~~", "<p>~~a~~</p>"),
    ("==a==", "<p><mark>a</mark></p>"),
    (r"a \= b", "<p>a = b</p>"),
    ("??? note\n    a", '<details class="note"><summary>Note</summary><p>a</p></details>'),
)


@pytest.mark.parametrize(("text", "printed"), FORMS)
def test_a_form_is_there_for_the_first_text_that_has_it(text: str, printed: str) -> None:
    markdown = new_markdown(Dialect(raw_html=False))
    before = markdown.convert(PLAIN)
    assert "delimiter" not in markdown.inlinePatterns
    assert markdown.reset().convert(text).replace("\n", "") == printed
    assert markdown.reset().convert(PLAIN) == before
    assert markdown.reset().convert(text).replace("\n", "") == printed


def test_forms_that_come_late_change_no_other_text() -> None:
    late, early = (new_markdown(Dialect(raw_html=False)) for _ in range(2))
    early.convert("\n\n".join(text for text, _ in FORMS))
    for text in ("**a** *b*", r"\*a \_b", "- a\n- b", "!!! note\n    a", "a  \nb", "# a {: #b}"):
        assert late.reset().convert(text) == early.reset().convert(text)


def test_the_number_of_a_footnote_is_no_part_of_the_name_of_a_column() -> None:
    text = "| a *b*[^1] c |\n|---|\n| d |\n\n[^1]: e"
    html = new_markdown(Dialect(raw_html=False)).convert(text)
    assert '<td data-label="a b c">d</td>' in html
