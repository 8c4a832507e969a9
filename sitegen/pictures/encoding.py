"""Pixels as they are published: in colours that browsers show, as the bytes of a file.

Colours are eight bits of grey or of red, green and blue; beside pixels a file has a profile only.
"""

from __future__ import annotations

import io
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels


#: A picture with at most so many colours was drawn, not photographed.
_COLOURS_OF_DRAWINGS = 1024
#: What a profile says it is for, at bytes 16 to 19. Source: ICC.1:2022, 7.2.8.
_PROFILES = {"RGB": b"RGB ", "RGBA": b"RGB ", "L": b"GRAY", "LA": b"GRAY"}
_SIXTEEN_BITS = ("I;16", "I;16L", "I;16B", "I;16N", "I")
_OPAQUE = 255


def shown_colours(image: Pixels) -> tuple[Pixels, bytes]:
    """Return a picture in the mode L, LA, RGB or RGBA, and the profile that fits it, or b""."""
    profile = image.info.get("icc_profile") or b""
    if image.mode in ("CMYK", "LAB", "YCbCr", "HSV"):
        return _converted(image, profile), b""
    shown = _without_useless_alpha(_plain(image))
    return shown, profile if profile[16:20] == _PROFILES[shown.mode] else b""


def is_drawn(image: Pixels) -> bool:
    """Whether a picture has so few colours that a drawing's way of packing suits it."""
    return image.getcolors(_COLOURS_OF_DRAWINGS) is not None


def _plain(image: Pixels) -> Pixels:
    """Return a picture with eight bits a channel, and with alpha where it has transparent parts."""
    if image.mode in _SIXTEEN_BITS:
        # Pillow would cut off what is above 255.
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("LA" if image.mode in ("L", "LA", "La") else "RGBA")
    return image if image.mode in ("L", "RGB") else image.convert(_opaque_mode(image.mode))


def _opaque_mode(mode: str) -> str:
    return "L" if mode in ("1", "F") else "RGB"


def _without_useless_alpha(image: Pixels) -> Pixels:
    if image.mode not in ("LA", "RGBA") or image.getchannel("A").getextrema()[0] != _OPAQUE:
        return image
    return image.convert(image.mode.removesuffix("A"))


def _converted(image: Pixels, profile: bytes) -> Pixels:
    """Return a picture for print in the colours of screens, by its own profile if it is sound."""
    from PIL import ImageCms

    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            own, srgb = (
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
            )
            if converted := ImageCms.profileToProfile(image, own, srgb, outputMode="RGB"):
                return converted
    return image.convert("RGB")


#: How the published files of each type end, and their media types.
ENDINGS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif", "ICO": "ico"}
MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "ICO": "image/vnd.microsoft.icon",
    "SVG": "image/svg+xml",
}
#: How each type is written: sizes and looks were weighed on photos, and one thread keeps bytes the
#: same everywhere.
_SETTINGS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 80, "optimize": True, "progressive": True},
    "PNG": {"compress_level": 9},
    "GIF": {},
    "WEBP": {"quality": 78, "method": 4},
    "AVIF": {"quality": 60, "speed": 8, "max_threads": 1},
}
#: For drawings: each pixel as it was; ``quality`` is how hard to try here.
_DRAWN: dict[str, dict[str, Any]] = {"WEBP": {"lossless": True, "quality": 75, "method": 4}}


def encode(pixels: Pixels, type_: str, profile: bytes, *, drawn: bool) -> bytes:
    """Return a picture as a file of a type; what else was said in the file it came from is left."""
    bare = pixels.copy()
    bare.info = {}
    settings = (_DRAWN if drawn else {}).get(type_) or _SETTINGS[type_]
    if bare.mode == "P" and "transparency" in pixels.info:
        settings = {**settings, "transparency": pixels.info["transparency"]}
    if profile:
        settings = {**settings, "icc_profile": profile}
    out = io.BytesIO()
    bare.save(out, type_, **settings)
    return out.getvalue()
