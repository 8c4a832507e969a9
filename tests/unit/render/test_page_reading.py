"""A finished page is read as browsers read it: its links, its ids, what may not be published."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.config import CONTENT_SECURITY_POLICY as CSP
from sitegen.render.html_tags import in_pieces
from sitegen.render.page_reading import read_page, read_tags, read_tree
from sitegen.render.safe_html import Policy

POLICY = Policy(CSP)


def links(html: str) -> list[str]:
    return list(read_page(html, POLICY).links)


def refused(html: str) -> list[str]:
    return [fault.written for fault in read_page(html, POLICY).faults]


def test_links_stand_in_their_order_and_once() -> None:
    html = (
        '<A href="/a/?x=1&amp;y=2"><img src=/b.png srcset="/c.png 2x, /d.png"></A>'
        '<a href="/b.png">b</a><form action="/search/"></form><video poster="/p.png"></video>'
        '<svg><use xlink:href="#a" href="/i.svg#a"/></svg><q cite="/q/">x</q>'
    )
    expected = "/a/?x=1&y=2 /b.png /c.png /d.png /search/ /p.png #a /i.svg#a /q/"
    assert links(html) == expected.split()


def test_links_are_told_without_the_path_of_the_site() -> None:
    reading = read_page(
        '<a href="/repo/a/">a</a><a href="/repo">b</a><a href="b/">c</a>', Policy(CSP, "/repo")
    )
    assert reading.links == ("/a/", "/repo", "b/")


def test_ids_are_told_in_their_order_and_each_time() -> None:
    html = "<h2 id='b'></h2><p id=\"a&amp;b\"></p><!-- <p id=c> --><p ID=b></p><p data-id='d'></p>"
    assert read_page(html, POLICY).ids == ("b", "a&b", "b")
    assert read_page("<p id=a></p><p id=a></p><p id=b></p>", POLICY).ids == ("a", "a", "b")


@pytest.mark.parametrize(
    "html",
    [
        "<script src='/assets/a.js'></script><!-- <a href='/b/'> -->",
        '<script type="application/json">{"a": "<a href=\'/b/\'>"}</script>',
        "<title><a href='/b/'></title>1 < 2",
        "<textarea><a href='/b/'></textarea>1 < 2",
        "<p>href='/b/' 1 < 2",
    ],
)
def test_what_is_no_element_is_no_link(html: str) -> None:
    assert "/b/" not in links(html)
    assert not refused(html)


@pytest.mark.parametrize(
    "html",
    [
        "<!doctype html><html lang=en><title>A &lt; B</title><p>Text &amp; more</p>",
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{CSP}">',
        '<a href="https://www.gov.uk/x?a=b">a</a><a href="mailto:a@example.org">b</a>',
        '<a href="tel:+442030111949">a</a><a href="sms:85258">b</a><a href="#part">c</a>',
        '<a href="../a/?q=javascript:x">a</a><a href="javascript%3Aalert(1)">b</a>',
        '<script type="module" src="/assets/js/site.0123456789.js"></script>',
        '<script type=" Application/LD+JSON ">{"a": 1}</script>',
        '<form action="/search/"><input name=q><button>Search</button></form>',
        '<link rel="stylesheet" href="/assets/css/site.0123456789.css">',
        '<link rel="canonical" href="https://www.example.org/">',
        '<link rel="Alternate" hreflang="cy" href="https://www.example.org/cy/">',
        '<svg><animate attributeName="fill" values="red;url(#a);none" /></svg>',
        '<svg viewBox="0 0 9 9"><path d="M0 0" fill="url(#g) red" stroke="#123"/></svg>',
        '<p class="onclick" title="onload= style=" data-on="1">x</p>',
        '<p title="javascript:x //evil.example" class="a //b">x</p>',
        '<p title="1 < 2 > 0">x</p><template><p>x</p></template><noscript><p>x</p></noscript>',
    ],
)
def test_what_pages_may_hold(html: str) -> None:
    assert not refused(html)


ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#9;script:alert(1)",
    "java&Tab;script:alert(1)",
    "java\nscript:alert(1)",
    "&#1;&#32; javascript:alert(1)",
    "&#x6A;avascript&colon;alert(1)",
    "&#0000106avascript:alert(1)",
    "vbscript:x",
    "data:text/html,x",
    "blob:https://www.example.org/1",
    "file:///etc/passwd",
    "view-source:https://www.example.org/",
    "//evil.example/",
    "/&#47;evil.example/",
    "/&bsol;evil.example/",
    "\\\\evil.example/",
    "/\t/evil.example/",
    "/\\evil.example",
    "https:evil.example",
    "https:\\\\evil.example",
    "https:///evil.example",
    "https://www.gov.uk@evil.example/",
    "https://www.gov.uk\\@evil.example/",
    "https://[x/",
]


#: Between the candidates of a srcset it is no part of an address.
WHITE = re.compile(r"[\n\t]|&#9;|&Tab;|&#32;")


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_that_lead_where_they_must_not(address: str) -> None:
    assert refused(f'<a href="{address}">x</a>')
    assert refused(f'<img srcset="{address} 2x" alt="">') or WHITE.search(address)
    assert refused(f'<svg><a xlink:href="{address}">x</a></svg>')
    assert not links(f'<a href="{address}">x</a>')


@pytest.mark.parametrize(
    ("name", "element"),
    [
        (name, element)
        for name, element in (
            ("href", "a area link use image math"),
            ("src", "img video audio source track input"),
            ("action", "form"),
            ("poster", "video"),
            ("cite", "blockquote q del"),
            ("background", "body table"),
            ("imagesrcset", "link"),
            ("longdesc", "img"),
            ("manifest", "html"),
        )
        for element in element.split()
    ],
)
def test_each_attribute_that_holds_an_address(name: str, element: str) -> None:
    assert refused(f'<{element} {name}="javascript:x">') == ["javascript:x"]


@pytest.mark.parametrize(
    "html",
    [
        '<p onclick="x">',
        "<p OnClick=x>",
        "<p/onclick=x>",
        '<p title="a"onclick=x>',
        "<p onclick>",
        "<p ontotallynew=x>",
        "<p style='color:red'>",
        "<button formaction='/a/'>x</button>",
        "<p class=a class=b onclick=x onclick=y>",
        "<p title=' onclick=y",
        "<svg><animate attributeName=href values=javascript:x /></svg>",
        "<svg><set attributeName=onclick to=x /></svg>",
        "<svg><animateTransform attributeName='xlink:href' values=javascript:x /></svg>",
        "<svg><SET ATTRIBUTENAME=' HREF' TO=javascript:x></svg>",
        "<svg><set attributeName=fill to='url(https://evil.example/a.svg#b)'/></svg>",
        "<svg><animate attributeName=mask values='none;url(//evil.example/#b)'/></svg>",
        "<svg xml:base='https://evil.example/'><a href=b>x</a></svg>",
        "<a href='/a/' ping='/b/'>x</a>",
        "<img src='/a.png' alt='' attributionsrc>",
        "<svg><path fill='url(https://evil.example/a.svg#b)'/></svg>",
        "<svg><path fill='IMAGE-SET(\"//evil.example/a\" 1x)'/></svg>",
        "<svg><path fill='u\\rl(//evil.example)'/></svg>",
        "<base href='/a/'>",
        "<object data='/a.pdf'></object>",
        "<embed src='/a.pdf'>",
        "<iframe src='/a/'></iframe>",
        "<iframe srcdoc='<p>x'></iframe>",
        "<frameset><frame src='/a/'></frameset>",
        "<style>p { color: red }</style>",
        "<svg><style>p { color: red }</style></svg>",
        "<script>x</script>",
        "<ScRiPt>x</sCrIpT>",
        "<script src='/a.js'></script>",
        "<script src='/assets/../a.js'></script>",
        "<script src='https://evil.example/assets/a.js'></script>",
        "<script src='/assets/a.js'>x</script>",
        "<script src='data:,x'></script>",
        "<script type='importmap'>{}</script>",
        "<script type='speculationrules'>{}</script>",
        "<script type='text/plain' src='/assets/a.js'></script>",
        "<script type='application/json' src='/assets/a.js'></script>",
        "<svg><script href='/assets/a.js'></script></svg>",
        "<svg><script>x</script></svg>",
        "<svg><script xlink:href='data:,x' type='application/json'/></svg>",
        "<meta http-equiv='refresh' content='0; url=https://evil.example/'>",
        "<meta http-equiv='Content-Security-Policy' content='img-src *'>",
        "<meta http-equiv='set-cookie' content='a=b'>",
        "<meta charset='utf-7'>",
        "<form action='https://evil.example/'></form>",
        "<form action='mailto:a@example.org'></form>",
        "<link rel='stylesheet' href='https://evil.example/a.css'>",
        "<link rel='preload icon' href='https://evil.example/a.png'>",
        "<link rel='alternate stylesheet' href='https://evil.example/a.css'>",
        "<link rel='compression-dictionary' href='https://evil.example/a'>",
        "<link href='https://evil.example/a'>",
        "<link rel=preload as=image href='/a.png' imagesrcset='https://evil.example/b.png 2x'>",
        "<div><template shadowrootmode=open><p>x</p></template></div>",
        "<p>a\0b</p>",
        "<p>a\x1bb</p>",
    ],
)
def test_what_no_page_may_hold(html: str) -> None:
    last = html.endswith("y")  # an attribute that is not closed takes the rest of the page along
    assert bool(refused(html)) is not last


NOT_HERE = "is not allowed in a page"
TOLD = {
    "<p style=a>": (f"the attribute style {NOT_HERE}", "give the element a class", "style"),
    "<p onclick=a>": ("the attribute onclick would run a script", "remove it", "onclick"),
    "<base href='/'>": (f"the element <base> {NOT_HERE}", "write whole paths instead", "<base"),
    "<style>a{}</style>": (f"the element <style> {NOT_HERE}", "put the styles into", "<style"),
    "<iframe>": (f"the element <iframe> {NOT_HERE}", "link to it", "<iframe"),
    "<script>a()</script>": ("a script may only be a file", "put it into assets/js/", "<script"),
    "<meta charset=b>": ("pages are UTF-8, not b", 'write <meta charset="utf-8">', "b"),
    "<meta http-equiv=a>": ("a page may not set a", "with http-equiv it may set the", "a"),
    "<form action='https://e.org/'>": (
        "a form may not send to another host: https://e.org/",
        "link to the page that has the form",
        "https://e.org/",
    ),
    "<link rel=icon href='https://e.org/'>": (
        "a page may load nothing of another host: https://e.org/",
        "put the file into assets/",
        "https://e.org/",
    ),
    "<svg><path fill='url(/a)'>": (
        "fill of a drawing may only point into the page: url(/a)",
        "write url(#id) or a colour",
        "url(/a)",
    ),
    "<svg><set attributeName=href>": ("an animation may not change href", "remove it", "href"),
    "<a href='https://a@e.org/'>": (
        "https://a@e.org/ has a name before its host, which misleads readers",
        "write the host right after https://",
        "https://a@e.org/",
    ),
    "<a href='https:e.org'>": (
        "https:e.org is no whole web address",
        "copy it from the browser: https://www.example.org/x",
        "https:e.org",
    ),
}


@pytest.mark.parametrize("html", TOLD)
def test_what_is_told_of_it(html: str) -> None:
    (fault,) = read_page(html, POLICY).faults
    message, help_, written = TOLD[html]
    assert fault.finding.message.startswith(message)
    assert fault.finding.help.startswith(help_)
    assert (fault.finding.rule in ("unsafe-html", "unsafe-link"), fault.written) == (True, written)


def test_what_a_policy_names_by_its_hash_counts_for_its_kind_only() -> None:
    known = "sha256-" + b64encode(sha256(b"a").digest()).decode()
    policy = Policy(f"img-src 'self'; script-src 'self' '{known}'; style-src 'self'")
    for html, is_allowed in {
        "<script>a</script>": True,
        "<script>b</script>": False,
        "<style>a</style>": False,
        "<script type='importmap'>a</script>": False,
        "<script src='/a.js'>a</script>": False,
    }.items():
        assert (not read_page(html, policy).faults) is is_allowed


@pytest.mark.parametrize(
    "html",
    [
        "<noscript><p title='</noscript><img src=x onerror=x>'></noscript>",
        "<noscript><img src=x onerror=x></noscript>",
        "<noscript><!-- </noscript><img src=x onerror=x> --></noscript>",
        "<template><img src=x onerror=x></template>",
        "<template><template><tr onclick=x></template></template>",
        "<!-- a --!><img src=x onerror=x>",
        "<!--><img src=x onerror=x>-->",
        "<!---><img src=x onerror=x>-->",
        "<style><img title='</style><img src=x onerror=x>'></style>",
        "<title><p title='</title><img src=x onerror=x>'></title>",
        "<textarea><p title='</textarea><img src=x onerror=x>'></textarea>",
        "<svg><![CDATA[><img src=x onerror=x>]]></svg><![CDATA[><img src=x onerror=x>]]>",
        "<svg></p><style><a title='</style><img src=x onerror=x>'></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;' src=x onerror=x>",
        "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=x>",
        "<select><option><img src=x onerror=x></select>",
        "<img src='x'onerror=x>",
        "<img src=x title='a>b' onerror=x>",
        '<img src=x title="a<b" onerror=x>',
        "<img src=x\nonerror\n=\nx>",
        "<a title='<!--' href='javascript:x'>y</a><!-- -->",
        "</p title='><img src=x onerror=x>",
        "<xmp></xmp><img src=x onerror=x>",
    ],
)
def test_tricks_with_what_parsers_read_differently(html: str) -> None:
    assert refused(html) or "</p title='" in html or "]]>" in html


WORDS = """
    < > </ <p <a <p> </p> <img <script> </script> <title> </title> <textarea> </textarea> / = " '
    <noscript> </noscript> <style> </style> <svg> </svg> <template> </template> <!-- --> --!> <!
    onclick=x href="javascript:x" href='/a/' href=/a/ id=a id="b" title=" title='
    """
PARTS = st.sampled_from([*WORDS.split(), " ", "\n", "x"])


@given(st.lists(PARTS, max_size=25).map("".join))
def test_reading_tag_by_tag_misses_nothing_that_a_browser_finds(html: str) -> None:
    plain, whole = read_tags(html, POLICY), read_tree(html, POLICY)
    if plain is not None:
        assert whole.faults.keys() <= plain.faults.keys()
        assert whole.links.keys() <= plain.links.keys()
        assert set(whole.ids) <= set(plain.ids)


MENU = '<nav id="b"><a href="/b/">b</a></nav>'


@given(st.lists(st.one_of(PARTS, st.just(MENU)), max_size=25).map("".join))
def test_reading_in_pieces_finds_what_reading_tag_by_tag_finds(html: str) -> None:
    pieces = in_pieces(html, {one: one for one in (MENU, "<p onclick=x>y</p>")})
    found, whole = read_page(html, POLICY, pieces), read_page(html, POLICY)
    assert (found.links, found.faults) == (whole.links, whole.faults)
    assert sorted(found.ids) == sorted(whole.ids)


LINES = """
    <p class="a">
    </p>
    <a href="/a/">
    <a href="/b/?x=1&amp;y=2" title='"'>
    </a>
    <h2 id="x">
    </h2>
    <td data-label="javascript:x&quot;">
    <li id="a&amp;b">
    <span id="">
    <img src=/a.png alt>
    <path d="M0 0"/>
    <script type="application/ld+json">{"a": 1}</script>
    text &lt;
    """
TAGS = st.sampled_from(LINES.strip().splitlines())


@given(st.lists(TAGS, max_size=25).map("".join))
def test_ordinary_pages_are_read_tag_by_tag_with_the_same_result(html: str) -> None:
    plain, whole = read_tags(f"<!doctype html>{html}", POLICY), read_tree(html, POLICY)
    assert plain is not None
    assert (plain.links.keys(), plain.faults.keys()) == (whole.links.keys(), whole.faults.keys())
    assert sorted(plain.ids) == sorted(whole.ids)


def test_scripts_are_found_under_the_path_of_the_site() -> None:
    html = '<script src="/repo/assets/a.js"></script>'
    assert not read_page(html, Policy(CSP, "/repo")).faults
    assert read_page(html, POLICY).faults
