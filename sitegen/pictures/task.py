"""The making of one picture as a task for a worker; an icon (.ico) is kept as it is drawn."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from sitegen.pictures.values import Encoded, Made, Unusable

_PNG = b"\x89PNG\r\n\x1a\n"
#: The parts of a PNG that its pixels need. Source: W3C PNG (third edition), 5.6.
_KEPT = frozenset((b"IHDR", b"PLTE", b"tRNS", b"sRGB", b"gAMA", b"cHRM", b"iCCP", b"IDAT", b"IEND"))
#: An icon file's head and one entry of its list. Source: Microsoft, "Icons in Win32".
_HEAD, _ENTRY = struct.Struct("<HHH"), struct.Struct("<BBBBHHII")


def make_icon(data: bytes) -> Made | Unusable:
    """Return an icon with the same pictures in it."""
    try:
        entries, pictures = _read(data)
    except (struct.error, ValueError):
        return Unusable("it is a damaged icon", "save it again as .ico")
    offset, head, body = _HEAD.size + _ENTRY.size * len(entries), b"", b""
    for (*shape, _, _), picture in zip(entries, pictures, strict=True):
        head += _ENTRY.pack(*shape, len(picture), offset + len(body))
        body += picture
    written = _HEAD.pack(0, 1, len(entries)) + head + body
    width, height = (max((entry[side] or 256) for entry in entries) for side in (0, 1))
    version = Encoded("ICO", width, height, written)
    return Made(width, height, has_position=False, moves=False, versions=(version,))


def _read(data: bytes) -> tuple[list[tuple[int, ...]], list[bytes]]:
    """Return the entries of an icon's list, and their pictures."""
    _, _, count = _HEAD.unpack_from(data)
    entries = [_ENTRY.unpack_from(data, _HEAD.size + _ENTRY.size * n) for n in range(count)]
    pictures = [data[offset : offset + size] for *_, size, offset in entries]
    if not entries or not all(pictures):
        raise ValueError("an entry without a picture")
    return entries, [_bare(picture) for picture in pictures]


def _bare(picture: bytes) -> bytes:
    """Return a picture of an icon without texts; one that is no PNG can hold none."""
    if not picture.startswith(_PNG):
        return picture
    return _PNG + b"".join(chunk for chunk in _chunks(picture) if chunk[4:8] in _KEPT)


def _chunks(picture: bytes) -> Iterator[bytes]:
    """Yield the parts of a PNG whole: length, name, content, checksum."""
    start = len(_PNG)
    while start < len(picture):
        (length,) = struct.unpack_from(">I", picture, start)
        chunk = picture[start : start + length + 12]
        yield chunk
        start += len(chunk)


class Task(Protocol):
    """Something to be made, with all that it is made from."""

    @property
    def is_quick(self) -> bool:
        """Whether it is made sooner than a process for it is started, by all that can be seen."""

    def make(self) -> Made | Unusable:
        """Make it."""


#: A picture of fewer bytes than this takes some milliseconds, unless it was made to take longer.
_QUICK_BYTES = 20_000


@dataclass(frozen=True, slots=True)
class PictureTask:
    """A file's bytes; ``as_it_is`` keeps its size and type, and one version is made."""

    data: bytes
    as_it_is: bool = False

    @property
    def is_quick(self) -> bool:
        """Whether the picture is small."""
        return len(self.data) < _QUICK_BYTES

    def make(self) -> Made | Unusable:
        """Make a picture."""
        from sitegen.pictures.photo import make
        from sitegen.pictures.values import type_of

        if self.as_it_is and type_of(self.data) == "ICO":
            return make_icon(self.data)
        return make(self.data, as_it_is=self.as_it_is)


def do(task: Task) -> Made | Unusable:
    """Make what a task is for: what workers are sent."""
    return task.make()


#: Stands for a picture whose worker ended without an answer.
LOST = Unusable(
    "a worker process ended while it was made, or while another picture was",
    "try --jobs 1; if it ends too, the picture is damaged or too large: save it again, smaller",
)
