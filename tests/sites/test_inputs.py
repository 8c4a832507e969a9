"""What stands in the folders of a site: what is read, what is left out, what is refused by name."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from sitegen import discovery, sources
from tests.sites.conftest import Refused
from tests.support import Site, told

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def test_what_programs_leave_behind_is_left_out_in_silence(site: Site) -> None:
    site.write(
        {
            "assets/files/~$report.docx": b"Ann",
            "assets/files/report.pdf.crdownload": b"",
            "assets/public/4913": b"",
            "assets/public/Desktop.ini": b"",
            "content/thumbs.db": b"",
            "content/.DS_Store": b"",
            "data/a.yaml.save": b"",
            "templates/layouts/page.html___jb_tmp___": b"",
        }
    )
    built = site.build()
    assert built.report == ""
    assert not [path for path in built.outputs if path.startswith(("files", "4913", "Desk", "th"))]


def test_a_second_version_of_a_page_is_named(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": "Text.",
            "content/about (1).md": "Text.",
            "content/about (Ann's conflicted copy 2026-11-21).md": "Text.",
            "data/sources.sync-conflict-20261121-101112-ABCDEFG.yaml": "",
        }
    ) == told("""
        data/sources.sync-conflict-20261121-101112-ABCDEFG.yaml:1:1: error[second-version]: this is a second version of sources.yaml, which a program or a person kept
           help: bring the two together in sources.yaml, and delete this one
        content/about (1).md:1:1: error[second-version]: this is a second version of about.md, which a program or a person kept
           help: bring the two together in about.md, and delete this one
        content/about (Ann's conflicted copy 2026-11-21).md:1:1: error[second-version]: this is a second version of about.md, which a program or a person kept
           help: bring the two together in about.md, and delete this one
        3 errors, 0 warnings in 3 files
    """)


def test_names_that_some_systems_refuse(refused: Refused) -> None:
    assert refused(
        {
            "content/con.md": "Text.",
            "content/lost.md": "[Con](con.md)",
            "content/Guide/a.md": "Text.",
            "content/guide/b.md": "Text.",
            "data/A.yaml": "",
            "data/a.yaml": "",
            "assets/files/what?.pdf": b"",
        }
    ) == told("""
        data/a.yaml:1:1: error[file-name]: a.yaml and A.yaml are one on Windows and macOS: one would be lost there
           help: rename one of the two in data/
        assets/files/what?.pdf:1:1: error[file-name]: no file on Windows has ? in its name
           help: rename it without
        content/con.md:1:1: error[file-name]: con.md is a name that Windows keeps for itself
            1 | ---
              | ^
           help: give it another name
        content/guide:1:1: error[file-name]: guide and Guide are one on Windows and macOS: one would be lost there
           help: rename one of the two in content/
        4 errors, 0 warnings in 4 files
    """)


def test_what_is_no_file_is_not_read(site: Site, tmp_path: Path) -> None:
    os.mkfifo(site.root / "content/pipe.md")
    with socket.socket(socket.AF_UNIX) as listening:
        place = Path.cwd()
        (site.root / "data").mkdir()
        os.chdir(site.root / "data")  # the path of a socket may have some 100 bytes only
        listening.bind("socket.yaml")
        os.chdir(place)
    (site.root / "content/zero.md").symlink_to("/dev/zero")
    (site.root / "content/round.md").symlink_to("round.md")
    assert [line for line in site.build().report.splitlines() if "error[" in line] == [
        "data/socket.yaml:1:1: error[no-file]: data/socket.yaml is a socket and no file",
        "content/pipe.md:1:1: error[no-file]: content/pipe.md is a pipe and no file",
        "content/round.md:1:1: error[symbolic-link]: content/round.md is a symbolic link to a"
        " folder or to nothing",
        "content/zero.md:1:1: error[symbolic-link]: content/zero.md is a symbolic link that leaves"
        " the site",
    ]


def test_a_link_leads_to_an_input_and_nowhere_else(site: Site) -> None:
    site.write(
        {".git/config": "secret", ".env": "secret", "notes/a.pdf": b"", "content/.b.pdf": b""}
    )
    site.write({"assets/files/report.pdf": b"", "content/index.md": "[Report](report.pdf)"})
    for name, target in (
        ("config.pdf", "../.git/config"),
        ("env.pdf", "../.env"),
        ("notes.pdf", "../notes/a.pdf"),
        ("hidden.pdf", ".b.pdf"),
        ("data", "../data"),
        ("report.pdf", "../assets/files/report.pdf"),
    ):
        (site.root / "content" / name).symlink_to(target)
    found = site.build().result.diagnostics
    assert sorted(one.span.path for one in found if one.rule == "symbolic-link") == [
        "content/config.pdf",
        "content/data",
        "content/env.pdf",
        "content/hidden.pdf",
        "content/notes.pdf",
    ]


def forbid(patch: pytest.MonkeyPatch, *paths: Path) -> None:
    """Let nobody read some files and folders: of real permissions an administrator feels none."""
    for module, name in ((os, "open"), (os, "scandir"), (Path, "read_bytes")):
        work = getattr(module, name)

        def refuse(path: Any, *words: Any, work: Any = work, **named: Any) -> Any:
            if not isinstance(path, int) and Path(path) in paths:
                raise PermissionError(13, "Permission denied", str(path))
            return work(path, *words, **named)

        patch.setattr(module, name, refuse)


@pytest.mark.parametrize("built_before", [False, True])
def test_what_may_not_be_read_is_a_mistake_there(
    site: Site, monkeypatch: pytest.MonkeyPatch, built_before: bool
) -> None:
    news = {"content/news/index.md": "News.", "content/news/one.md": "One."}
    site.write({"content/a.md": "Text.", "data/a.yaml": "a: 1", **news})
    before = site.build().outputs if built_before else {}
    site.write({"content/a.md": "New text.", "data/a.yaml": "a: 2"})
    with monkeypatch.context() as patch:
        forbid(patch, *(site.root / one for one in ("content/a.md", "data/a.yaml", "content/news")))
        built = site.build()
    places = ("data/a.yaml", "content/a.md", "content/news")
    assert built.outputs == before
    assert [line for line in built.report.splitlines() if "error[" in line] == [
        f"{one}:1:1: error[no-permission]: you are not allowed to read {one}" for one in places
    ]
    assert not site.build().result.failed


def test_a_page_that_may_no_longer_be_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write({"content/a.md": "Text."})
    site.build()
    site.write({"content/a.md": "New text."})
    with monkeypatch.context() as patch:
        forbid(patch, site.root / "content/a.md")
        assert "error[no-permission]: you are not allowed to read" in site.build().report
    assert site.build().outputs["a/index.html"] == "<p>New text.</p>"


def test_folders_nest_without_end(site: Site) -> None:
    deep = "content" + "/a" * 400
    (site.root / deep).mkdir(parents=True)
    (site.root / deep / "page.md").write_text("---\ntitle: T\ndescription: D\n---\n")
    found = site.build().result.diagnostics
    assert [(one.span.path, one.rule, one.message) for one in found] == [
        ("content" + "/a" * 51, "file-name", "this lies more than 50 folders deep")
    ]


def test_a_file_is_read_only_if_it_is_not_too_large(site: Site) -> None:
    for name, size in (("page.md", 3_000_000), ("film.mp4", 2_000_000_000)):
        with (site.root / "content" / name).open("wb") as file:
            file.truncate(size)
    assert site.build().report == told("""
        content/film.mp4:1:1: error[too-large]: the file has 2,000.0 MB, at most 100 are read
           help: make it smaller, or link to it elsewhere
        content/page.md:1:1: error[too-large]: the file has 3.0 MB, at most 2 are read
           help: divide it
        2 errors, 0 warnings in 2 files
    """)


def test_no_more_of_a_file_is_read_than_it_may_have(tmp_path: Path) -> None:
    with (tmp_path / "growing.md").open("wb") as file:
        file.truncate(discovery.LARGEST_TEXT + 1)
    with pytest.raises(sources.EditedDuringBuildError):
        sources.read_input(tmp_path, "growing.md")
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(sources.EditedDuringBuildError):
        sources.read_input(tmp_path, "pipe.md")


def test_all_files_together_have_a_limit(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "LARGEST_SITE", 2_000_000)
    site.write({"content/b.pdf": b"b" * 1_500_000, "content/c.pdf": b"c" * 1_500_000})
    found = site.build().result.diagnostics
    assert ("content/c.pdf", "too-large") in [(one.span.path, one.rule) for one in found]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("---\ntitle: T\n".encode("utf-16"), "the file is in UTF-16, not in UTF-8"),
        (b"---\ntitle: T\n---\n\xc2\x92", "a control character, 0x92, which is no text"),
        (b"---\ntitle: T\n---\n\xef\xbf\xbf", "a control character, 0xffff, which is no text"),
        (b"---\ntitle: T\n---\n\xc2\x85", "a control character, 0x85, which is no text"),
        (b"---\ntitle: T\n---\n\x0c", "a control character, 0x0c, which is no text"),
    ],
)
def test_a_text_that_is_none(site: Site, data: bytes, message: str) -> None:
    site.write({"content/a.md": data})
    assert message in site.build().report


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_line_ends_and_separators_of_all_kinds_shift_no_line(site: Site, end: str) -> None:
    text = "---\ntitle: A\u2028B\ndescription: D\n---\nOne\u2029two.\n[Lost](lost.md)\n"
    site.write({"content/a.md": ("\ufeff\ufeff" + text.replace("\n", end)).encode()})
    assert "content/a.md:6:8: error[broken-link]" in site.build().report


def test_a_page_of_front_matter_without_keys(site: Site) -> None:
    for text in ("---", "---\n---", "---\n---\n", "---\n\n---\nText."):
        site.write({"content/a.md": text.encode()})
        assert {one.rule for one in site.build().result.diagnostics} <= {
            "front-matter",
            "missing-key",
        }


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("date: 9999-12-31", "date must be a day of the years 1000 to 2999, such as 2026-11-21"),
        ("updated: 0001-01-01", "updated must be a day of the years 1000 to 2999"),
        ("checked: 0000-01-01", "checked must be a date such as 2026-11-21"),
        ("order: " + "9" * 400, "order must be a whole number"),
        ("order: 1e400", "order must be a whole number"),
    ],
)
def test_numbers_and_days_beyond_reach(site: Site, line: str, message: str) -> None:
    site.write({"content/a.md": f"---\ntitle: T\ndescription: D\n{line}\n---\n"})
    found = site.build().result.diagnostics
    assert [(one.span.line, one.rule) for one in found] == [(4, "wrong-type")]
    assert found[0].message.startswith(message)


def test_only_listed_types_are_published_beside_pages(site: Site) -> None:
    site.write(
        {
            "content/index.md": "[A](a.docx) [B](b.pdf) [C](c.TXT) [D](d.psd) [E](CNAME)",
            "content/a.docx": b"",
            "content/b.pdf": b"",
            "content/c.TXT": b"",
            "content/d.psd": b"",
            "content/CNAME": b"",
            "content/about.mdx": "Text.",
            "content/.well-known/key": b"",
            "assets/files/terms.docx": b"",
        }
    )
    found = site.build().result.diagnostics
    assert [(one.span.path, one.message) for one in found if one.rule == "file-type"] == [
        ("content/CNAME", "a file without an ending is not published beside pages"),
        ("content/a.docx", "a file .docx is not published beside pages"),
        ("content/c.TXT", "a file .txt is not published beside pages"),
        ("content/d.psd", "a file .psd is not published beside pages"),
    ]
    assert [one.message for one in found if one.span.path == "content/about.mdx"] == [
        "about.mdx makes no page: pages end in .md, landing pages are index.md"
    ]


def test_a_site_allows_other_types_but_none_that_runs(site: Site) -> None:
    site.write(
        {
            "data/site.yaml": "published_types: [docx, html]",
            "content/index.md": "[A](a.docx) [B](b.html)",
            "content/a.docx": b"",
            "content/b.html": b"",
        }
    )
    found = site.build().result.diagnostics
    assert [(one.span.path, one.rule) for one in found] == [("content/b.html", "running-file")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("telephone: TBC", "TBC is no telephone that somebody can use"),
        ("telephone: 020 3011 and so on", "020 3011 and so on is no telephone that"),
        ("email: info at example.org", "info at example.org is no email that somebody can use"),
    ],
)
def test_a_contact_that_nobody_can_use(site: Site, line: str, message: str) -> None:
    site.write({"data/site.yaml": f"contact:\n  {line}\n"})
    found = site.build().result.diagnostics
    assert [(one.span.line, one.rule) for one in found] == [(2, "wrong-contact")]
    assert found[0].message.startswith(message)


@pytest.mark.parametrize("character", ["\u200b", "\u00ad", "\ufeff", "\u2063", "\u2060"])
def test_an_invisible_character_in_an_address_is_shown_at_its_place(
    site: Site, character: str
) -> None:
    page = f"---\ntitle: A\ndescription: D\naliases: [/o{character}ld/]\n---\n"
    site.write(
        {
            "content/about.md": page,
            "content/index.md": f"[A](ab{character}out.md) [B](https://example.org/{character}a)",
            "data/navigation.yaml": f"- about{character}.md\n",
            "data/site.yaml": f"official_url: https://exam{character}ple.org/\n",
        }
    )
    found = site.build().result.diagnostics
    assert [(one.span.path, one.span.line) for one in found] == [
        ("data/navigation.yaml", 1),
        ("data/site.yaml", 1),
        ("content/about.md", 4),
        ("content/index.md", 5),
        ("content/index.md", 5),
    ]
    assert all(f"an invisible character, U+{ord(character):04X}" in one.message for one in found)


def test_a_link_holds_whichever_way_its_accents_are_written(site: Site) -> None:
    site.write(
        {
            "assets/files/r\u00e9sum\u00e9.pdf": b"%PDF-1.4 a",
            "content/index.md": "[A](/files/re\u0301sume\u0301.pdf)",
        }
    )
    built = site.build()
    assert "broken-link" not in built.report
    assert 'href="/files/r\u00e9sum\u00e9.pdf"' in built.outputs["index.html"]
