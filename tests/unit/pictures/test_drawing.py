"""Drawings: read by a parser, refused where they could act, written back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pictures.drawing import read_drawing
from tests.growth import times_as_long

NAMES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 24 12"'
)


def drawing(inside: str) -> bytes:
    return f"<svg {NAMES}>\n{inside}\n</svg>".encode()


def faults(data: bytes) -> list[str]:
    return [
        f"{one.line}:{one.column} {one.finding.rule}: {one.finding.message}"
        for one in read_drawing(data).faults
    ]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="24" height="12"', (24, 12)),
        ("width='24px' height='12.4px'", (24, 12)),
        ('viewBox="0 0 24 12"', (24, 12)),
        ('viewBox="-1,-2, 24.0,12"', (24, 12)),
        ('width="48" height="24" viewBox="0 0 24 12"', (48, 24)),
        ('width="48" viewBox="0 0 24 12"', (48, 24)),
        ('height="6" viewBox="0 0 24 12"', (12, 6)),
        ('width="100%" height="100%" viewBox="0 0 24 12"', (24, 12)),
        ('width="auto" viewBox="0 0 24 12"', (24, 12)),
        ('width="2em" height="1in"', (32, 96)),
        ('width="30pt" height="2pc"', (40, 32)),
        ('width="25.4mm" height="2.54cm"', (96, 96)),
        ('width="1e2" height="+5"', (100, 5)),
        ('viewBox="0 0 24 12" stroke-width="2" data-height="3"', (24, 12)),
        ('viewBox="0 0 0.2 0.1"', (1, 1)),
        ("", None),
        ('width="5"', None),
        ('width="1.2.3" height="1"', None),
        ('width="inf" height="1"', None),
        ('width="nan" height="1" viewBox="0 0 1 1"', None),
        ('width="-4" height="1"', None),
        ('width="0" height="1"', None),
        ('width="1e999" height="1"', None),
        (f'width="{"9" * 400}" height="1"', None),
        ('width="1_0" height="1"', None),
        ('width="5zz" height="1"', None),
        ('viewBox="0 0 nan 12"', None),
        ('viewBox="0 0 0 12"', None),
        ('viewBox="0 0 1 999999999"', None),
        ('viewBox="0 0 24"', None),
    ],
)
def test_a_size_is_that_of_the_root_element(attributes: str, size: tuple[int, int] | None) -> None:
    inside = '<rect width="7" height="7"/>'
    assert read_drawing(f"<svg {attributes}>{inside}</svg>".encode()).size == size


def test_a_comment_that_holds_a_drawing_is_none() -> None:
    found = read_drawing(b'<!-- <svg width="99" height="99"> -->\n<svg width="24" height="12"/>')
    assert found.size == (24, 12)
    assert found.data == b'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="12"/>\n'


def test_what_is_drawn_is_written_back_and_nothing_else() -> None:
    data = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- Made by Jane -->
<svg {NAMES} xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export="/home/jane/a.png"
  role="img" aria-label="A &quot;door&quot;">
<metadata>Jane</metadata><i:grid>Jane</i:grid><flowRoot>Jane</flowRoot>
<style>a &gt; b {{ fill: url(#g) }}</style>
<title xml:lang="cy">Drws &amp; tŷ</title>
<use xlink:href="#g" href="#g"/><path d="M1 1" style="fill:url(#g)" transform="rotate(3)"/>
</svg>"""
    assert read_drawing(data.encode()).data.decode() == (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'viewBox="0 0 24 12" role="img" aria-label=\'A "door"\'>\n\n'
        "<style>a &gt; b { fill: url(#g) }</style>\n"
        '<title xml:lang="cy">Drws &amp; tŷ</title>\n'
        '<use xlink:href="#g" href="#g"/><path d="M1 1" style="fill:url(#g)" '
        'transform="rotate(3)"/>\n</svg>\n'
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_was_written_back_reads_the_same(encoding: str) -> None:
    once = read_drawing(drawing("<text>tŷ</text>").decode().encode(encoding))
    assert not once.faults
    assert "tŷ" in once.data.decode()
    assert read_drawing(once.data) == once


def test_a_drawing_without_its_namespace_gets_it() -> None:
    assert b'xmlns="http://www.w3.org/2000/svg"' in read_drawing(b"<svg/>").data


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<script>alert(1)</script>", "2:1 unsafe-svg: a drawing may not hold <script>"),
        ("<g>\n<SCRIPT/></g>", "3:1 unsafe-svg: a drawing may not hold <SCRIPT>"),
        (
            "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
            "2:1 unsafe-svg: a drawing may not hold <foreignObject>",
        ),
        (
            '<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>',
            "2:1 unsafe-svg: a drawing may not hold HTML",
        ),
        ('<rect onclick="x()"/>', "2:1 unsafe-svg: the attribute onclick runs a script"),
        ('<rect ONLOAD="x()"/>', "2:1 unsafe-svg: the attribute ONLOAD runs a script"),
        (
            '<a href="javascript:x()"><rect/></a>',
            "2:1 unsafe-svg: the drawing refers to javascript:x() (href)",
        ),
        (
            '<a xlink:href=" java\tscript:x()"/>',
            "2:1 unsafe-svg: the drawing refers to javascript:x() (href)",
        ),
        (
            '<a href="https://example.org/"/>',
            "2:1 unsafe-svg: the drawing refers to https://example.org/ (href)",
        ),
        ('<use href="b.svg#a"/>', "2:1 unsafe-svg: the drawing refers to b.svg#a (href)"),
        ('<image xlink:href="b.png"/>', "2:1 unsafe-svg: the drawing refers to b.png (href)"),
        (
            '<feImage href="//example.org/b.png"/>',
            "2:1 unsafe-svg: the drawing refers to //example.org/b.png (href)",
        ),
        (
            "<rect style=\"fill: URL( 'b.svg#a' )\"/>",
            "2:1 unsafe-svg: the style refers to b.svg#a",
        ),
        ('<rect fill="u\\72l(//e)"/>', "2:1 unsafe-svg: the style refers to //e"),
        ('<rect filter="url(b.svg#f)"/>', "2:1 unsafe-svg: the style refers to b.svg#f"),
        (
            "<style>\na {}\n@import 'b.css';</style>",
            "4:1 unsafe-svg: the style takes in another file",
        ),
        (
            "<style>@media print { a { fill: url(b.svg) } }</style>",
            "2:1 unsafe-svg: the style refers to b.svg",
        ),
        (
            "<style>a { background: image-set('b.png' 1x) }</style>",
            "2:1 unsafe-svg: the style refers to b.png",
        ),
        (
            "<style><![CDATA[a { fill: url(b.svg) }]]></style>",
            "2:1 unsafe-svg: the style refers to b.svg",
        ),
        (
            '<set attributeName="xlink:href" to="javascript:x()"/>',
            "2:1 unsafe-svg: <set> changes xlink:href while the drawing is shown",
        ),
        (
            '<animate attributeName="onclick" values="x()"/>',
            "2:1 unsafe-svg: <animate> changes onclick while the drawing is shown",
        ),
        (
            '<?xml-stylesheet href="b.css"?>',
            "2:1 unsafe-svg: the drawing takes its style from another file",
        ),
        (
            "<g>&nbsp;</g>",
            "2:4 unreadable-image: the drawing is no well-formed XML: undefined entity",
        ),
    ],
)
def test_what_acts_or_leads_out_is_told_at_its_line(inside: str, fault: str) -> None:
    found = read_drawing(drawing(inside))
    assert faults(drawing(inside)) == [fault]
    assert found.data == b""
    assert found.size == (24, 12)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (
            '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
            "1:15 unsafe-svg: the drawing has a document type of its own",
        ),
        (
            '<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg/>',
            "1:42 unsafe-svg: the drawing has a document type of its own",
        ),
        (
            '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "b"><svg>&b;</svg>',
            "1:57 unreadable-image: the entity &b; is not known in drawings",
        ),
        ("<p/>", "1:1 unreadable-image: there is no <svg> element at its root"),
        ("", "1:1 unreadable-image: the drawing is no well-formed XML: it ends in the middle"),
        (
            "<svg><g>",
            "1:9 unreadable-image: the drawing is no well-formed XML: it ends in the middle",
        ),
        (
            '<?xml version="1.0" encoding="none"?><svg/>',
            "1:1 unreadable-image: the file cannot be read: unknown encoding: none",
        ),
        (
            f"<svg>{' ' * 1_000_000}</svg>",
            "1:1 large-svg: the drawing has 1000011 bytes, more than 1000000",
        ),
    ],
)
def test_what_cannot_be_read_says_why(data: str, fault: str) -> None:
    assert faults(data.encode()) == [fault]


def test_a_drawing_with_a_thousand_faults_names_the_first() -> None:
    assert len(faults(drawing("<script/>" * 1000))) == 20


@given(st.text(alphabet="<>/=\"'&;!-[]?aghrefsvxlink:#(){}@url \n\\", max_size=80))
def test_no_text_ever_crashes_the_build(inside: str) -> None:
    for data in (inside.encode(), drawing(inside), drawing(f"<style>{inside}</style>")):
        found = read_drawing(data)
        assert not read_drawing(found.data or b"<svg/>").faults


@pytest.mark.parametrize(
    ("before", "part", "after"),
    [
        ("<svg ", "a", ""),
        ("<svg ", "a='1' ", ""),
        ("<svg>", "<g>", ""),
        ("<svg><g style='", "(", "'/></svg>"),
        ("<svg><style>url(", "a{", "</style></svg>"),
        ("<svg><style>", "url(", "</style></svg>"),
        ("<svg><style>@", "/*", "</style></svg>"),
        ("<!--", "-", ""),
        ("<svg>", "<rect fill='url(#a)'/>", "</svg>"),
    ],
)
def test_twice_as_much_takes_not_much_more_than_twice_as_long(
    before: str, part: str, after: str
) -> None:
    def reading(count: int) -> Callable[[], object]:
        return partial(read_drawing, f"{before}{part * count}{after}".encode())

    assert times_as_long(reading, 4_000, 16_000, below=12) < 12
