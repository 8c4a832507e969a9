"""A page that is looked at piece by piece shows what it shows as a whole."""

from __future__ import annotations

import pytest

from sitegen.render.html_tags import in_pieces, parted
from sitegen.render.page_reading import read_page
from sitegen.render.safe_html import Policy
from sitegen.render.typography import typeset

MENU = '<nav id="menu"><a href="/a/">A</a> <a href="/b/" onclick="x()">B</a></nav>'
TEXT = '<p id="text">One <a href="/c/">text</a>.</p>'
POLICY = Policy("default-src 'self'")


def test_a_page_is_divided_before_and_behind_what_is_known() -> None:
    html = f"<!doctype html><body>\n{MENU}\n<main>{TEXT}</main></body>"
    known = dict.fromkeys([f" {TEXT}", f"{MENU}\n", "<p>another</p>", "", "words"], "")
    assert in_pieces(html, known) == [
        "<!doctype html><body>\n",
        MENU,
        "\n<main>",
        TEXT,
        "</main></body>",
    ]


@pytest.mark.parametrize(
    "html",
    [
        f"{MENU}{TEXT}",
        f"<body>{MENU} - {TEXT}",
        f"<body>{MENU}\n-- {TEXT} 1-{TEXT}",
        f"<body>\"{MENU}it's{TEXT}'",
        f"<body>{MENU}\n- {TEXT}\n-",
        f"<body>{MENU}<!-- {TEXT} -->",
        f"<body>{MENU}<!-- a word -->{TEXT}",
        f"<!-- it's --><body>{MENU} \"{TEXT}",
        f"<!-->{MENU}-->{TEXT}",
        f"<!--->{MENU}-->{TEXT}",
        f"<!-- --!>{MENU}{TEXT}-->",
        f"<!-- a > {MENU}{TEXT}-->",
        f"<!-- {MENU} -->{TEXT}",
        f"<!--{MENU}{TEXT}",
        f"<script>{MENU}</script>{TEXT}",
        f"<script>{MENU}{TEXT}",
        f"<style>{MENU}</style>{TEXT}",
        f"<textarea>{MENU}</textarea>{TEXT}",
        f"<title>{MENU}</title>{TEXT}",
        f"<noscript>{MENU}</noscript>{TEXT}",
        f"<p class='{MENU}'>{TEXT}",
        f'<p title="{MENU}">{TEXT}',
        f"<p {MENU}>{TEXT}",
        f"<{MENU}{TEXT}",
        f"</{MENU}{TEXT}",
        f"<p{MENU}{TEXT}>",
        f"<iframe>{MENU}{TEXT}<p onclick=a",
        f"{MENU}\x01{TEXT}",
        f"{MENU}{MENU}{TEXT}{TEXT}",
        f"{TEXT}{MENU}",
        f"{MENU}<p>5 < 6</p>{TEXT}",
    ],
)
def test_what_is_found_in_pieces_is_what_is_found_in_the_whole(html: str) -> None:
    pieces = in_pieces(html, {MENU: MENU, TEXT: TEXT})
    assert "".join(pieces) == html
    whole, found = read_page(html, POLICY), read_page(html, POLICY, pieces)
    assert (found.links, found.faults) == (whole.links, whole.faults)
    assert sorted(found.ids) == sorted(whole.ids)
    assert typeset(html, "en", pieces) == typeset(html, "en")


@pytest.mark.parametrize("comment", ["<!-- a word -->", "<!---->", "<!-->", "<!--->", "<!--'\"-->"])
def test_a_comment_without_signs_leaves_the_tags_as_they_are(comment: str) -> None:
    found = parted(f"<p>{comment}<a href='/a/'>A</a>{comment}</p>")
    assert found is not None
    assert found.tags == ("<p>", "<a href='/a/'>")


@pytest.mark.parametrize(
    "comment", ["<!-- <p> -->", "<!-- a > b -->", "<!-- --!>", "<!-", "<!--", "<!-- </p> -->"]
)
def test_a_comment_that_may_hide_a_tag_or_have_no_end_needs_a_parser(comment: str) -> None:
    assert parted(f"<p>{comment}</p>") is None
