"""The path under which a site lives is put before its own addresses, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render.page_changes import prefixed, with_base_path


@pytest.mark.parametrize(
    ("html", "changed"),
    [
        ('<a href="/a/">', '<a href="/repo/a/">'),
        ("<a href='/a/'>", '<a href="/repo/a/">'),
        ("<a href=/a/>", '<a href="/repo/a/">'),
        ("<a\n  href = '/a/'\n>", '<a\n  href="/repo/a/"\n>'),
        ('<A HREF="/">', '<A HREF="/repo/">'),
        ('<a href="/a/?x=1&amp;y=2#z">', '<a href="/repo/a/?x=1&amp;y=2#z">'),
        ('<img src="/a.png" alt="/b/">', '<img src="/repo/a.png" alt="/b/">'),
        ('<form action="/a/"><button>', None),
        ('<script src="/a.js"></script>', '<script src="/repo/a.js"></script>'),
        ('<script data-x="a > b" src="/a.js"></script>', None),
        ('<svg><use xlink:href="#a" href="/i.svg#a"/></svg>', None),
        ('<video poster="/p.png"><source src="/v.mp4"></video>', None),
        ('<object data="/d.pdf"></object><q cite="/q/">x</q>', None),
        (
            '<img srcset="/a.png 1x, /b.png 2x">',
            '<img srcset="/repo/a.png 1x, /repo/b.png 2x">',
        ),
        ('<img srcset="/a.png 1x,/b.png 2x">', '<img srcset="/repo/a.png 1x,/repo/b.png 2x">'),
        ('<img srcset="/a.png, /b.png 2x">', '<img srcset="/repo/a.png, /repo/b.png 2x">'),
        (
            '<img srcset="\n  data:image/png;base64,AA== 1x,\n  /b.png 2x">',
            '<img srcset="\n  data:image/png;base64,AA== 1x,\n  /repo/b.png 2x">',
        ),
    ],
)
def test_root_paths_get_the_path_of_the_site(html: str, changed: str | None) -> None:
    expected = changed or html.replace('="/', '="/repo/').replace('alt="/repo/', 'alt="/')
    assert with_base_path(html, "/repo") == expected


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://www.example.org/">',
        '<a href="//www.example.org/">',
        '<a href="#part">',
        '<a href="page/">',
        '<a href="">',
        '<a href="mailto:a@example.org">',
        '<a title="href=/a/">',
        "<a title=\" href='/a/' \">",
        "<a data-1=\" href='/a/' \">",
        "<a x.y=\" href='/a/' \" _z=' src=/b/'>",
        '<a data-href="/a/">',
        '<p>href="/a/"</p>',
        "<p>1 < 2 href='/a/' 3 > 2</p>",
        '<!-- <a href="/a/"> -->',
        "<script>let a = '<a href=\"/a/\">';</script>",
        '<SCRIPT type="application/json">{"a": "<a href=\'/a/\'>"}</SCRIPT >',
        '<style>a { content: "<a href=/a/>" }</style>',
        '<img srcset="a.png 1x,\n\tb.png 2x">',
        '<meta content="/a/">',
        "<a href",
        '<a href="/a/',
        "< a href=/a/>",
    ],
)
def test_everything_else_stays_as_it_is(html: str) -> None:
    assert with_base_path(html, "/repo") == html


@pytest.mark.parametrize(
    ("url", "expected"),
    [("/", "/repo/"), ("/a", "/repo/a"), ("//a", "//a"), ("a", "a"), ("", ""), ("#a", "#a")],
)
def test_only_root_paths_are_prefixed(url: str, expected: str) -> None:
    assert prefixed(url, "/repo") == expected


WORDS = """
    < > a / " ' = href src srcset id <a <!-- --> <script> </script> <img data:, https://e.org/
    //e.org #x &amp; 1x,
    """
PARTS = st.sampled_from([" ", "\n", "<a ", *WORDS.split()])
PAGES = st.text() | st.lists(PARTS, max_size=30).map("".join)


@given(PAGES)
def test_without_a_path_nothing_is_ever_changed(html: str) -> None:
    assert with_base_path(html, "") == html


@given(st.lists(st.sampled_from(["https://e.org/", "//e.org/", "#x", "x/", "", "mailto:a@b.c"])))
def test_pages_without_internal_urls_are_never_changed(urls: list[str]) -> None:
    html = "".join(f"<a href={quote}{url}{quote}>x</a>" for url in urls for quote in "\"'")
    assert with_base_path(html, "/repo") == html
