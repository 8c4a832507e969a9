"""Facts of picture files: type, width and height in pixels."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from functools import lru_cache

#: The types of pictures that browsers show, as Pillow calls them.
_SHOWN = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "MPO", "ICO")
_SVG = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
_NUMBER = rb"([0-9]+(?:\.[0-9]+)?)"
#: Not stroke-width, which icons often have beside.
_SVG_SIZE = re.compile(rb"""(?<![\w-])(width|height)\s*=\s*["']\s*%b(?:px)?\s*["']""" % _NUMBER)
_SVG_BOX = re.compile(
    rb"""\bviewBox\s*=\s*["']\s*(?:[-0-9.]+[\s,]+){2}%b[\s,]+%b""" % (_NUMBER, _NUMBER)
)


class UnreadableImageError(Exception):
    """The bytes are no picture of a known type."""


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """A picture's type (such as "PNG") and its size in pixels."""

    type: str
    width: int
    height: int


@lru_cache(maxsize=4096)
def image_facts(data: bytes, path: str) -> ImageFacts:
    """Read the facts from the bytes of a picture."""
    return _svg_facts(data) if path.lower().endswith(".svg") else _raster_facts(data)


def _raster_facts(data: bytes) -> ImageFacts:
    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data)) as image:
            if image.format not in _SHOWN:
                raise UnreadableImageError(f"browsers do not show {image.format}")
            return ImageFacts(image.format, *image.size)
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadableImageError("it is no picture of a known type") from error


def _svg_facts(data: bytes) -> ImageFacts:
    root = _SVG.search(data)
    if root is None:
        raise UnreadableImageError("there is no <svg> element in it")
    sizes = {name: round(float(value)) for name, value in _SVG_SIZE.findall(root.group())}
    box = _SVG_BOX.search(root.group())
    width, height = (round(float(value)) for value in box.groups()) if box else (0, 0)
    facts = ImageFacts("SVG", sizes.get(b"width", width), sizes.get(b"height", height))
    if not (facts.width and facts.height):
        raise UnreadableImageError("its <svg> has no viewBox, and no width and height in pixels")
    return facts
