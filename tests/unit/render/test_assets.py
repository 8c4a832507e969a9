"""Files are published under names that change with their bytes, or under their own."""

from __future__ import annotations

import re

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
    assert style(f"url(../images/dot.svg{rest})")[0] == f'url("../images/{name}{rest}")'


def test_a_quoted_space_is_understood() -> None:
    name = fingerprinted("a%20b.svg", WRITTEN)
    assert style("url(../images/a%20b.svg)")[0] == f'url("../images/{name}")'


@pytest.mark.parametrize(
    "text",
    [
        "url(https://www.example.org/a.png)",
        "url(//www.example.org/a.png)",
        "url(data:image/png;base64,AA==)",
        "url(#filter)",
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
        published({"assets/a.css": b"url(b.svg)", "assets/b.svg": data})["assets/a.css"]
        for data in (b"<svg/>", b"<svg id='a'/>")
    }
    assert len(names) == 2
