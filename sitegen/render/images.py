"""A picture as pages print it: one <img>, in a <picture> where files of two types are offered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from sitegen.pictures.values import Picture, Version

#: How a picture that no reader sees at once is loaded; the first one of a page loses it again.
LAZY = ("loading", "lazy")


@dataclass(frozen=True, slots=True)
class Source:
    """Files of another type that browsers take where they know it."""

    type: str
    srcset: str
    sizes: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as templates print it; width and height in pixels.

    ``measured`` returns the size in bytes of the file at ``url``. ``srcset`` and ``sizes`` are
    empty where there is one file only.
    """

    url: str
    alt: str
    width: int
    height: int
    type: str
    measured: Callable[[], int]
    srcset: str = ""
    sizes: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def size(self) -> int:
        """Return the size in bytes."""
        return self.measured()

    @property
    def attributes(self) -> Mapping[str, str]:
        """Return the attributes of the <img>."""
        wanted = {
            "src": self.url,
            "srcset": self.srcset,
            "sizes": self.sizes,
            "width": str(self.width),
            "height": str(self.height),
        }
        return {"alt": self.alt, **{name: value for name, value in wanted.items() if value}}

    def __html__(self) -> str:
        """Return the whole element, for templates that print the picture itself."""
        image = _tag("img", {**self.attributes, LAZY[0]: LAZY[1]})
        if not self.sources:
            return image
        return f"<picture>{''.join(map(_source_tag, self.sources))}{image}</picture>"

    def __str__(self) -> str:
        return self.__html__()


def image_of(
    picture: Picture, alt: str, sizes: str, measured: Callable[[], int] | None = None
) -> Image:
    """Return a picture with its text alternative; ``sizes`` is how wide it is shown, as in HTML."""
    widest = picture.widest
    return Image(
        url=widest.url,
        alt=alt,
        width=widest.width,
        height=widest.height,
        type=picture.type,
        measured=measured or (lambda: widest.size),
        srcset=_srcset(picture.common) if picture.common[1:] else "",
        sizes=sizes if picture.common[1:] else "",
        sources=_sources(picture, sizes),
    )


def _sources(picture: Picture, sizes: str) -> tuple[Source, ...]:
    """Return what stands before the <img>: the newer type, which browsers take if they know it."""
    if not picture.newer:
        return ()
    several = sizes if picture.newer[1:] else ""
    return (Source(picture.newer[0].type, _srcset(picture.newer), several),)


def _srcset(versions: Sequence[Version]) -> str:
    """Return a list of files with their widths, or the one address. Source: HTML, 4.8.4.2.1."""
    if len(versions) == 1:
        return versions[0].url
    return ", ".join(f"{one.url} {one.width}w" for one in versions)


def source_attributes(source: Source) -> Mapping[str, str]:
    """Return the attributes of a <source>."""
    wanted = {"type": source.type, "srcset": source.srcset, "sizes": source.sizes}
    return {name: value for name, value in wanted.items() if value}


def _source_tag(source: Source) -> str:
    return _tag("source", source_attributes(source))


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    written = [f'{key}="{escape(value)}"' for key, value in attributes.items()]
    return f"<{' '.join([name, *written])}>"
