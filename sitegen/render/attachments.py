"""Facts of files to download: type, size in bytes, pages of a PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

_TYPES = {".docx": "Word", ".xlsx": "Excel", ".odt": "OpenDocument text", ".md": "text"}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to download; ``size`` is in bytes, ``pages`` is None where nothing has pages."""

    url: str
    name: str
    type: str
    size: int
    pages: int | None


@lru_cache(maxsize=1024)
def attachment_facts(data: bytes, path: str, url: str) -> Attachment:
    """Read the facts from the bytes of a file."""
    name = PurePosixPath(path)
    pages = _pdf_pages(data) if name.suffix.lower() == ".pdf" else None
    return Attachment(url, name.name, _type(name), len(data), pages)


def made(path: str, size: int) -> Attachment:
    """Return the facts of a file that the build makes itself, by its output path."""
    name = PurePosixPath(path)
    return Attachment(f"/{path}", name.name, _type(name), size, None)


def _type(name: PurePosixPath) -> str:
    return _TYPES.get(name.suffix.lower(), name.suffix.removeprefix(".").upper())


def _pdf_pages(data: bytes) -> int | None:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        return len(PdfReader(io.BytesIO(data)).pages)
    except (PyPdfError, DependencyError):  # damaged, or encrypted
        return None
