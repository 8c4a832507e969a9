"""`build.py new page --from notes.docx`: what becomes of a Word file, and what is none."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from sitegen import cli
from tests.support import SMALLEST, Site, told

_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>"""
_STYLES = """<?xml version="1.0" encoding="UTF-8"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Box"><w:name w:val="Fancy Box"/></w:style>
</w:styles>"""
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(text: str, style: str = "", *, inner: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r>{inner}<w:t>{text}</w:t></w:r></w:p>"


def word_file(path: Path, *parts: str, **others: str) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", _TYPES)
        file.writestr("_rels/.rels", _RELATIONS)
        file.writestr("word/styles.xml", _STYLES)
        body = "".join(parts)
        file.writestr(
            "word/document.xml", f"<w:document {_NAMESPACE}><w:body>{body}</w:body></w:document>"
        )
        for name, text in others.items():
            file.writestr(f"word/{name.replace('__', '/').replace('_', '.')}", text)
    return path


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795689600")  # noon of 26 November 2026
    monkeypatch.delenv("EDITOR", raising=False)
    made = Site(tmp_path / "site")
    made.write(SMALLEST)
    return made


def new(site: Site, *words: str) -> int:
    return cli.main(["new", *words, "--site", str(site.root)])


def test_a_word_file_becomes_a_page_and_what_is_lost_is_told(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>"
        for row in ("AB", "12")
    )
    notes = word_file(
        tmp_path / "notes.docx",
        paragraph("Notes of the evening", "Title"),
        paragraph("We were 3 &lt; 4, and *all* came. "),
        paragraph("What we said", "H1"),
        paragraph("Strong", inner="<w:rPr><w:b/></w:rPr>"),
        f"<w:tbl>{table}</w:tbl>",
        paragraph("In a box", "Box"),
        f"<w:ins>{paragraph('Added.')}</w:ins>",
        media__a_png="",
        comments_xml=f"<w:comments {_NAMESPACE}/>",
    )
    assert new(site, "page", "--from", str(notes)) == 0
    page = (site.root / "content/notes-of-the-evening.md").read_text("utf-8")
    assert page.startswith("---\ntitle: Notes of the evening\n")
    assert (
        page.partition("\n---\n")[2]
        == told(r"""
        We were 3 &lt; 4, and \*all\* came.

        ## What we said

        **Strong**

        | A | B |
        | --- | --- |
        | 1 | 2 |

        In a box

        Added.
        """)
        + "\n"
    )
    printed = capsys.readouterr().out
    assert (
        printed.partition("Lost, or to be looked at:\n")[2]
        == told("""
        - 1 picture: put them beside the page, and into the text: ![What it shows](a.jpg)
        - comments
        - changes that were tracked: the text is as if all were accepted
        - the style Fancy Box: its words are plain
        """)
        .replace("- ", "  - ", 1)
        .replace("\n- ", "\n  - ")
        + "\n"
    )


def test_what_is_no_word_file_is_told_in_a_line_and_nothing_is_written(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.docx").write_text("only words")
    (tmp_path / "old.docx").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
    with zipfile.ZipFile(tmp_path / "zip.docx", "w") as file:
        file.writestr("a.txt", "a")
    before = site.files()
    for name, message in (
        ("text", "is no Word file of the form .docx: choose a file that ends so"),
        ("zip", "is no Word file of the form .docx: choose a file that ends so"),
        ("old", "is no Word file of the form .docx: open it in Word and save it as .docx"),
    ):
        assert new(site, "page", "--from", str(tmp_path / f"{name}.docx")) == 2
        shown = f"build.py: {tmp_path}/{name}.docx {message}\n"
        assert capsys.readouterr().err == shown
    assert new(site, "page", "--from", str(tmp_path / "none.docx")) == 2
    assert capsys.readouterr().err == f"build.py: there is no file {tmp_path}/none.docx\n"
    assert site.files() == before


def test_where_the_extra_is_not_installed_its_command_is_named(
    site: Site,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "mammoth", None)
    notes = word_file(tmp_path / "notes.docx", paragraph("Words"))
    assert new(site, "page", "Notes", "--from", str(notes)) == 2
    assert capsys.readouterr().err == (
        "build.py: Word files are read by an extra: python3 build.py install word\n"
    )
