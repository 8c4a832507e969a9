"""Facts of files to download: type, size in bytes, and what a PDF says of itself."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sitegen.errors import is_engine_fault

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

# Without a handler, Python would print each oddity of a PDF that pypdf copes with.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_TYPES = {".docx": "Word", ".xlsx": "Excel", ".odt": "OpenDocument text", ".md": "text"}


@dataclass(frozen=True, slots=True)
class Pdf:
    """What a PDF says of itself. ``language`` is a tag as in BCP 47, or "" if it names none.

    ``tagged`` tells whether screen readers find its structure. Source: ISO 32000-1, 14.7 to 14.9.
    """

    pages: int
    title: str
    language: str
    tagged: bool


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to download; ``size`` is in bytes, ``pages`` is None where nothing has pages.

    ``pdf`` is None for other files, and for one that is damaged or locked. Of a file that the build
    makes itself there is no ``sha256``.
    """

    url: str
    name: str
    type: str
    size: int
    sha256: str = ""
    pdf: Pdf | None = None

    @property
    def pages(self) -> int | None:
        """Return the number of pages, where there are any."""
        return self.pdf.pages if self.pdf else None


@lru_cache(maxsize=1024)
def attachment_facts(data: bytes, path: str, url: str) -> Attachment:
    """Read the facts from the bytes of a file."""
    name = PurePosixPath(path)
    pdf = _pdf(data) if is_pdf(path) else None
    return Attachment(url, name.name, _type(name), len(data), sha256(data).hexdigest(), pdf)


def made(path: str, size: int) -> Attachment:
    """Return the facts of a file that the build makes itself, by its output path."""
    name = PurePosixPath(path)
    return Attachment(f"/{path}", name.name, _type(name), size)


def _type(name: PurePosixPath) -> str:
    return _TYPES.get(name.suffix.lower(), name.suffix.removeprefix(".").upper())


def is_pdf(path: str) -> bool:
    """Whether, by its name, a file is a PDF."""
    return path.lower().endswith(".pdf")


def _pdf(data: bytes) -> Pdf | None:
    """Return what a PDF says, or None for one that is encrypted, damaged or of another kind."""
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        root, information = reader.root_object, reader.metadata
        title, language = information.title if information else "", _value(root, "/Lang")
        return Pdf(len(reader.pages), str(title or ""), str(language or ""), _is_tagged(root))
    except Exception as error:  # pypdf fails at damaged files in many ways
        if is_engine_fault(error, str(Path(pypdf.__file__).parent)):
            raise
        return None


def _is_tagged(root: DictionaryObject) -> bool:
    marks = _value(root, "/MarkInfo")
    marked = marks.get("/Marked") if isinstance(marks, dict) else None
    return "/StructTreeRoot" in root and marked == True  # noqa: E712 - pypdf's own boolean


def _value(root: DictionaryObject, key: str) -> object:
    return root[key] if key in root else None  # noqa: SIM401 - get() would not follow references
