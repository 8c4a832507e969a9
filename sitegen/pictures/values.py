"""What is known of a picture: the versions of it that are published, or why it cannot be shown."""

from __future__ import annotations

from dataclasses import dataclass


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
    """One published file of a picture: ``type`` is a media type, ``size`` is in bytes."""

    url: str
    type: str
    width: int
    height: int
    size: int


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
