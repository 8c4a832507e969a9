"""What editors are told of a picture file, beside why it cannot be shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.pictures.photo import WIDTHS
from sitegen.pictures.values import Made, type_of

if TYPE_CHECKING:
    from sitegen.pictures.drawing import Drawing

#: In pixels: a picture with a longer side has far more of them than are ever published. Phones
#: take up to 5,712.
_LARGE = 4 * WIDTHS[-1]
#: The endings that fit each type; the first is the one to advise.
_ENDINGS = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png", ".apng"),
    "GIF": (".gif",),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
    "HEIF": (".heic", ".heif"),
    "ICO": (".ico",),
}
_PHOTOS = ("JPEG", "HEIF", "AVIF", "WEBP")
#: Marks of what cameras and programs write into a PNG.
_DESCRIBED = (b"eXIf", b"XML:com.adobe.xmp")


def of_picture(path: str, data: bytes, made: Made) -> Iterator[Diagnostic]:
    """Yield what is worth knowing of a picture that is published."""
    if made.has_position:
        message = "the photo says where it was taken; what is published of it does not"
        help_ = (
            "all who can read the site's sources still find the place in this file: "
            "save it without the place, if that matters"
        )
        yield Diagnostic(Span(path), "position-removed", message, help_, Severity.NOTE)
    if max(made.width, made.height) > _LARGE:
        message = (
            f"the picture is {made.width} x {made.height} pixels ({len(data) / 1_000_000:.1f} MB), "
            f"of whose width at most {WIDTHS[-1]} are shown"
        )
        help_ = f"save it {2 * WIDTHS[-1]} pixels wide"
        yield Diagnostic(Span(path), "large-picture", message, help_, Severity.WARNING)
    if made.moves:
        message = "a moving picture cannot be stopped by readers: only its first one is published"
        help_ = "put a still picture in its place, or link to a video"
        yield Diagnostic(Span(path), "moving-picture", message, help_, Severity.WARNING)
    yield from _of_ending(path, type_of(data))


def _of_ending(path: str, type_: str) -> Iterator[Diagnostic]:
    """Note a name that says another type; the picture is published as what it is."""
    name, endings = PurePosixPath(path), _ENDINGS[type_]
    if name.suffix.lower() not in endings:
        message = f"the file is a {type_}, whatever its name says; it is published as what it is"
        help_ = f"rename it to {name.stem}{endings[0]}"
        yield Diagnostic(Span(path), "picture-ending", message, help_, Severity.NOTE)


def of_download(path: str, data: bytes) -> Iterator[Diagnostic]:
    """Warn of a photo among the files to download, which are published byte for byte."""
    type_ = type_of(data)
    if type_ in _PHOTOS or any(mark in data for mark in _DESCRIBED):
        message = (
            "a photo among the files to download keeps all that the camera wrote into it: "
            "place, day and device"
        )
        help_ = (
            "show it on a page instead: put it beside the page, or into another folder of assets/"
        )
        yield Diagnostic(Span(path), "photo-to-download", message, help_, Severity.WARNING)


def of_drawing(path: str, drawing: Drawing) -> Iterator[Diagnostic]:
    """Yield the mistakes in a drawing, each at its line."""
    for found in drawing.faults:
        yield found.finding.at(Span(path, found.line, found.column))
