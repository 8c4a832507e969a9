"""`build.py new`: what it writes and where, and when it writes nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.build_request import Options
from sitegen.model_stages import discover_load_and_model
from sitegen.scaffold.named import address_of
from tests.frozen import copy_frozen_site
from tests.support import DAY, Files, Site, told

PARK: Files = {
    "content/index.md": "Welcome.",
    "content/walks/index.md": "---\ntitle: Walks\ndescription: All walks.\n---\n",
    "content/about/index.md": "About.",
    "content/about/team.md": "---\ntitle: Team\ndescription: Who we are.\norder: 4\n---\nWe.",
    "templates/layouts/page.html": "{{ page.html }}",
    "templates/layouts/walk.html": "{{ page.html }}",
    "data/site.yaml": "kinds: {walks/: walk}",
    "data/trees.yaml": """
        # By the alphabet.
        - {id: ash, name: Ash, height: low, soils: [clay]}  # the oldest

        # The next two stand by the lake.
        - id: oak
          name: Oak
          height: high
          soils: []
        """,
    "models/park.py": '''
        """Trees and walks."""

        from __future__ import annotations

        from typing import ClassVar, Literal

        from sitegen.models import LocalTime, PageType, Record, collection, page_type


        @collection("trees")
        class ParkTree(Record):
            """A tree."""

            name: str
            """What it is called."""
            height: Literal["low", "high"]
            """How high it is."""
            soils: tuple[str, ...]
            """Where it grows."""
            planted: int = 0
            """The year."""


        @page_type("walk")
        class Walk(PageType):
            """A walk."""

            example: ClassVar[str] = "walk: {starts: 2026-12-04 10:00}"
            is_dated: ClassVar[bool] = True

            starts: LocalTime
            """When it begins."""
            guide: str
            """Who leads it."""
            pace: Literal["slow", "brisk"] = "slow"
            """How fast it is."""
        ''',
}


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795689600")  # noon of 26 November 2026
    monkeypatch.delenv("EDITOR", raising=False)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "site")
    made.write(PARK)
    return made


def new(site: Site, *words: str) -> int:
    return cli.main(["new", *words, "--site", str(site.root)])


def text(site: Site, path: str) -> str:
    return (site.root / path).read_text("utf-8")


def test_a_page_of_a_kind_has_its_keys_its_folder_and_is_a_draft(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(site, "walk", "Up the hill: a walk") == 0
    assert (
        text(site, "content/walks/up-the-hill-a-walk.md")
        == told("""
        ---
        title: "Up the hill: a walk"
        description: …  # what it is about, in 50 to 160 characters
        date: 2026-11-26
        draft: true  # remove this line when the page is ready
        # summary: …  # One or two sentences for lists of pages
        walk:
          starts: 2026-11-26  # When it begins
          guide: …  # Who leads it
          # pace: slow  # How fast it is (or brisk)
        ---
        Write here what the page is about.
        """)
        + "\n"
    )
    assert capsys.readouterr().out == (
        "Wrote content/walks/up-the-hill-a-walk.md, a draft: it is not published while the line "
        "draft: true is there.\n"
        f"Next: write its text. python3 build.py serve --open --site {site.root} shows it, and "
        "what is to be mended.\n"
    )
    assert cli.main(["check", "--drafts", "--site", str(site.root)]) == 0


def test_what_was_begun_is_not_published_unfinished(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    new(site, "walk", "Hill")
    page = site.root / "content/walks/hill.md"
    page.write_text(page.read_text("utf-8").replace("draft: true", "draft: false"), "utf-8")
    capsys.readouterr()
    assert cli.main(["check", "--site", str(site.root)]) == 1
    assert "content/walks/hill.md:9:10: error[unfinished]: guide is still to be written" in (
        capsys.readouterr().out
    )


def test_a_page_in_a_folder_comes_last_in_its_order(site: Site) -> None:
    assert new(site, "page", "What we do", "--in", "about", "--as", "doing") == 0
    assert "order: 5  #" in text(site, "content/about/doing.md")
    assert "kind:" not in text(site, "content/about/doing.md")
    assert new(site, "page", "A page of walks", "--in", "content/walks/") == 0
    assert "\nkind: page\n" in text(site, "content/walks/a-page-of-walks.md")


def test_a_record_stands_in_the_order_of_its_file(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(site, "park-tree", "Elm") == 0
    assert (
        text(site, "data/trees.yaml")
        == told("""
        # By the alphabet.
        - {id: ash, name: Ash, height: low, soils: [clay]}  # the oldest
        - id: elm
          name: Elm
          height:  # How high it is (low, high)
          soils: []  # Where it grows
          # planted: 1  # The year

        # The next two stand by the lake.
        - id: oak
          name: Oak
          height: high
          soils: []
        """)
        + "\n"
    )
    assert capsys.readouterr().out == (
        "Added elm to data/trees.yaml, line 3.\n"
        "Next: fill in height, soils there, then python3 build.py check data/trees.yaml "
        f"--site {site.root}, which says what is left to mend.\n"
    )


def test_of_a_kind_whose_pages_are_made_of_records_a_record_is_begun(site: Site) -> None:
    site.write({"templates/layouts/park-tree.html": "{{ page.html }}"})
    assert new(site, "park-tree", "Elm", "--as", "T-ELM") == 0
    assert "- id: T-ELM\n  name: Elm\n" in text(site, "data/trees.yaml")


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "- id: yew"), ("[]\n", "- id: yew"), ("# Trees.\n", "# Trees.\n- id: yew")],
)
def test_the_first_record_of_a_file(site: Site, before: str, after: str) -> None:
    (site.root / "data/trees.yaml").write_text(before, "utf-8")
    assert new(site, "trees", "Yew") == 0
    assert text(site, "data/trees.yaml").startswith(f"{after}\n  name: Yew\n")


def test_a_site_has_texts_of_its_own_to_begin_with(site: Site) -> None:
    site.write(
        {
            "patterns/walk.md": "## Where we meet\n\nAt the gate.",
            "patterns/trees.yaml": "- {id: {id}, name: {title}, height: low, soils: []}",
        }
    )
    (site.root / "patterns/walk.md").write_text("## Where we meet\n\nAt the gate.\n", "utf-8")
    assert new(site, "walk", "Hill") == 0
    assert text(site, "content/walks/hill.md").endswith("---\n## Where we meet\n\nAt the gate.\n")
    assert new(site, "trees", "Elm: a tall one", "--as", "elm") == 0
    line = '- {id: elm, name: "Elm: a tall one", height: low, soils: []}\n'
    assert line in text(site, "data/trees.yaml")


def test_the_editor_opens_the_file(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = site.root / "seen"
    script = f"import sys; open({str(seen)!r}, 'w').write(sys.argv[1])"
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" -c "{script}"')
    assert new(site, "walk", "Hill") == 0
    assert seen.read_text("utf-8") == str(site.root / "content/walks/hill.md")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["wlak", "Hill"],
            "there is no kind wlak. Did you mean walk?\n  pages: page, walk\n  records: ",
        ),
        (["nothing-alike", "Hill"], "there is no kind nothing-alike.\n  pages: page, walk\n"),
        (["walk"], 'say what it is called: python3 build.py new walk "…"'),
        (["walk", "???"], "'???' gives no address, which consists of letters a to z and digits"),
        (["walk", "Прогулка"], "'Прогулка' gives no address"),
        (["page", "Team", "--in", "about"], "content/about/team.md is there already: nothing"),
        (["page", "Walks"], "there is a page at /walks/ already: content/walks/index.md"),
        (["page", "A", "--in", "abuot"], "there is no folder abuot with pages below content/. Did"),
        (["page", "A", "--as", "con"], "content/con.md can be no file: "),
        (["trees", "Oak"], "there is a record oak already, at data/trees.yaml:5: give it another"),
        (
            ["trees", "Elm", "--in", "about"],
            "a record stands in its file of data/, and in no folder",
        ),
    ],
)
def test_what_cannot_be_is_told_in_a_line_and_nothing_is_written(
    site: Site, words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = site.files()
    assert new(site, *words) == 2
    assert capsys.readouterr().err.startswith(f"build.py: {message}")
    assert site.files() == before


@pytest.mark.skipif(os.name == "nt", reason="folders are protected in another way there")
def test_a_folder_that_cannot_be_written(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(file: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(Path, "replace", refused)
    before = site.files()
    assert new(site, "walk", "Hill") == 2
    assert capsys.readouterr().err == (
        "build.py: content/walks/hill.md cannot be written (permission denied): nothing was\n"
    )
    assert site.files() == before


def test_a_file_that_is_no_list_stays(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (site.root / "data/trees.yaml").write_text("oak: {name: Oak}\n", "utf-8")
    assert new(site, "trees", "Elm") == 2
    assert "data/trees.yaml is no list that a record can be added to" in capsys.readouterr().err
    assert text(site, "data/trees.yaml") == "oak: {name: Oak}\n"


def test_each_kind_of_page_of_a_rich_site_passes_as_it_is_begun(tmp_path: Path) -> None:
    site = Site(copy_frozen_site(tmp_path / "site"))
    for kind in ("event", "news", "story", "vacancy", "page"):
        assert new(site, kind, f"A new {kind}") == 0
    _, _, mistakes, *_ = discover_load_and_model(Options(site.root, None, DAY))
    assert mistakes == ()


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Open evening in Hull", "open-evening-in-hull"),
        ("Women’s café, 2026", "womens-cafe-2026"),
        ("Version 1.2", "version-1-2"),
        ("The page", "the-page"),
        ("Page", "page"),
        ("a" * 80, "a" * 60),
        ("word " * 20, "-".join(["word"] * 12)),
    ],
)
def test_the_address_of_a_title(title: str, address: str) -> None:
    assert address_of(title) == address
