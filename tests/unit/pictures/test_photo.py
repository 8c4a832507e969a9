"""One picture of pixels: what is published of it, and what is not."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from sitegen.pictures.photo import make
from sitegen.pictures.values import Encoded, Made, Unusable
from tests.pictures import photo, saved, sky_over_grass


def made(data: bytes, *, as_it_is: bool = False) -> Made:
    result = make(data, as_it_is=as_it_is)
    assert isinstance(result, Made), result
    return result


def opened(version: Encoded) -> Image.Image:
    image = Image.open(io.BytesIO(version.data))
    image.load()
    assert image.format == version.type
    assert image.size == (version.width, version.height)
    return image


def sizes(data: bytes) -> list[tuple[str, int, int]]:
    return [(one.type, one.width, one.height) for one in made(data).versions]


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (300, [300]),
        (480, [480]),
        (700, [480, 700]),
        (1200, [480, 960, 1200]),
        (1600, [480, 960, 1600]),
        (4000, [480, 960, 1600]),
    ],
)
def test_at_most_three_widths_none_wider_than_the_picture(width: int, widths: list[int]) -> None:
    expected = [(kind, one, round(one / 2)) for kind in ("JPEG", "WEBP") for one in widths]
    assert sizes(photo(width, width // 2)) == expected


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        ("JPEG", ["JPEG", "WEBP"]),
        ("PNG", ["PNG", "WEBP"]),
        ("GIF", ["GIF", "WEBP"]),
        ("WEBP", ["WEBP"]),
        ("AVIF", ["WEBP", "AVIF"]),
        ("HEIF", ["JPEG", "WEBP"]),
        ("MPO", ["JPEG", "WEBP"]),
    ],
)
def test_webp_stands_beside_the_type_of_the_file(kind: str, types: list[str]) -> None:
    from pillow_heif import register_heif_opener

    register_heif_opener()
    assert [one[0] for one in sizes(saved(sky_over_grass(60, 40), kind))] == types


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_that_a_camera_wrote_is_left(kind: str) -> None:
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Jane at home</x:xmpmeta>"
    given = photo(600, 400, kind=kind) if kind == "PNG" else photo(600, 400, kind=kind, xmp=xmp)
    assert b"Camera of Jane" in given
    result = made(given)
    assert result.has_position
    for version in result.versions:
        image = opened(version)
        assert dict(image.getexif()) == {}
        assert not {"exif", "xmp", "comment", "photoshop"} & image.info.keys()
        assert not any(word in version.data for word in (b"Jane", b"Exif", b"xmpmeta"))


def test_comments_and_texts_are_left_out() -> None:
    from PIL.PngImagePlugin import PngInfo

    texts = PngInfo()
    texts.add_text("Author", "Jane")
    texts.add_itxt("Place", "Hull", zip=True)
    image = sky_over_grass(60, 40)
    for data in (
        saved(image, "PNG", pnginfo=texts),
        saved(image, "GIF", comment=b"Jane"),
        saved(image, "JPEG", comment=b"Jane"),
    ):
        for version in made(data).versions:
            assert b"Jane" not in version.data
            assert set(opened(version).info) <= {
                *("jfif", "jfif_version", "jfif_unit", "jfif_density"),
                *("progressive", "progression", "version", "background"),
                *("loop", "timestamp", "duration"),
            }


@pytest.mark.parametrize("held", range(1, 9))
def test_a_picture_stands_upright_however_the_camera_was_held(held: int) -> None:
    result = made(photo(200, 100, held=held))
    assert (result.width, result.height) == ((200, 100) if held < 5 else (100, 200))
    image = opened(result.versions[0]).convert("RGB")
    lies = held >= 5
    first, last = (0, 0), (image.width - 1, 0) if lies else (0, image.height - 1)
    one, other = image.getpixel(first), image.getpixel(last)
    sky_first = held in (1, 2, 5, 8)
    assert (one[2] > one[1]) is sky_first  # type: ignore[index] # of RGB, a pixel has three values
    assert (other[2] > other[1]) is not sky_first  # type: ignore[index] # as above


def test_a_large_photo_that_lies_on_its_side_is_sharp_enough() -> None:
    assert sizes(photo(4032, 3024, held=6))[2] == ("JPEG", 1600, 2133)


def test_the_colour_profile_is_kept() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG", "WEBP", "AVIF"):
        for version in made(saved(sky_over_grass(60, 40), kind, icc_profile=profile)).versions:
            assert opened(version).info["icc_profile"] == profile


def test_a_profile_of_other_colours_than_the_picture_has_is_left_out() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    grey = saved(sky_over_grass(60, 40).convert("L"), "JPEG", icc_profile=profile)
    assert "icc_profile" not in opened(made(grey).versions[0]).info


def test_colours_for_print_become_those_of_screens() -> None:
    red = Image.new("CMYK", (20, 20), (0, 255, 255, 0))
    pixel = opened(made(saved(red, "JPEG")).versions[0]).getpixel((5, 5))
    assert isinstance(pixel, tuple)
    assert len(pixel) == 3
    assert pixel[0] > 200
    assert max(pixel[1:]) < 60


def test_sixteen_bits_become_eight_and_not_all_white() -> None:
    grey = saved(Image.new("I;16", (20, 20), 0x8000), "PNG")
    assert opened(made(grey).versions[0]).getpixel((5, 5)) == 0x80


def test_a_palette_with_a_transparent_colour_keeps_both() -> None:
    image = Image.new("P", (600, 20), 1)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.paste(0, (0, 0, 300, 20))
    data = saved(image, "PNG", transparency=0)
    for version in made(data).versions:
        shown = opened(version).convert("RGBA")
        left, right = shown.getpixel((3, 3)), shown.getpixel((shown.width - 3, 3))
        assert isinstance(left, tuple)
        assert left[3] == 0
        assert right == (0, 0, 255, 255)
    own = next(one for one in made(data).versions if (one.type, one.width) == ("PNG", 600))
    assert opened(own).mode == "P"


def test_a_drawing_of_pixels_is_the_same_in_webp() -> None:
    image = sky_over_grass(60, 40)
    assert opened(made(saved(image, "PNG")).versions[1]).tobytes() == image.tobytes()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_a_film_the_first_picture_is_taken(kind: str) -> None:
    frames = [sky_over_grass(60, 40), Image.new("RGB", (60, 40))]
    result = made(saved(frames[0], kind, save_all=True, append_images=frames[1:]))
    assert result.moves
    for version in result.versions:
        assert not getattr(opened(version), "is_animated", False)


def test_a_public_picture_keeps_type_and_size() -> None:
    result = made(photo(2000, 1000, kind="PNG"), as_it_is=True)
    assert [(one.type, one.width) for one in result.versions] == [("PNG", 2000)]
    assert b"Jane" not in result.versions[0].data


def test_the_same_picture_gives_the_same_bytes() -> None:
    for kind in ("JPEG", "PNG", "WEBP", "AVIF", "GIF"):
        data = saved(sky_over_grass(700, 300), kind)
        assert make(data) == make(data)


def header_of_png(width: int, height: int) -> bytes:
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk
    return head + struct.pack(">I", zlib.crc32(chunk)) + bytes(4) + b"IDAT"


FULL = saved(sky_over_grass(400, 400), "JPEG")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"nonsense", "it is no picture of a known type"),
        (b"\x89PNG\r\n\x1a\n broken", "it is damaged"),
        (FULL[: len(FULL) // 2], "the file ends in the middle of the picture"),
        (saved(sky_over_grass(9, 9), "BMP"), "browsers do not show BMP"),
        (saved(sky_over_grass(9, 9), "TIFF"), "browsers do not show TIFF"),
        (header_of_png(8000, 5001), "it has 8000 x 5001 pixels: more than 40 megapixels"),
        (header_of_png(99_999, 99_999), "it has far more than 40 megapixels"),
        (
            header_of_png(800, 20_000),
            "it is 800 x 20000 pixels, too long to be shown in one piece",
        ),
    ],
)
def test_what_cannot_be_shown_says_why(data: bytes, message: str) -> None:
    result = make(data)
    assert isinstance(result, Unusable)
    assert result.message == message
    assert result.help


def test_a_photo_of_an_iphone_without_the_extra_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from pillow_heif import register_heif_opener

    register_heif_opener()
    data = saved(sky_over_grass(20, 20), "HEIF")
    monkeypatch.setattr("sitegen.pictures.photo._can_read_heic", lambda: False)
    result = make(data)
    assert isinstance(result, Unusable)
    assert result.message == "it is a HEIC photo, which browsers do not show"
    assert result.help.startswith("save it as JPEG")
    assert "python3 build.py install heic" in result.help


BEGINNINGS = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", FULL[:400]]


@given(st.binary(max_size=300), st.sampled_from(BEGINNINGS))
def test_no_bytes_ever_crash_the_build(data: bytes, start: bytes) -> None:
    assert isinstance(make(start + data), Made | Unusable)
