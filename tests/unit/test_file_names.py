"""What programs leave behind, second versions of a file, and names that some systems refuse."""

from __future__ import annotations

import pytest

from sitegen.file_names import copied_from, fault_of, folded, is_leftover, too_long

LEFT_BEHIND = """
    .hidden .DS_Store ._a.md .~lock.a.odt# .a.md.swp .goutputstream-ABC #a# .#a.md a.md~ a.swp a.swo
    ~$report.docx ~WRL0001.tmp Thumbs.db thumbs.db THUMBS.DB ehthumbs.db desktop.ini Desktop.ini
    a.bak a.orig a.rej a.tmp a.temp a.save a.pdf.crdownload a.pdf.part a.partial a.opdownload
    a.css___jb_tmp___ a.css___jb_old___ 4913 a.docx.sb-1b2c3d4e-AbCdEf __MACOSX @eaDir
    """


@pytest.mark.parametrize("name", [*LEFT_BEHIND.split(), "Icon\r"])
def test_what_programs_leave_behind(name: str) -> None:
    assert is_leftover(name)


@pytest.mark.parametrize(
    "name", [".well-known", ".nojekyll", "a.md", "part.md", "4913.md", "save.pdf", "thumbs.md"]
)
def test_what_somebody_means(name: str) -> None:
    assert not is_leftover(name)


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("about (conflicted copy 2026-11-21).md", "about.md"),
        ("about (Ann's conflicted copy 2026-11-21).md", "about.md"),
        ("about (Case Conflict).md", "about.md"),
        ("about.sync-conflict-20261121-101112-ABCDEFG.md", "about.md"),
        ("about-DESKTOP-4F2K9QX.md", "about.md"),
        ("about [Conflict].md", "about.md"),
        ("report (Ann's conflicted copy).pdf", "report.pdf"),
        ("here-ANNSPC.md", "here.md"),
        ("here (1).md", "here.md"),
        ("here - Copy.md", "here.md"),
        ("here copy 2.md", "here.md"),
        ("Copy of here.md", "here.md"),
        ("none-ANNSPC.md", ""),
        ("none (1).md", ""),
        ("here-2024.md", ""),
        ("here-WALES.pdf", ""),
        ("guide-laptop-advice.md", ""),
        ("living with conflict (2024).pdf", ""),
        ("here.md", ""),
    ],
)
def test_a_second_version_names_the_first(name: str, original: str) -> None:
    assert copied_from(name, ["here.md", "here.pdf", name]) == original


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("con.md", "con.md is a name that Windows keeps for itself"),
        ("AUX", "AUX is a name that Windows keeps for itself"),
        ("nul.tar.gz", "nul.tar.gz is a name that Windows keeps for itself"),
        ("com\u00b9.md", "com\u00b9.md is a name that Windows keeps for itself"),
        ("LPT9 .md", "LPT9 .md is a name that Windows keeps for itself"),
        ("a.", "the name begins or ends with a space, or ends with a dot, which Windows drops"),
        ("a ", "the name begins or ends with a space, or ends with a dot, which Windows drops"),
        (" a", "the name begins or ends with a space, or ends with a dot, which Windows drops"),
        ("a?.pdf", "no file on Windows has ? in its name"),
        ("a\\b.pdf", "no file on Windows has \\ in its name"),
        ("a\tb.pdf", "the name holds a control character, U+0009"),
        ("a\u200bb.pdf", "the name holds an invisible character, U+200B"),
        ("a\u00a0b.pdf", "the name holds an invisible character, U+00A0"),
        ("a\u202eb.pdf", "the name holds an invisible character, U+202E"),
        (
            "re\u0301sume\u0301.pdf",
            "the accents in this name are characters of their own, so that no link finds it",
        ),
    ],
)
def test_a_name_that_some_systems_refuse(name: str, message: str) -> None:
    fault = fault_of(name)
    assert fault is not None
    assert fault.message == message


@pytest.mark.parametrize(
    "name", ["a.md", "console.md", "com.md", "com10", "\u00e9t\u00e9.pdf", "a b.pdf"]
)
def test_a_name_that_every_system_takes(name: str) -> None:
    assert fault_of(name) is None


def test_names_that_are_one_on_some_systems() -> None:
    assert folded("\u00c9TE.md") == folded("e\u0301te.md")
    assert folded("a.md") != folded("b.md")


def test_how_long_a_path_may_be() -> None:
    assert too_long("a" * 255) == ""
    assert too_long("b/" + "\u00e9" * 128) == (
        "a part of this path has 256 bytes, and file systems take 255"
    )
    assert too_long("a/" * 450) == ""
    assert too_long("a/" * 450 + "b") == "this path has 901 bytes, at most 900 fit"
