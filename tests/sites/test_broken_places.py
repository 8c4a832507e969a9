"""Output folders that are not the build's: all that the build says of it.

Every site here is the smallest site, published and then broken. A page that shows no front matter
has four lines of it, so that its text begins on line 5.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen import cli
from tests.sites.conftest import Refused
from tests.support import SMALLEST, Site, told

REFUSED_PLACES = {
    ".": "holds the site itself. Name another with --output DIR.",
    "..": "holds the site itself. Name another with --output DIR.",
    "content": "is part of the site. Name another with --output DIR.",
    "templates/layouts": "is part of the site. Name another with --output DIR.",
    ".sitegen": "is part of the site. Name another with --output DIR.",
    "notes.txt": "is not a folder. Name another with --output DIR.",
}


@pytest.mark.parametrize("place", sorted(REFUSED_PLACES))
def test_an_output_folder_in_the_wrong_place_is_refused(
    site: Site, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    site.write({"notes.txt": "Mine."})
    before = site.files()
    output = (site.root / place).resolve()
    assert cli.main(["--site", str(site.root), "--output", str(output)]) == 2
    assert capsys.readouterr() == ("", f"build.py: {output} {REFUSED_PLACES[place]}\n")
    assert site.files() == before


def test_files_of_somebody_else_are_never_touched(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({f"output/{name}.txt": "Mine." for name in "abcde"})
    before = site.files()
    assert cli.main(["--site", str(site.root)]) == 2
    assert capsys.readouterr().err == (
        f"build.py: {site.root}/output holds files that this build did not make: "
        "a.txt, b.txt, c.txt and 2 more.\n"
        "Nothing was changed. Move them away, or name another folder with --output DIR.\n"
    )
    assert site.files() == before


def test_a_file_added_to_a_built_folder_is_never_touched(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.build()
    site.write({"output/mine.txt": "Mine.", "content/index.md": "Changed."})
    before = site.files()
    assert cli.main(["--site", str(site.root)]) == 2
    assert "holds files that this build did not make: mine.txt." in capsys.readouterr().err
    assert site.files() == before


def test_another_folder_with_files_is_refused_even_if_they_have_the_right_names(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_text("Mine.")
    assert cli.main(["--site", str(site.root), "--output", str(other)]) == 2
    assert "holds files that this build did not make: index.html." in capsys.readouterr().err
    assert (other / "index.html").read_text() == "Mine."


def test_a_folder_that_another_site_built_is_refused(site: Site, tmp_path: Path) -> None:
    other = Site(tmp_path / "other")
    other.write(SMALLEST)
    other.build(output=tmp_path / "shared")
    assert cli.main(["--site", str(site.root), "--output", str(tmp_path / "shared")]) == 2


def test_a_link_to_a_folder_in_output_is_not_written_through(site: Site, tmp_path: Path) -> None:
    site.write({"content/about.md": "Text."})
    site.build()
    (site.root / "output/about/index.html").unlink()
    (site.root / "output/about").rmdir()
    (tmp_path / "elsewhere").mkdir()
    (site.root / "output/about").symlink_to(tmp_path / "elsewhere")
    assert cli.main(["--site", str(site.root)]) == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("damage", ["", "{", "[[1]]", "[1]", '{"a": 1}', "\xff"])
def test_a_damaged_record_is_survived(site: Site, damage: str) -> None:
    site.write({"content/about.md": "Text."})
    site.build()
    (record,) = (site.root / ".sitegen/published").iterdir()
    record.write_text(damage, encoding="latin-1")
    (site.root / "content/about.md").unlink()
    built = site.build()
    assert (built.result.written, built.result.removed) == (2, 1)
    assert sorted(built.outputs) == [
        "_headers",
        "build.json",
        "index.html",
        "robots.txt",
        "sbom.cdx.json",
        "sitemap.xml",
    ]


def test_a_text_that_the_markdown_library_cannot_convert(refused: Refused) -> None:
    message = "the text cannot be converted (RuntimeError: OrderedDict mutated during iteration)"
    text = "[^a]: [^b]: Two in one.\n\nText.\n\n[^c]: Another.\n"
    assert refused({"content/about.md": text}) == told(f"""
        content/about.md:5:1: error[markdown]: {message}
            5 | [^a]: [^b]: Two in one.
              | ^
           help: look for footnotes within footnotes, or for lists nested very deeply
        1 error, 0 warnings in 1 file
        """)
