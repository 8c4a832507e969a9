"""Texts in compressed form beside themselves, for hosts that send such a file as it is.

The same text gives the same bytes each time: nothing of the time or the computer is in them. Only
another version of zlib or Brotli may make others of the same text.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Mapping

from sitegen.errors import SitegenError
from sitegen.program import installing

#: Types of files that get smaller.
_TEXTS = (
    *(".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".csv", ".ics"),
    *(".bib", ".ris", ".vtt", ".webmanifest"),
)
_BEST = 9
#: What a small file would gain is less than a request costs. In bytes.
_SMALLEST = 512


class NoBrotliError(SitegenError):
    """Brotli is asked for and not installed."""


def is_text(path: str) -> bool:
    """Whether a file is of a type that is compressed."""
    return path.endswith(_TEXTS)


def is_large(data: bytes) -> bool:
    """Whether there is something to gain."""
    return len(data) >= _SMALLEST


def _gzip(data: bytes) -> bytes:
    # Not gzip.compress(): what it says of the system differs between versions of Python.
    packed = io.BytesIO()
    with gzip.GzipFile("", "wb", _BEST, packed, mtime=0) as file:
        file.write(data)
    return packed.getvalue()


def _brotli(data: bytes) -> bytes:
    try:
        import brotli
    except ImportError:
        raise NoBrotliError(
            "data/hosting.yaml asks for compressed: brotli, which is not installed. Install it:\n"
            f"  {installing('compressed', 'brotli')}\nor leave brotli out there."
        ) from None
    packed: bytes = brotli.compress(data, mode=brotli.MODE_TEXT)
    return packed


#: By its name in data/hosting.yaml: the ending of the files, and what makes them.
CODINGS: Mapping[str, tuple[str, Callable[[bytes], bytes]]] = {
    "brotli": (".br", _brotli),
    "gzip": (".gz", _gzip),
}
