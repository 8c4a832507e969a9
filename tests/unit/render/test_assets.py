"""Files are published under names that change with their bytes, or under their own."""

from __future__ import annotations

import re
import sys

import pytest

from sitegen.diagnostics import Diagnostic
from sitegen.model.routes import fingerprinted
from sitegen.render.assets import Assets, publishable
from tests.support import Files, lines, pictures_of, snapshot_of

DOT: Files = {"assets/images/dot.svg": b"<svg/>", "assets/images/a b.svg": b"<svg/>"}
#: How such a drawing is written back.
WRITTEN = b'<svg xmlns="http://www.w3.org/2000/svg"/>\n'


def assets_of(files: Files) -> tuple[Assets, tuple[Diagnostic, ...]]:
    snapshot = snapshot_of(files)
    return publishable(snapshot, pictures_of(snapshot))


def published(files: Files) -> dict[str, str]:
    assets, found = assets_of(files)
    assert found == ()
    return dict(assets.urls)


def style(text: str) -> tuple[str, list[str]]:
    assets, found = assets_of({**DOT, "assets/css/a.css": text.encode()})
    output = assets.urls["assets/css/a.css"].removeprefix("/")
    return assets.outputs[output].decode(), lines(found)


def test_assets_get_a_fingerprint_and_other_files_keep_their_names() -> None:
    urls = published(
        {
            "assets/js/menu.js": b"1",
            "assets/public/favicon.ico": b"2",
            "assets/files/r.pdf": b"3",
            "content/a/b.pdf": b"4",
            "content/a.md": "Page.",
            "data/a.yaml": "",
            "templates/a.html": "",
        }
    )
    assert urls == {
        "assets/files/r.pdf": "/files/r.pdf",
        "assets/js/menu.js": "/" + fingerprinted("assets/js/menu.js", b"1"),
        "assets/public/favicon.ico": "/favicon.ico",
        "content/a/b.pdf": "/a/b.pdf",
    }


def test_a_fingerprint_changes_with_the_bytes_and_stands_before_the_ending() -> None:
    name = fingerprinted("assets/a.b.css", b"1")
    assert re.fullmatch(r"assets/a\.b\.[0-9a-f]{10}\.css", name)
    assert name == fingerprinted("assets/a.b.css", b"1")
    assert name != fingerprinted("assets/a.b.css", b"2")
    assert re.fullmatch(r"assets/LICENSE\.[0-9a-f]{10}", fingerprinted("assets/LICENSE", b""))


@pytest.mark.parametrize(
    "written",
    [
        "url(../images/dot.svg)",
        "url('../images/dot.svg')",
        'url( "../images/dot.svg" )',
        "url(/assets/images/dot.svg)",
        "url(./../images/./dot.svg)",
    ],
)
def test_a_style_sheet_follows_the_names_of_files(written: str) -> None:
    name = fingerprinted("dot.svg", WRITTEN)
    assert style(f"a {{ background: {written} red }}") == (
        f'a {{ background: url("../images/{name}") red }}',
        [],
    )


@pytest.mark.parametrize("rest", ["#part", "?#iefix", "?v=1"])
def test_what_follows_the_path_is_kept(rest: str) -> None:
    name = fingerprinted("dot.svg", WRITTEN)
    written = f"a {{ mask: url(../images/dot.svg{rest}) }}"
    assert style(written) == (f'a {{ mask: url("../images/{name}{rest}") }}', [])


def test_a_quoted_space_is_understood() -> None:
    name = fingerprinted("a%20b.svg", WRITTEN)
    assert style("a{b:url(../images/a%20b.svg)}")[0] == f'a{{b:url("../images/{name}")}}'


@pytest.mark.parametrize(
    "text",
    [
        "a { b: url(data:image/png;base64,AA==) }",
        "a { b: url(#filter) url() }",
        "@namespace svg url(http://www.w3.org/2000/svg);",
        '@font-face { src: local("nothing") format("woff2") }',
        'a[href="x.png"]::after { content: "}"; width: calc(1px + 2px) }',
        "/* url(nothing.png) */",
        "/* old:\n a { background: url('nothing.png') } */",
        "a { color: red }",
    ],
)
def test_everything_else_in_a_style_sheet_stays(text: str) -> None:
    assert style(text) == (text, [])


def test_a_file_that_is_missing_has_its_place_and_the_nearest() -> None:
    _, found = style("a {}\nb { background: url('../images/dott.svg') }")
    assert found == [
        "2:22 missing-file: there is no file ../images/dott.svg -> did you mean ../images/dot.svg?"
    ]


def test_a_style_sheet_changes_its_name_when_its_picture_changes() -> None:
    names = {
        published({"assets/a.css": b"a{b:url(b.svg)}", "assets/b.svg": data})["assets/a.css"]
        for data in (b"<svg/>", b"<svg id='a'/>")
    }
    assert len(names) == 2


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ("URL(../images/dot.svg)", "url(DOT)"),
        ("u\\72l(../images/d\\6ft.svg)", "url(DOT)"),
        ("url(../images/dot.svg/**/)", None),
        (
            'image-set("../images/dot.svg" 1x, url(../images/dot.svg) 2x)',
            "image-set(DOT 1x, url(DOT) 2x)",
        ),
        ('image-set("../images/dot.svg" type("image/svg"))', 'image-set(DOT type("image/svg"))'),
        ("src('../images/dot.svg')", "url(DOT)"),
        ("/* url(a) */ url(../images/dot.svg)", "/* url(a) */ url(DOT)"),
        ("red url(/x.ico)", 'red url("../../x.ico")'),
    ],
)
def test_every_form_of_an_address_is_followed(written: str, changed: str | None) -> None:
    files = {
        **DOT,
        "assets/public/x.ico": b"x",
        "assets/css/a.css": f"a {{ b: {written} }}".encode(),
    }
    assets, found = assets_of(files)
    dot = '"../images/' + fingerprinted("dot.svg", WRITTEN) + '"'
    text = assets.outputs[assets.urls["assets/css/a.css"].removeprefix("/")].decode()
    if changed is None:
        assert [one.rule for one in found] == ["missing-file"]
    else:
        assert (text, found) == (f"a {{ b: {changed.replace('DOT', dot)} }}", ())


@pytest.mark.parametrize(
    "written", ['"z.css"', "url(z.css)", "url('z.css') screen", '"./z.css" layer(a)']
)
def test_a_style_sheet_imports_another_whatever_their_names_are(written: str) -> None:
    files = {
        "assets/css/a.css": f"@import {written};".encode(),
        "assets/css/z.css": b'@IMPORT "sub/m.css";',
        "assets/css/sub/m.css": b"p{color:red}",
    }
    assets, found = assets_of(files)
    assert found == ()
    texts = {
        path: assets.outputs[url.removeprefix("/")].decode() for path, url in assets.urls.items()
    }
    assert assets.urls["assets/css/z.css"].rpartition("/")[2] in texts["assets/css/a.css"]
    assert assets.urls["assets/css/sub/m.css"].rpartition("/")[2] in texts["assets/css/z.css"]


def test_style_sheets_that_import_each_other_are_a_mistake() -> None:
    files = {"assets/a.css": b'@import "b.css";', "assets/b.css": b'p{}\n@import url("a.css");'}
    _, found = assets_of(files)
    message = (
        "style sheets import each other: assets/a.css imports assets/b.css imports assets/a.css"
    )
    assert lines(found) == [f"2:14 css: {message} -> remove one of these imports"]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a {}\n:root [\n  color: red;\n}\n", "2:7", "[ is not closed by ]"),
        ("a { color: red;\nb {}", "1:3", "{ is not closed by }"),
        ("a {}\n}\n", "2:1", "} closes nothing"),
        ("a {}\n/* b {}", "2:1", "the comment is not closed"),
        ('a { content: "x\n }', "1:14", "the text in quotes is not closed"),
        ("a {}\nb c", "2:3", "a rule has no { … }, or a declaration no colon"),
        ("a { b: " + "(" * 50 + ")" * 50, "1:57", "more than 50 brackets are open here"),
        ("a { color }", "1:10", "a rule has no { … }, or a declaration no colon"),
        (
            "@media print {\n b { c: d }\n e f\n}",
            "3:5",
            "a rule has no { … }, or a declaration no colon",
        ),
    ],
)
def test_what_is_no_css_has_its_place(text: str, place: str, message: str) -> None:
    help_ = "browsers drop what they cannot read: correct the rule, or delete it"
    assert style(text)[1] == [f"{place} css: this is no CSS: {message} -> {help_}"]


@pytest.mark.parametrize(
    "address", ["https://e.org/a.png", "//e.org/a.png", "javascript:x", "\\\\/e.org/a"]
)
def test_a_style_sheet_loads_nothing_from_elsewhere(address: str) -> None:
    (found,) = style(f"a {{ b: url({address}) }}")[1]
    assert "missing-file: a style sheet may load nothing from elsewhere" in found


def test_a_sheet_that_is_known_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = snapshot_of({**DOT, "assets/a.css": b"a{b:url(images/dot.svg)}"})
    pictures = pictures_of(snapshot)
    first, _ = publishable(snapshot, pictures)
    monkeypatch.setitem(sys.modules, "sitegen.render.stylesheets", None)
    assert publishable(snapshot, pictures, first.sheets)[0] == first
