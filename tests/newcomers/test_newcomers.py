"""Two sites that were written from docs/models.md alone: what its reader makes is what is built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sitegen import cli
from tests.support import DAY, Built, Site, told

HERE = Path(__file__).parent


def site_of(name: str, folder: Path) -> Site:
    return Site(Path(shutil.copytree(HERE / name, folder / name)))


def built(site: Site) -> Built:
    found = site.build(strict=True)
    assert found.report == ""
    return found


def blocks(page: str) -> list[str]:
    """Return what search engines read, the breadcrumbs left out."""
    lines = (line for line in page.split("\n") if line.startswith("<script"))
    return [line.partition(">")[2].removesuffix("</script>") for line in lines][1:]


def test_a_record_in_full_is_one_file_of_models(tmp_path: Path) -> None:
    """Own pages, a photo, sources, a shortcode, structured data; Source is the second list."""
    outputs = built(site_of("boats", tmp_path)).outputs
    pages = {path for path in outputs if path.endswith(".html")}
    assert pages == {"index.html", "boats/gull/index.html", "boats/tern/index.html"}
    assert outputs["index.html"].strip() == (
        '<p>We began with the <a href="/boats/gull/">Gull</a>, and then '
        '<a href="/boats/tern/">a second</a>.</p>'
    )
    gull = outputs["boats/gull/index.html"]
    picture = next(path for path in outputs if path.endswith(".png"))
    assert (
        gull.partition("<script")[0]
        == told(f"""
        <h1>Gull</h1>
        <p>1911, 9.5 m</p>
        <img src="/{picture}" alt="Gull" width="40" height="30">
        <p>Source: <a href="https://yard.example/log">The log of the yard</a></p>
        <p>Come and see it.</p>
        """)
        + "\n"
    )
    assert blocks(gull) == [
        '{"@context": "https://schema.org", "@type": "Vehicle", "name": "Gull", '
        '"url": "https://example.org/boats/gull/"}'
    ]
    assert "<p>May 1934, 7 m</p>" in outputs["boats/tern/index.html"].replace("7.0", "7")


def test_a_type_of_pages_with_dates_is_one_file_of_models(tmp_path: Path) -> None:
    outputs = built(site_of("exhibitions", tmp_path)).outputs
    assert (
        outputs["index.html"].partition("<p>Come")[0]
        == told("""
        <p>Keys: over</p>
        <p>Old maps: on</p>
        """)
        + "\n"
    )
    maps = outputs["exhibitions/maps/index.html"]
    assert (
        maps.partition("<script")[0]
        == told("""
        <h1>Old maps</h1>
        <p>10am, Friday 4 December 2026 to 5pm, Sunday 20 December 2026, Room 1</p>
        <p>Maps of the coast.</p>
        """)
        + "\n"
    )
    assert blocks(maps) == [
        '{"@context": "https://schema.org", "@type": "ExhibitionEvent", "name": "Old maps", '
        '"startDate": "2026-12-04T10:00+00:00", "endDate": "2026-12-20T17:00+00:00"}'
    ]
    assert "Room 2 (over)" in outputs["exhibitions/keys/index.html"]


def test_mistakes_of_those_who_write_records_and_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    boats, rooms = site_of("boats", tmp_path), site_of("exhibitions", tmp_path)
    boats.write(
        {
            "data/boats.yaml": """
                - {id: gull, name: Gull, launched: May 1934, metres: 9, sources: [lgo]}
                - {id: tern, name: Tern, launched: "1934", metres: 7, sources: [],
                   photo: images/gul.png}
                """
        }
    )
    keys = (rooms.root / "content/exhibitions/keys.md").read_text("utf-8")
    rooms.write({"content/exhibitions/keys.md": keys.replace("closes: 2026", "closes: 2025")})
    for site in (boats, rooms):
        assert cli.main(["check", "--site", str(site.root), "--as-of", str(DAY)]) == 1
    assert (
        capsys.readouterr().out
        == told("""
        data/boats.yaml:1:36: error[wrong-type]: May 1934 is no date
            1 | - {id: gull, name: Gull, launched: May 1934, metres: 9, sources: [lgo]}
              |                                    ^^^^^^^^
           help: write 2026-11-21, 2026-11, 2026 (in quotes) or unknown
        data/boats.yaml:1:67: error[unknown-source]: there is no source lgo
            1 | - {id: gull, name: Gull, launched: May 1934, metres: 9, sources: [lgo]}
              |                                                                   ^^^
           help: did you mean log?
        data/boats.yaml:2:64: error[boat-without-source]: who says so?
            2 | - {id: tern, name: Tern, launched: "1934", metres: 7, sources: [],
              |                                                                ^^
           help: name a source
        data/boats.yaml:3:11: error[missing-file]: there is no picture assets/images/gul.png
            3 |    photo: images/gul.png}
              |           ^^^^^^^^^^^^^^
           help: did you mean images/gull.png?
        4 errors, 0 warnings in 1 file
        content/exhibitions/keys.md:5:41: error[date-order]: it closes before it opens
            5 | exhibition: {opens: 2026-10-01, closes: 2025-11-20, room: Room 2}
              |                                         ^^^^^^^^^^
           help: put in order
        1 error, 0 warnings in 1 file
        """)
        + "\n"
    )
