"""A social card: the picture that other sites show of a page which somebody links to.

It has the page's title and the site's name between two bars, or the name alone. Few colours and no
detail keep it small.
"""

from __future__ import annotations

import io
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from sitegen.pictures.values import Encoded, Made, Unusable

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels
    from PIL.ImageFont import FreeTypeFont

#: Width and height in pixels, as most sites show it without cutting. Source: ogp.me and the guides
#: for link previews of Facebook, LinkedIn and X.
SIZE = (1200, 630)
#: Left, top, right, bottom of each bar, and the room for the title between them.
_BARS = ((72, 72, 104, 558), (1096, 72, 1128, 558))
_LEFT, _TOP, _RIGHT, _BOTTOM = 168, 84, 1032, 450
_NAME_AT, _NAME_SIZE, _NAME_ALONE = 490, 44, 132
_TITLE_SIZES = (92, 80, 68, 58, 50)
_LINE = 1.16
#: In characters; there is no room for more.
_LONGEST = 300
#: So many shades lie from paper to ink, which smooth letters need. With the colour of the bars
#: they are sixteen, which a pixel of four bits can hold.
_SHADES = 15


@dataclass(frozen=True, slots=True)
class CardTask:
    """What a card shows: the bytes of a font, the site's name, a title or "", and colours (#…)."""

    font: bytes
    name: str
    title: str
    paper: str
    ink: str
    accent: str
    #: Drawing letters takes its time.
    is_quick: ClassVar[bool] = False

    def make(self) -> Made | Unusable:
        """Draw the card."""
        from PIL import ImageDraw

        try:
            face(self.font, _NAME_SIZE)
        except OSError:
            return Unusable("it is no font that can be read", "take a file .ttf, .otf or .woff2")
        shades = _written(self)
        shades = shades.point(lambda value: value * (_SHADES - 1) // 255)
        for bar in _BARS:
            ImageDraw.Draw(shades).rounded_rectangle(bar, (bar[2] - bar[0]) // 2, fill=_SHADES)
        version = Encoded("PNG", *SIZE, _encoded(shades, self))
        return Made(*SIZE, has_position=False, moves=False, versions=(version,))


@lru_cache(maxsize=16)
def face(font: bytes, size: int) -> FreeTypeFont:
    """Return a font in a size; OSError says that the bytes are none."""
    from PIL import ImageFont

    return ImageFont.truetype(io.BytesIO(font), size)


def _written(card: CardTask) -> Pixels:
    """Return title and name, or the name alone in the middle."""
    name = _drawable(card.font, card.name)
    title = _drawable(card.font, card.title[:_LONGEST])
    if title:
        shades = _below(card.font, name).copy()
        size, lines = _fitted(card.font, title)
        height = round(size * _LINE)
        top = _TOP + (_BOTTOM - _TOP - height * len(lines)) // 2
        for number, line in enumerate(lines):
            _text(shades, (_LEFT, top + number * height), line, face(card.font, size))
        return shades
    size = next(
        (one for one in (_NAME_ALONE, *_TITLE_SIZES) if _width(card.font, one, name) <= _room()),
        _TITLE_SIZES[-1],
    )
    left = (SIZE[0] - round(_width(card.font, size, name))) // 2
    at = (left, (SIZE[1] - round(size * _LINE)) // 2)
    return _text(_blank(), at, name, face(card.font, size))


@lru_cache(maxsize=1)
def _below(font: bytes, name: str) -> Pixels:
    """Return the name as it stands below titles, drawn once for all of them."""
    return _text(_blank(), (_LEFT, _NAME_AT), name, face(font, _NAME_SIZE))


def _blank() -> Pixels:
    from PIL import Image

    return Image.new("L", SIZE, 0)


def _text(shades: Pixels, at: tuple[int, int], text: str, font: FreeTypeFont) -> Pixels:
    from PIL import ImageDraw

    ImageDraw.Draw(shades).text(at, text, fill=255, font=font)
    return shades


def _room() -> int:
    return _RIGHT - _LEFT


def _width(font: bytes, size: int, text: str) -> float:
    return face(font, size).getlength(text)


def _fitted(font: bytes, title: str) -> tuple[int, list[str]]:
    """Return the largest size at which a title has room, and its lines; one too long is cut."""
    for size in _TITLE_SIZES:
        lines = [*_lines(font, size, title)]
        most = int((_BOTTOM - _TOP) / (size * _LINE))
        fits = all(_width(font, size, line) <= _room() for line in lines)
        if fits and len(lines) <= most:
            return size, lines
    kept = [_cut(font, size, line) for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = kept[-1].rsplit(" ", 1)[0] + " ..."
    return size, kept


def _cut(font: bytes, size: int, line: str) -> str:
    """Return as much of a line, which may be one endless word, as has room."""
    while _width(font, size, line) > _room():
        line = line[:-1]
    return line


def _lines(font: bytes, size: int, title: str) -> Iterator[str]:
    """Yield the lines of a title, as many words in each as have room."""
    line = ""
    for word in title.split():
        longer = f"{line} {word}".strip()
        if line and _width(font, size, longer) > _room():
            yield line
            longer = word
        line = longer
    yield line


def _drawable(font: bytes, text: str) -> str:
    """Return a text in characters that the font has, without accents where it lacks them.

    A text of which nothing readable would be left is "".
    """
    known = [one if _has(font, one) else _plain(one) for one in " ".join(text.split())]
    plain = "".join(known)
    return plain if all(_has(font, one) for one in plain) else ""


def _plain(character: str) -> str:
    found = unicodedata.normalize("NFKD", character)
    return "".join(one for one in found if not unicodedata.combining(one))


@lru_cache(maxsize=1024)
def _has(font: bytes, character: str) -> bool:
    """Whether a font draws a character; what it lacks is one empty box for all, or nothing."""
    if character == " ":
        return True
    drawn, lacking = (bytes(face(font, 40).getmask(one)) for one in (character, "\U0010fffd"))
    return bool(drawn) and drawn != lacking


def _encoded(shades: Pixels, card: CardTask) -> bytes:
    """Return the card as a PNG whose palette goes from paper to ink."""
    from PIL import Image, ImageColor

    paper, ink, accent = (ImageColor.getrgb(one) for one in (card.paper, card.ink, card.accent))
    palette = [
        round(one + (other - one) * shade / (_SHADES - 1))
        for shade in range(_SHADES)
        for one, other in zip(paper, ink, strict=True)
    ]
    image = Image.frombytes("P", shades.size, shades.tobytes())
    image.putpalette([*palette, *accent])
    out = io.BytesIO()
    image.save(out, "PNG", compress_type=zlib.Z_RLE)  # large areas of one colour: as small, sooner
    return out.getvalue()
