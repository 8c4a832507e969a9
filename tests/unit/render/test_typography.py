"""Straight marks become those of print in the text of a page, and nowhere else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render import typography
from sitegen.render.typography import typeset


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<p>"Never", she said.</p>', "<p>“Never”, she said.</p>"),
        ("<p>It's the women's own.</p>", "<p>It’s the women’s own.</p>"),
        ("<p>It&#39;s &#34;theirs&#34; &quot;too&quot;</p>", "<p>It’s “theirs” “too”</p>"),
        ('<p>"<em>Never</em>"</p>', "<p>“<em>Never</em>”</p>"),
        ("<p><strong>Pause</strong>'s aim</p>", "<p><strong>Pause</strong>’s aim</p>"),
        ('<p>ends</p>\n<p>"begins</p>', "<p>ends</p>\n<p>“begins</p>"),
        ('<li>ends</li><li>"begins</li>', "<li>ends</li><li>“begins</li>"),
        ("<p>(\"She said 'no' to it\")</p>", "<p>(“She said ‘no’ to it”)</p>"),
        ("<p>\"'No', she said\"</p>", "<p>“‘No’, she said”</p>"),
        ("<p>in the '90s, a dogs' home</p>", "<p>in the ’90s, a dogs’ home</p>"),
        ("<p>2013-2016, pages 3-4</p>", "<p>2013–2016, pages 3–4</p>"),
        ("<p>209-211 City Road</p>", "<p>209–211 City Road</p>"),
        ("<p>a plan - at last -- came</p>", "<p>a plan – at last – came</p>"),
        (
            '<a href="tel:999">Call 0808 2000 247</a>',
            '<a href="tel:999">Call\xa00808\xa02000\xa0247</a>',
        ),
        ("<p>the <code>x</code>'s value</p>", "<p>the <code>x</code>’s value</p>"),
        ("<td>-</td><p>an 18-month plan</p>", "<td>-</td><p>an 18-month plan</p>"),
    ],
)
def test_marks_of_print(html: str, shown: str) -> None:
    assert typeset(html, "en-GB") == shown


@pytest.mark.parametrize(
    "html",
    [
        '<p><code>it\'s 1-2 - "x"</code></p>',
        "<pre><code>a = 'b' -- 3-4</code></pre>",
        "<script type=\"module\">let a = '1-2';</script>",
        '<style>p::before { content: "\'" }</style>',
        '<a title="it\'s > 1-2" href=\'/a-b/1-2/?q="x"\'>x</a>',
        "<!-- it's 1-2 -->",
        "<p>https://example.org/2013-2016/it's-here www.example.org/1-2</p>",
        "<p>2026-11-21, 10.1145/3544-5489, 0808-2000, 978-1-84</p>",
        "<textarea>it's</textarea><kbd>'</kbd><samp>1-2</samp>",
    ],
)
def test_what_stays_as_it_is_written(html: str) -> None:
    assert typeset(html, "en") in (html, html.replace("it's-here", "it’s-here"))


def test_other_languages_keep_their_marks() -> None:
    assert typeset('<p>Mae\'n "iawn"</p>', "cy") == '<p>Mae\'n "iawn"</p>'


_PIECES = ("<p>", "</p>", "<em>", "</em>", "it's", '"', "'", " ", "3-4", " - ", "<a href='/x-1/'>")


@given(st.lists(st.sampled_from(_PIECES)).map("".join))
def test_only_marks_change_and_a_second_time_changes_nothing(html: str) -> None:
    shown = typeset(html, "en-GB")
    plain = re.sub("[“”]", '"', re.sub("[‘’]", "'", shown.replace("–", "-")))
    assert plain == html
    assert typeset(shown, "en-GB") == shown


@given(st.lists(st.sampled_from((*_PIECES, '="', "<!", "x", " ", "\n"))).map("".join))
def test_a_page_that_is_passed_over_would_stay_as_it_is(html: str) -> None:
    if not typography._may_change(html):
        assert "".join(typography._pieces(html)) == html
