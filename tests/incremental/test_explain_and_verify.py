"""Editors ask why a page was built; CI asks whether the output is that of a clean build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen import cli
from tests.incremental.edits import Site, edit_macro, outputs


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site()
    made.build(tmp_path)
    return made


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, list[str]]:
    code = cli.main([str(word) for word in words])
    captured = capsys.readouterr()
    return code, (captured.out + captured.err).splitlines()


@pytest.mark.parametrize(
    "name",
    [
        "content/news/two.md",
        "news/two.md",
        "/news/two/",
        "/news/two",
        "output/news/two/index.html",
        "news/two/index.html",
    ],
)
def test_a_page_is_found_by_any_of_its_names(
    name: str, site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, lines = run(capsys, "explain", name, "--site", tmp_path)
    assert lines[0] == (
        "content/news/two.md is published as /news/two/ (output/news/two/index.html)"
    )


def test_the_story_of_a_page(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit_macro(site, 1)
    site.build(tmp_path)
    _, rebuilt = run(capsys, "explain", "/news/two/", "--site", tmp_path)
    assert rebuilt[1] == ("The last build: rendered, because template macros/dates.html changed.")
    _, other = run(capsys, "explain", "/a/", "--site", tmp_path)
    assert other[1:3] == [
        "The last build: not rendered: nothing it read had changed.",
        "Rendered last because it was not built before.",
    ]
    assert "  data facts" in other
    assert "  template partials/extra.html  (there was none)" in other


def test_an_unknown_page_gets_the_nearest_name(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "explain", "/news/tow/", "--site", tmp_path) == (
        2,
        ["build.py: no page was made from or for /news/tow/. did you mean /news/two/?"],
    )


def test_before_the_first_build_there_is_nothing_to_explain_or_verify(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Site().write(tmp_path)
    assert run(capsys, "explain", "/a/", "--site", tmp_path)[0] == 2
    assert run(capsys, "verify", "--site", tmp_path)[0] == 2


def test_an_output_of_a_clean_build_is_verified(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "verify", "--site", tmp_path) == (
        0,
        [f"All {len(outputs(tmp_path))} files in {tmp_path}/output/ are those of a clean build."],
    )


def test_one_altered_byte_a_missing_and_a_surplus_file_are_found(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "output/index.html"
    home.write_bytes(home.read_bytes().replace(b"Welcome", b"Welcomf"))
    (tmp_path / "output/robots.txt").unlink()
    (tmp_path / "output/new.html").write_text("new", encoding="utf-8")
    assert run(capsys, "verify", "--site", tmp_path) == (
        1,
        [
            f"{tmp_path}/output/robots.txt: missing",
            f"{tmp_path}/output/new.html: not made by a clean build",
            f"{tmp_path}/output/index.html: different",
        ],
    )


def test_an_edit_since_the_last_build_is_found(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit_macro(site, 2)
    site.write(tmp_path)
    code, lines = run(capsys, "verify", "--site", tmp_path)
    dated = ("forum", "news/two")
    assert (code, lines) == (
        1,
        [f"{tmp_path}/output/{page}/index.html: different" for page in dated],
    )


def test_an_output_with_pages_that_are_not_public_says_so_and_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site()
    site.write(tmp_path)
    words = ["--site", str(tmp_path), "--as-of", "2026-11-21"]
    code, lines = run(capsys, "build", "--drafts", *words)
    assert (code, lines[:3]) == (
        0,
        [
            "1 page not published:",
            "  content/news/later.md: not published before 2026-11-25",
            "Do not publish it: these pages are marked, and verify refuses it.",
        ],
    )
    page = outputs(tmp_path)["news/later/index.html"].decode()
    assert '<p class="unpublished" role="note">Not public: not published before' in page
    assert b"later" not in outputs(tmp_path)["sitemap.xml"]
    assert run(capsys, "verify", "--site", tmp_path) == (
        2,
        [
            f"build.py: {tmp_path}/output must not be published: it holds 1 page not public yet,"
            " content/news/later.md.",
            "Build without --drafts.",
        ],
    )
    assert run(capsys, "build", *words)[0] == 0
    assert run(capsys, "verify", "--site", tmp_path)[0] == 0
    assert run(capsys, "build", "--drafts", *words)[0] == 0
    assert run(capsys, "build", "--drafts", *words)[1][0] == "1 page not published:"
    assert run(capsys, "verify", "--site", tmp_path)[0] == 2


def test_a_check_with_drafts_says_what_publishing_would_get(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site()
    site.write(tmp_path)
    words = ["check", "--drafts", "--site", str(tmp_path), "--as-of", "2026-11-21"]
    assert run(capsys, *words)[0] == 0
    site.replace("content/a.md", "## First", "## First\n\nSee [later](news/later.md).")
    site.write(tmp_path)
    code, lines = run(capsys, *words)
    assert (code, lines) == (
        1,
        [
            "1 page not published:",
            "  content/news/later.md: not published before 2026-11-25",
            "Publishing would fail: 1",
            "content/a.md:8:13: error[broken-link]: news/later.md is not published before"
            " 2026-11-25",
            "    8 | See [later](news/later.md).",
            "      |             ^^^^^^^^^^^^^",
            "   help: remove the link for now",
            "1 error, 0 warnings in 1 file",
            "Nothing was published.",
        ],
    )
    assert run(capsys, *words, "--format", "github")[1][0].startswith("::error file=content/a.md")
    _, lines = run(capsys, *words, "--format", "json")
    told = json.loads("\n".join(lines[:-1]))
    assert told["unpublished"] == {"content/news/later.md": "not published before 2026-11-25"}
    assert told["publishing"]["would_fail"] is True
    assert [one["path"] for one in told["publishing"]["diagnostics"]] == ["content/a.md"]
    assert told["diagnostics"] == []
