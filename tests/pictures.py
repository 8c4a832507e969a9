"""Pictures for tests, made on the spot: photos with what cameras write into them, and others."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

#: How a camera was held, its maker, and where it was: Exif's numbers for them.
ORIENTATION, MAKER, POSITION = 0x0112, 0x010F, 0x8825
LONDON = {1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)}


def saved(image: Image.Image, kind: str, **settings: Any) -> bytes:
    """Return a picture as a file of a type."""
    out = io.BytesIO()
    image.save(out, kind, **settings)
    return out.getvalue()


def sky_over_grass(width: int, height: int) -> Image.Image:
    """Return a picture that shows which side is up: blue above, green below."""
    image = Image.new("RGB", (width, height), (0, 120, 0))
    image.paste((60, 120, 255), (0, 0, width, height // 2))
    return image


def photo(width: int, height: int, *, held: int = 1, kind: str = "JPEG", **more: Any) -> bytes:
    """Return a photo with a maker and a place in it; ``held`` is its orientation."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER], exif[POSITION] = held, "Camera of Jane", LONDON
    return saved(sky_over_grass(width, height), kind, exif=exif, **more)
