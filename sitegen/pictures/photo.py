"""One picture of pixels: from the bytes that an editor gave to the versions that are published.

The pixels are written anew, upright and in colours that browsers know; nothing else is taken over
but the colour profile. This runs in workers, so it takes and returns plain values.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.errors import installing, is_engine_fault
from sitegen.pictures.encoding import encode, is_drawn, shown_colours
from sitegen.pictures.values import Encoded, Made, Unusable, type_of

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

#: In pixels: as wide as a phone, twice that or a column of text, and a whole screen or twice that.
WIDTHS = (480, 960, 1600)
#: Above this a picture is refused before it is decoded.
MOST_PIXELS = 40_000_000
#: The longest side that every type can hold; WebP's is the shortest. Source: RFC 9649, 2.5.
LONGEST_SIDE = 16_383

#: Which types are published of each type that can be read; more browsers know the first.
_PUBLISHED_AS = {
    "JPEG": ("JPEG", "WEBP"),
    "MPO": ("JPEG", "WEBP"),
    "HEIF": ("JPEG", "WEBP"),
    "PNG": ("PNG", "WEBP"),
    "ICO": ("PNG", "WEBP"),
    "GIF": ("GIF", "WEBP"),
    "WEBP": ("WEBP",),
    "AVIF": ("WEBP", "AVIF"),
}
#: Types that hold further pictures without being films.
_NO_FILMS = ("MPO", "HEIF", "ICO")
#: How much finer than wanted a picture stays while it is shrunk the coarse, fast way.
_GAP = 3.0
#: Where Exif says how the camera was held, and where the picture was taken. Source: Exif 2.32, 4.6.
_ORIENTATION, _POSITION, _LATITUDE, _LONGITUDE = 0x0112, 0x8825, 2, 4


def make(data: bytes, *, as_it_is: bool = False) -> Made | Unusable:
    """Return all versions of a picture, or only one of its own size and type ``as_it_is``."""
    if fault := _fault_of_type(data):
        return fault
    with warnings.catch_warnings(action="ignore"):
        try:
            image = _open(data)
            size = _upright_size(image)
            if fault := _fault_of_size(*size):
                return fault
            position = _has_position(image)
            pixels = _decoded(image, widest=size[0] if as_it_is else WIDTHS[-1])
        except Exception as error:  # Pillow fails at damaged files in many ways
            return _unreadable(error)
    moves = image.format not in _NO_FILMS and bool(getattr(image, "is_animated", False))
    types = (type_of(data),) if as_it_is else _PUBLISHED_AS[str(image.format)]
    versions = _versions(pixels, types, size, as_it_is=as_it_is)
    return Made(*size, position, moves, versions)


def _fault_of_type(data: bytes) -> Unusable | None:
    """Return what is wrong with a file that is not of a type that is read here."""
    type_ = type_of(data)
    if not data:
        return Unusable("the file is empty", "put the picture there again")
    if not type_:
        return Unusable("it is no picture of a known type", _SAVE_AGAIN)
    if type_ not in _PUBLISHED_AS:
        return Unusable(f"browsers do not show {type_}", _SAVE_AGAIN)
    if type_ == "HEIF" and not _can_read_heic():
        return Unusable("it is a HEIC photo, which browsers do not show", _HEIC)
    return None


_SAVE_AGAIN = "save it again, as JPEG, PNG or WebP"
_HEIC = (
    "save it as JPEG (an iPhone does by itself with Settings > Camera > Formats > Most "
    f"Compatible), or install the extra that reads it: {installing('heic', 'pillow-heif')}"
)


def _can_read_heic() -> bool:
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        return False
    register_heif_opener()
    return True


def _unreadable(error: Exception) -> Unusable:
    from PIL import Image

    if is_engine_fault(error, str(Path(Image.__file__).parent)):
        raise error
    if isinstance(error, Image.DecompressionBombError):
        return _too_many_pixels("far")
    if isinstance(error, OSError) and "truncated" in str(error).lower():
        return Unusable("the file ends in the middle of the picture", "put the whole file there")
    return Unusable("it is damaged", _SAVE_AGAIN)


def _open(data: bytes) -> Pixels:
    """Read what stands before the pixels."""
    from PIL import Image

    return Image.open(io.BytesIO(data), formats=(type_of(data),))


def _fault_of_size(width: int, height: int) -> Unusable | None:
    if width * height > MOST_PIXELS:
        return _too_many_pixels(f"{width} x {height} pixels:")
    shrunk = min(width, WIDTHS[-1])
    if height * shrunk > LONGEST_SIDE * width or (width > LONGEST_SIDE and shrunk == width):
        return Unusable(
            f"it is {width} x {height} pixels, too long to be shown in one piece",
            "cut it into several pictures",
        )
    return None


def _too_many_pixels(how_many: str) -> Unusable:
    limit = f"{MOST_PIXELS // 1_000_000} megapixels"
    help_ = f"make it smaller: no more than {WIDTHS[-1]} pixels of its width are ever shown"
    return Unusable(f"it has {how_many} more than {limit}", help_)


def _orientation(image: Pixels) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # damaged Exif data, which browsers pass over too
        return 1


def _has_position(image: Pixels) -> bool:
    """Whether a picture says where it was taken, in Exif or in XMP."""
    described = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if "GPSLatitude" in (described if isinstance(described, str) else described.decode("latin-1")):
        return True
    try:
        position = image.getexif().get_ifd(_POSITION)
    except Exception:  # damaged Exif data: no more can be read of it
        return False
    return _LATITUDE in position or _LONGITUDE in position


def _upright_size(image: Pixels) -> tuple[int, int]:
    """Return width and height as a reader sees them: values from 5 on lie on their side."""
    width, height = image.size
    return (height, width) if _lies(_orientation(image)) else (width, height)


def _lies(orientation: int) -> bool:
    return orientation in (5, 6, 7, 8)


def _decoded(image: Pixels, widest: int) -> Pixels:
    """Decode a picture, in not much more detail than is wanted, and turn it upright."""
    from PIL import Image

    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    orientation = _orientation(image)
    image.draft(None, (1, widest) if _lies(orientation) else (widest, 1))
    image.load()
    turn = turns.get(orientation)
    return image if turn is None else image.transpose(turn)


def _versions(
    pixels: Pixels, types: tuple[str, ...], size: tuple[int, int], *, as_it_is: bool
) -> tuple[Encoded, ...]:
    """Return the versions of a picture; ``size`` is its own, of which ``pixels`` may be fewer."""
    shown, profile = shown_colours(pixels)
    if types[0] == "JPEG" and shown.mode in ("RGBA", "LA"):
        types = ("PNG", *types[1:])
    drawn = types[0] in ("PNG", "GIF") and is_drawn(shown)
    versions = []
    for type_ in types:
        for width, height in _sizes(*size, as_it_is=as_it_is):
            exact = type_ == "PNG" and pixels.mode == "P" and pixels.size == (width, height)
            resized = pixels if exact else _resized(shown, width, height)
            encoded = encode(resized, type_, profile, drawn=drawn)
            versions.append(Encoded(type_, width, height, encoded))
    return tuple(versions)


def _sizes(width: int, height: int, *, as_it_is: bool) -> list[tuple[int, int]]:
    """Return the sizes in which a picture is published, none wider than it is."""
    if as_it_is:
        return [(width, height)]
    widths = sorted({*(each for each in WIDTHS if each < width), min(width, WIDTHS[-1])})
    return [(each, max(1, round(each * height / width))) for each in widths]


def _resized(image: Pixels, width: int, height: int) -> Pixels:
    from PIL import Image

    if image.size == (width, height):
        return image
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=_GAP)
