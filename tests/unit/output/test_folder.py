"""Whose an output folder is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen.output.folder import OutputRecord, OutputRefusedError, claim, stat_outputs
from tests.support import Files, Site

MADE = frozenset(("index.html", "a/index.html"))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "site")
    made.root.mkdir()
    return made


def claimed(site: Site, folder: str = "output") -> OutputRecord:
    return claim(site.root, site.root / folder, MADE)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"output/.gitignore": "*", "output/.gitkeep": "", "output/.git/config": "x"},
        {"output/.sitegen-staging/half": "x"},
        {"output/index.html": "made by a build that left no record"},
    ],
)
def test_the_sites_own_output_may_be_absent_empty_or_hold_what_the_build_makes(
    site: Site, files: Files
) -> None:
    site.write(files)
    assert claimed(site).files is None


@pytest.mark.parametrize("name", ["mine.txt", "a/mine.txt", "a/.hidden", "A/index.html"])
def test_a_file_that_no_build_made_is_foreign(site: Site, name: str) -> None:
    site.write({f"output/{name}": "x", "output/index.html": "x"})
    with pytest.raises(OutputRefusedError, match=f"did not make: {name}.\nNothing was changed"):
        claimed(site)


def test_what_the_last_build_recorded_is_the_builds(site: Site) -> None:
    claimed(site).save(["old/index.html"])
    site.write({"output/old/index.html": "x", "output/index.html": "x"})
    assert claimed(site).files == frozenset(["old/index.html"])


def test_each_folder_has_its_own_record(site: Site) -> None:
    claimed(site).save(["index.html"])
    site.write({"other/index.html": "x"})
    with pytest.raises(OutputRefusedError):
        claimed(site, "other")
    assert claimed(site).files == frozenset(["index.html"])
    assert claimed(site, "output/../output").files == frozenset(["index.html"])


def test_another_folder_must_hold_nothing_but_what_was_recorded(site: Site) -> None:
    site.write({"other/index.html": "x"})
    with pytest.raises(OutputRefusedError, match=r"other holds files .* index.html"):
        claimed(site, "other")


@pytest.mark.parametrize(
    "folder",
    [
        ".",
        "..",
        "../..",
        "content",
        "content/a",
        "data",
        "templates",
        "assets",
        "sitegen",
        "tests",
        ".git",
        ".sitegen/published",
    ],
)
def test_places_that_are_never_the_builds(site: Site, folder: str) -> None:
    with pytest.raises(OutputRefusedError, match=r"Name another with --output DIR\.$"):
        claimed(site, folder)


def test_a_file_is_no_folder(site: Site) -> None:
    site.write({"output": "x"})
    with pytest.raises(OutputRefusedError, match="is not a folder"):
        claimed(site)


def test_a_symbolic_link_to_a_source_folder_is_seen_through(site: Site) -> None:
    site.write({"content/a.md": "x"})
    (site.root / "output").symlink_to("content")
    with pytest.raises(OutputRefusedError, match="is part of the site"):
        claimed(site)


def test_a_record_is_sorted_json(site: Site) -> None:
    record = claimed(site)
    record.save({"b", "a"})
    assert record.path is not None
    assert json.loads(record.path.read_text()) == ["a", "b"]
    assert [path.name for path in record.path.parent.iterdir()] == [record.path.name]


def test_links_in_an_output_folder_count_as_files(site: Site) -> None:
    site.write({"output/a/b": "x", "elsewhere/c": "x"})
    (site.root / "output/folder").symlink_to(site.root / "elsewhere")
    (site.root / "output/dangling").symlink_to("nowhere")
    assert sorted(stat_outputs(site.root / "output")) == ["a/b", "dangling", "folder"]


def test_a_record_names_the_pages_that_are_not_public(site: Site) -> None:
    record = claimed(site)
    record.save({"a/index.html"}, {"content/a.md"})
    assert claimed(site).files == frozenset(["a/index.html"])
    assert claimed(site).unpublished == frozenset(["content/a.md"])
    record.save({"a/index.html"})
    assert claimed(site).unpublished == frozenset()
