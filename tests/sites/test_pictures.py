"""Pictures on pages, from the file that an editor puts there to what is published of it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from sitegen.pictures.task import PictureTask, Task, do
from sitegen.pictures.values import Made, Unusable
from tests.pictures import photo, saved, sky_over_grass
from tests.sites.conftest import Refused
from tests.support import Built, Site, told

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 12">{}</svg>'
LAYOUT = "<h1>{{ page.title }}</h1>{{ page.html }}"


def page(built: Built, path: str = "index.html") -> str:
    """Return a page with the letter F for each fingerprint."""
    return re.sub(r"\.[0-9a-f]{10}\.", ".F.", built.outputs[path]).strip()


def pictures(site: Site) -> Mapping[str, Image.Image]:
    """Return the published pictures by their names less the fingerprint."""
    found = {}
    for path, data in site.files("output").items():
        if path.endswith((".jpg", ".png", ".webp", ".gif", ".avif")):
            found[re.sub(r"\.[0-9a-f]{10}\.", ".", path)] = Image.open(io.BytesIO(data))
    return found


def test_a_photo_of_a_phone(site: Site) -> None:
    given = photo(2000, 1000, held=6)
    site.write({"content/IMG_1.JPG": given, "content/index.md": "![A garden](IMG_1.JPG)"})
    built = site.build(strict=True)
    assert built.report == told("""
        content/IMG_1.JPG:1:1: note[position-removed]: the photo says where it was taken; what is published of it does not
           help: all who can read the site's sources still find the place in this file: save it without the place, if that matters
        0 errors, 0 warnings, 1 note in 1 file
    """)
    assert not built.result.failed
    assert page(built) == told("""
        <p><picture><source sizes="100vw" srcset="/assets/pictures/img-1-480.F.webp 480w, /assets/pictures/img-1-960.F.webp 960w, /assets/pictures/img-1-1000.F.webp 1000w" type="image/webp"><img alt="A garden" height="2000" sizes="100vw" src="/assets/pictures/img-1-1000.F.jpg" srcset="/assets/pictures/img-1-480.F.jpg 480w, /assets/pictures/img-1-960.F.jpg 960w, /assets/pictures/img-1-1000.F.jpg 1000w" width="1000"></picture></p>
    """)
    sizes = {path: image.size for path, image in pictures(site).items()}
    assert sizes == {
        f"assets/pictures/img-1-{width}.{ending}": (width, 2 * width)
        for width in (480, 960, 1000)
        for ending in ("jpg", "webp")
    }
    assert given not in site.files("output").values()
    assert not any(b"Jane" in data for data in site.files("output").values())


def test_pictures_below_the_first_are_loaded_when_they_are_near(site: Site) -> None:
    site.write(
        {
            "content/a.png": saved(sky_over_grass(3, 2), "PNG"),
            "content/b.svg": DRAWING.format(""),
            "content/index.md": '`<img loading="lazy">`\n\n![A](a.png) and ![B](b.svg)',
            "templates/layouts/page.html": '<!-- <img loading="lazy"> -->{{ page.html }}',
        }
    )
    assert page(site.build()) == told("""
        <!-- <img loading="lazy"> --><p><code>&lt;img loading="lazy"&gt;</code></p>
        <p><picture><source srcset="/assets/pictures/a-3.F.webp" type="image/webp"><img alt="A" height="2" src="/assets/pictures/a-3.F.png" width="3"></picture> and <img alt="B" height="12" loading="lazy" src="/b.svg" width="24"></p>
    """)


def test_how_wide_pictures_are_shown_is_said_in_site_yaml(site: Site) -> None:
    site.write(
        {
            "content/a.webp": saved(sky_over_grass(600, 2), "WEBP"),
            "content/index.md": "![A](a.webp)",
            "data/site.yaml": "image_sizes: '(min-width: 40em) 38em, 100vw'",
        }
    )
    assert ' sizes="(min-width: 40em) 38em, 100vw" ' in page(site.build())


def test_a_layout_prints_a_picture_by_itself_or_part_by_part(site: Site) -> None:
    site.write(
        {
            "assets/images/a door.png": saved(sky_over_grass(600, 300), "PNG"),
            "assets/images/icon.svg": DRAWING.format(""),
            "content/b.gif": saved(sky_over_grass(2, 2), "GIF"),
            "content/index.md": "![B](b.gif)",
            "templates/layouts/page.html": """
                {{ image('images/a door.png', 'A "door"', sizes='50vw') }}
                {% set icon = image('images/icon.svg', '') %}
                <img src="{{ icon.url }}" alt="" width="{{ icon.width }}" height="{{ icon.height }}"> {{ icon.type }}
                {{ image('content/b.gif', 'B').size > 10 }}
                {{ page.html }}
                """,
        }
    )
    assert page(site.build()) == told("""
        <picture><source type="image/webp" srcset="/assets/images/a-door-480.F.webp 480w, /assets/images/a-door-600.F.webp 600w" sizes="50vw"><img alt="A &quot;door&quot;" src="/assets/images/a-door-600.F.png" srcset="/assets/images/a-door-480.F.png 480w, /assets/images/a-door-600.F.png 600w" sizes="50vw" width="600" height="300"></picture>
        <img src="/assets/images/icon.F.svg" alt="" width="24" height="12"> SVG
        True
        <p><picture><source srcset="/assets/pictures/b-2.F.webp" type="image/webp"><img alt="B" height="2" loading="lazy" src="/assets/pictures/b-2.F.gif" width="2"></picture></p>
    """)


def test_attribute_lists_links_and_style_sheets_know_published_pictures(site: Site) -> None:
    site.write(
        {
            "content/a.jpg": photo(30, 20),
            "assets/css/a.css": "p { background: url(../b.png) }",
            "assets/b.png": saved(sky_over_grass(3, 2), "PNG"),
            "content/index.md": "![A](a.jpg){.wide} and [the photo](a.jpg)",
            "templates/layouts/page.html": "{{ page.html }}{{ asset('b.png') }}",
        }
    )
    built = site.build(base_url="https://example.org/repo/")
    assert page(built) == told("""
        <p><picture><source srcset="/repo/assets/pictures/a-30.F.webp" type="image/webp"><img alt="A" class="wide" height="20" src="/repo/assets/pictures/a-30.F.jpg" width="30"></picture> and <a href="/repo/assets/pictures/a-30.F.jpg">the photo</a></p>/assets/b-3.F.png
    """)
    style = next(text for path, text in built.outputs.items() if path.endswith(".css"))
    assert re.sub(r"[0-9a-f]{10}", "F", style) == 'p { background: url("../b-3.F.png") }\n'


def test_public_pictures_keep_their_names_and_lose_what_they_tell(site: Site) -> None:
    icon = saved(sky_over_grass(32, 32), "ICO", sizes=[(16, 16), (32, 32)])
    site.write(
        {
            "assets/public/touch.png": photo(200, 100, kind="PNG"),
            "assets/public/favicon.ico": icon,
            "assets/public/icon.svg": "<!-- Jane -->" + DRAWING.format(""),
            "assets/public/notes.png": b"no picture at all",
        }
    )
    site.build()
    published = site.files("output")
    assert not any(b"Jane" in data for data in published.values())
    assert Image.open(io.BytesIO(published["touch.png"])).size == (200, 100)
    assert published["favicon.ico"] == icon
    assert published["icon.svg"] == DRAWING.format("").replace("></svg>", "/>\n").encode()
    assert published["notes.png"] == b"no picture at all"


def test_files_to_download_keep_their_bytes_and_photos_among_them_are_told(site: Site) -> None:
    given = photo(30, 20)
    site.write({"assets/files/a.jpg": given, "content/index.md": "[A](assets/files/a.jpg)"})
    built = site.build()
    assert built.report == told("""
        assets/files/a.jpg:1:1: warning[photo-to-download]: a photo among the files to download keeps all that the camera wrote into it: place, day and device
           help: show it on a page instead: put it beside the page, or into another folder of assets/
        0 errors, 1 warning in 1 file
    """)
    assert site.files("output")["files/a.jpg"] == given


@pytest.mark.parametrize("name", ["photo.jpg", "photo.csv", "PHOTO.JPEG", "photo.png"])
def test_a_picture_is_known_by_its_bytes(site: Site, name: str) -> None:
    given = photo(30, 20)
    site.write({f"content/{name}": given, "content/index.md": f"[A]({name})"})
    site.build()
    assert given not in site.files("output").values()
    assert set(pictures(site)) == {"assets/pictures/photo-30.jpg", "assets/pictures/photo-30.webp"}


def test_a_name_that_says_another_type_is_told_and_does_no_harm(site: Site) -> None:
    site.write(
        {
            "content/a.jpg": saved(sky_over_grass(30, 20), "PNG"),
            "content/index.md": "![A](a.jpg)",
        }
    )
    built = site.build(strict=True)
    assert built.report == told("""
        content/a.jpg:1:1: note[picture-ending]: the file is a PNG, whatever its name says; it is published as what it is
           help: rename it to a.png
        0 errors, 0 warnings, 1 note in 1 file
    """)
    assert set(pictures(site)) == {"assets/pictures/a-30.png", "assets/pictures/a-30.webp"}


def test_pictures_that_move_or_are_too_large_are_told(site: Site) -> None:
    film = saved(sky_over_grass(9, 9), "GIF", save_all=True, append_images=[Image.new("L", (9, 9))])
    site.write(
        {
            "content/a.gif": film,
            "content/b.png": saved(Image.new("1", (6401, 10)), "PNG"),
            "content/index.md": "![A](a.gif) ![B](b.png)",
        }
    )
    assert site.build().report == told("""
        content/a.gif:1:1: warning[moving-picture]: a moving picture cannot be stopped by readers: only its first one is published
           help: put a still picture in its place, or link to a video
        content/b.png:1:1: warning[large-picture]: the picture is 6401 x 10 pixels (0.0 MB), of whose width at most 1600 are shown
           help: save it 3200 pixels wide
        0 errors, 2 warnings in 2 files
    """)


def test_a_picture_that_cannot_be_read_is_told_where_it_is_used_or_else_at_its_file(
    refused: Refused,
) -> None:
    spoilt = photo(400, 400)[:700]
    assert refused(
        {
            "content/a.jpg": spoilt,
            "content/b.jpg": spoilt,
            "assets/c.png": b"\x89PNG\r\n\x1a\n\0",
            "content/index.md": "![A](a.jpg) [A again](a.jpg)",
        }
    ) == told("""
        assets/c.png:1:1: error[unreadable-image]: the picture cannot be published: it is damaged
           help: save it again, as JPEG, PNG or WebP
        content/b.jpg:1:1: error[unreadable-image]: the picture cannot be published: the file ends in the middle of the picture
           help: put the whole file there
        content/index.md:5:6: error[unreadable-image]: a.jpg cannot be read as an image: the file ends in the middle of the picture
            5 | ![A](a.jpg) [A again](a.jpg)
              |      ^^^^^
           help: put the whole file there
        3 errors, 0 warnings in 3 files
    """)


def test_a_file_to_download_is_not_shown_as_a_picture(refused: Refused) -> None:
    logo = saved(sky_over_grass(3, 2), "PNG")
    assert refused(
        {"assets/files/a.png": logo, "content/index.md": "![A](assets/files/a.png)"}
    ) == told("""
        content/index.md:5:6: error[unreadable-image]: assets/files/a.png cannot be read as an image: it lies in assets/files/, whose files are kept as they are, to be downloaded
            5 | ![A](assets/files/a.png)
              |      ^^^^^^^^^^^^^^^^^^
           help: put it beside the page, or into another folder of assets/
        1 error, 0 warnings in 1 file
    """)


def test_a_picture_with_too_many_pixels_is_refused(refused: Refused) -> None:
    data = saved(Image.new("1", (8000, 5001)), "PNG")
    assert refused({"content/a.png": data, "content/index.md": "![A](a.png)"}) == told("""
        content/index.md:5:6: error[unreadable-image]: a.png cannot be read as an image: it has 8000 x 5001 pixels: more than 40 megapixels
            5 | ![A](a.png)
              |      ^^^^^
           help: make it smaller: no more than 1600 pixels of its width are ever shown
        1 error, 0 warnings in 1 file
    """)


def test_what_is_wrong_with_a_drawing_is_told_once_at_its_line(refused: Refused) -> None:
    inside = '\n<script>alert(1)</script>\n<a href="javascript:alert(1)"/>'
    assert refused(
        {
            "content/a.svg": DRAWING.format(inside),
            "content/index.md": "![A](a.svg) ![Again](a.svg)",
        }
    ) == told("""
        content/a.svg:2:1: error[unsafe-svg]: a drawing may not hold <script>
            2 | <script>alert(1)</script>
              | ^
           help: save it as plain SVG, or take it out
        content/a.svg:3:1: error[unsafe-svg]: the drawing refers to javascript:alert(1) (href)
            3 | <a href="javascript:alert(1)"/></svg>
              | ^
           help: keep all that it shows inside the drawing, and put links into the page
        2 errors, 0 warnings in 1 file
    """)


@pytest.mark.parametrize("folder", ["content", "assets/images", "assets/public", "assets/files"])
def test_no_drawing_that_acts_is_published_wherever_it_lies(refused: Refused, folder: str) -> None:
    said = refused({f"{folder}/a.svg": DRAWING.format("<script/>")})
    assert said.startswith(f"{folder}/a.svg:1:61: error[unsafe-svg]: ")


def test_a_drawing_without_a_size_can_be_a_background_and_no_picture_of_a_page(
    refused: Refused, site: Site
) -> None:
    site.write({"assets/a.svg": "<svg/>", "assets/a.css": "p { background: url(a.svg) }"})
    assert not site.build().result.failed
    assert refused({"content/index.md": "![A](assets/a.svg)"}) == told("""
        content/index.md:5:6: error[unreadable-image]: assets/a.svg cannot be read as an image: its <svg> has no viewBox, and no width and height that can be used
            5 | ![A](assets/a.svg)
              |      ^^^^^^^^^^^^
           help: give its first element a viewBox, such as viewBox="0 0 24 24"
        1 error, 0 warnings in 1 file
    """)


# What is kept between builds


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give a list that gets the size of each picture that is made."""
    sizes: list[int] = []

    def noting(task: Task) -> Made | Unusable:
        assert isinstance(task, PictureTask)
        sizes.append(len(task.data))
        return do(task)

    monkeypatch.setattr("sitegen.pictures.all_pictures.do", noting)
    return sizes


def test_a_clean_build_makes_no_picture_again(site: Site, made: list[int]) -> None:
    site.write({"content/a.jpg": photo(30, 20), "content/index.md": "![A](a.jpg)"})
    first = site.build().outputs
    assert len(made) == 1
    (site.root / ".sitegen/state.sqlite3").unlink()
    assert site.build(output=site.root.parent / "other").result.written == len(first)
    assert len(made) == 1
    site.write({"content/b.jpg": photo(30, 20)})
    site.build()
    assert len(made) == 1, "the same bytes are the same picture"
    site.write({"content/b.jpg": photo(31, 20)})
    site.build()
    assert len(made) == 2


@pytest.mark.parametrize("damage", ["cut", "altered", "emptied", "a folder"])
def test_what_is_damaged_among_kept_pictures_is_made_again(
    site: Site, made: list[int], damage: str
) -> None:
    site.write({"content/a.jpg": photo(30, 20), "content/index.md": "![A](a.jpg)"})
    first = site.build().outputs
    (entry,) = (site.root / ".sitegen/pictures").iterdir()
    data = entry.read_bytes()
    entry.unlink()
    if damage == "a folder":
        entry.mkdir()
    else:
        altered = data[:-1] + bytes([data[-1] ^ 1])
        entry.write_bytes({"cut": data[:-9], "altered": altered, "emptied": b""}[damage])
    (site.root / ".sitegen/state.sqlite3").unlink()
    assert site.build().outputs == first
    assert len(made) == 2


def test_a_check_keeps_no_picture(site: Site) -> None:
    site.write({"content/a.jpg": photo(30, 20), "content/index.md": "![A](a.jpg)"})
    before = site.files()
    site.build(output=None)
    assert site.files().keys() - before.keys() == {".sitegen/state.sqlite3"}


def test_pictures_no_build_used_for_months_are_forgotten(site: Site) -> None:
    import os
    import time

    site.write({"content/a.jpg": photo(30, 20), "content/index.md": "![A](a.jpg)"})
    site.build()
    folder = site.root / ".sitegen/pictures"
    (old,) = folder.iterdir()
    half = folder / "0.1.tmp"
    half.write_bytes(b"of a build that was killed")
    long_ago = time.time() - 100 * 24 * 60 * 60
    for path in (old, half):
        os.utime(path, (long_ago, long_ago))
    site.write({"content/a.jpg": photo(31, 20)})
    site.build()
    assert len(list(folder.iterdir())) == 1


def test_many_photos_are_made_by_several_processes_to_the_same_bytes(
    site: Site, tmp_path: Path
) -> None:
    noise = Image.effect_noise((700, 500), 80)
    photos = {f"content/{n}.jpg": saved(noise.rotate(90 * n), "JPEG", quality=95) for n in range(3)}
    site.write({**photos, "content/index.md": "![A](0.jpg) ![B](1.jpg) ![C](2.jpg)"})
    assert sum(map(len, photos.values())) > 200_000
    assert not site.build(output=tmp_path / "one", jobs=1).result.failed
    (site.root / ".sitegen/state.sqlite3").unlink()
    for path in (site.root / ".sitegen/pictures").iterdir():
        path.unlink()
    assert not site.build(output=tmp_path / "two", jobs=2).result.failed
    assert Site(tmp_path).files("one") == Site(tmp_path).files("two")


def test_a_site_without_pictures_does_not_load_what_makes_them(site: Site) -> None:
    import subprocess
    import sys

    site.write({"assets/a.svg": "<svg/>"})
    code = (
        "import sys, datetime, pathlib; from sitegen.pipeline import build;"
        "from sitegen.build_request import Options; site = pathlib.Path(sys.argv[1]);"
        "build(Options(site, site / 'output', datetime.date(2026, 11, 21)));"
        "sys.exit('PIL' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(site.root)], check=False).returncode == 0
