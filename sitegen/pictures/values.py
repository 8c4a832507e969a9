"""What is known of a picture: whether a file is one, its published versions, or why it has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import PurePosixPath

#: Endings of pictures of pixels; a file that begins like one is one whatever its name says.
_ENDINGS = frozenset(
    (
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".gif", ".webp", ".avif"),
        *(".heic", ".heif", ".bmp", ".tif", ".tiff", ".ico"),
    )
)
#: How files of each type begin. Sources: the types' own specifications; ISO/IEC 14496-12 for ftyp.
_BEGINNINGS = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"\0\0\1\0", "ICO"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"8BPS", "PSD"),
    (b"\0\0\0\x0cjP  ", "JPEG2000"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
)
_BRANDS = {
    **dict.fromkeys((b"avif", b"avis"), "AVIF"),
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1"), "HEIF"),
}
#: Types that never stand in the output as they came, whatever the name of the file.
_CAMERA_TYPES = frozenset(("JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF"))
_BRANDS_END = 32


class Role(Enum):
    """What becomes of a picture file."""

    SHOWN = auto()  #: made into versions, named by their content
    PUBLIC = auto()  #: made anew with the same type, size and name
    DOWNLOAD = auto()  #: kept as it is
    DRAWING = auto()  #: SVG, read and written back by a parser


def role_of(path: str, data: bytes) -> Role | None:
    """Return what becomes of a published file that is a picture, or None for any other file.

    In the folders whose files keep their names, what does not begin like a picture is none.
    """
    ending, type_ = PurePosixPath(path).suffix.lower(), type_of(data)
    if ending == ".svg":
        return Role.DRAWING
    if path.startswith("assets/files/"):
        return Role.DOWNLOAD if type_ in _CAMERA_TYPES else None
    if path.startswith("assets/public/"):
        return Role.PUBLIC if type_ in _CAMERA_TYPES or type_ == "ICO" else None
    return Role.SHOWN if type_ in _CAMERA_TYPES or ending in _ENDINGS else None


def type_of(data: bytes) -> str:
    """Return the type of a picture as Pillow calls it, by its first bytes, or "" for none."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return next((_BRANDS[brand] for brand in _brands(data) if brand in _BRANDS), "")
    return next((type_ for start, type_ in _BEGINNINGS if data.startswith(start)), "")


def _brands(data: bytes) -> Iterator[bytes]:
    """Yield the brands of a file of the base media format, the more telling ones before mif1."""
    found = [data[8:12], *(data[start : start + 4] for start in range(16, _BRANDS_END, 4))]
    yield from sorted(found, key=lambda brand: brand == b"mif1")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A version of a picture as bytes; ``type`` as Pillow calls it, width and height in pixels."""

    type: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """All versions of a picture: the type that more browsers know first, each from narrow to wide.

    ``width`` and ``height`` are those of the picture when it stands upright; ``has_position`` says
    whether the file told where it was taken, ``moves`` whether it holds a film, of which the first
    picture was taken.
    """

    width: int
    height: int
    has_position: bool
    moves: bool
    versions: tuple[Encoded, ...]


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why a file cannot be shown as a picture; ``told`` if that was reported at its own place.

    A drawing without a size cannot be shown by a page, and is ``published`` all the same.
    """

    message: str
    help: str
    told: bool = False
    published: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One published file of a picture: ``type`` is a media type, ``size`` is in bytes.

    The size is no part of what is told of a picture: few pages print it, and those ask for it.
    """

    url: str
    type: str
    width: int
    height: int
    size: int = field(repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A published picture: versions of a type that every browser knows, and of a newer type beside.

    Both are sorted from narrow to wide. ``type`` is the former as Pillow calls it, or "SVG". A
    drawing has one version.
    """

    type: str
    common: tuple[Version, ...]
    newer: tuple[Version, ...] = ()

    @property
    def widest(self) -> Version:
        """Return the version that stands for the picture where only one can be named."""
        return self.common[-1]

    @property
    def urls(self) -> tuple[str, ...]:
        """Return the addresses of all versions."""
        return tuple(version.url for version in (*self.common, *self.newer))
