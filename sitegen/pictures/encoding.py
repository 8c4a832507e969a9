"""Pixels as the bytes of a file, with nothing beside them but the colour profile."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

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


def encode(pixels: Pixels, kind: str, profile: bytes, *, drawn: bool) -> bytes:
    """Return a picture as a file of a type; what else was said in the file it came from is left."""
    bare = pixels.copy()
    bare.info = {}
    settings = (_DRAWN if drawn else {}).get(kind) or _SETTINGS[kind]
    if bare.mode == "P" and "transparency" in pixels.info:
        settings = {**settings, "transparency": pixels.info["transparency"]}
    if profile:
        settings = {**settings, "icc_profile": profile}
    out = io.BytesIO()
    bare.save(out, kind, **settings)
    return out.getvalue()
