"""A built site as it was published: pages, rows of data and other files, read from its bytes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sitegen.compare.page import SeenPage, plain_name, read_page, sent_size
from sitegen.diagnostics import Diagnostic
from sitegen.errors import SitegenError
from sitegen.output.build_json import BILL_PATH as BILL
from sitegen.output.build_json import PATH as RECORD
from sitegen.output.companions import CODINGS
from sitegen.output.folder import stat_outputs
from sitegen.render.formats import as_meant
from sitegen.safe_text import safe
from sitegen.sources import digest

#: Social cards, whose name is a digest.
_UNTOLD = re.compile(r"(?:.*/)?[0-9a-f]{20,}\.[a-z]+")
#: What no visitor meets: lists of all files and packages, and other forms of what is there anyway.
_LISTS = (RECORD, BILL)
_FORMS = tuple(ending for ending, _ in CODINGS.values())
_CANONICAL = re.compile(rb'<link rel="canonical" href="([^"]+)"')
_PACKED = ("html", "css", "js", "svg", "xml", "txt", "json", "csv", "ics", "bib", "ris")

#: Kinds of files by their types, in the order in which weights are told.
KINDS = {
    "pages": ("html",),
    "style sheets": ("css",),
    "scripts": ("js",),
    "fonts": ("woff2", "woff", "ttf", "otf"),
    "pictures": ("jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "ico"),
    "other files": (),
}


class NoBuiltSiteError(SitegenError):
    """A folder that was named holds no built site."""


#: The cells of a row of data by the headings of their columns.
Row = Mapping[str, str]
#: Files of the site's records: a row for each, the first column of which is its id.
_TABLE = re.compile(r"data/([^/]+)\.csv")


@dataclass(frozen=True, slots=True)
class File:
    """A file that is no page: its size in bytes as hosts send it, and its digest."""

    size: int
    digest: str


@dataclass(frozen=True)
class Published:
    """What was published, by root path, by table and id, by plain file name; and mistakes."""

    pages: Mapping[str, SeenPage]
    redirects: Mapping[str, str]
    rows: Mapping[tuple[str, str], Row]
    files: Mapping[str, File]
    weights: Mapping[str, int]
    findings: tuple[Diagnostic, ...] = ()
    base_path: str = ""


def read_folder(folder: Path) -> Mapping[str, bytes]:
    """Return the bytes of every file of a built site; raise NoBuiltSiteError if it is none."""
    paths = [path for path, (size, *_) in stat_outputs(folder).items() if size >= 0]
    if not any(path.endswith(".html") for path in paths):
        raise NoBuiltSiteError(f"{safe(str(folder))} holds no built site: no page is in it")
    return {path: (folder / path).read_bytes() for path in sorted(paths)}


def read(outputs: Mapping[str, bytes], findings: tuple[Diagnostic, ...] = ()) -> Published:
    """Read a built site from the bytes of its files by their paths."""
    outputs = {path: data for path, data in outputs.items() if not _is_companion(path, outputs)}
    base_path = _base_path(outputs)
    found = [
        read_page(_address(path), data, base_path)
        for path, data in outputs.items()
        if path.endswith(".html")
    ]
    return Published(
        pages={page.address: page for page in found if not page.leads_to},
        redirects={page.address: page.leads_to for page in found if page.leads_to},
        rows=_rows(outputs),
        files={
            plain_name(path): File(_size(path, data), digest(data))
            for path, data in outputs.items()
            if not path.endswith(".html") and not _UNTOLD.fullmatch(path)
        },
        weights=_weights(outputs),
        findings=findings,
        base_path=base_path,
    )


def _is_companion(path: str, outputs: Mapping[str, bytes]) -> bool:
    """Whether a file only stands beside the site's own."""
    of, dot, ending = path.rpartition(".")
    return path in _LISTS or (f"{dot}{ending}" in _FORMS and of in outputs)


def _address(path: str) -> str:
    return "/" + (path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path)


def _base_path(outputs: Mapping[str, bytes]) -> str:
    """Return the path under which the site lives, which its front page says."""
    found = _CANONICAL.search(outputs.get("index.html", b""))
    return urlsplit(found[1].decode()).path.rstrip("/") if found else ""


def _rows(outputs: Mapping[str, bytes]) -> dict[tuple[str, str], Row]:
    """Return the rows of all records that are published as tables, by table and id."""
    found: dict[tuple[str, str], Row] = {}
    for path, data in outputs.items():
        if table := _TABLE.fullmatch(path):
            text = io.StringIO(data.decode("utf-8-sig", "replace"), newline="")
            for row in csv.DictReader(text, restval=""):
                cells = {name: as_meant(cell) for name, cell in row.items() if name}
                found[table[1], cells.pop("id", "")] = cells
    return found


def _weights(outputs: Mapping[str, bytes]) -> dict[str, int]:
    weights = dict.fromkeys(KINDS, 0)
    for path, data in outputs.items():
        weights[_kind(path)] += _size(path, data)
    return weights


def _size(path: str, data: bytes) -> int:
    return sent_size(data) if path.rpartition(".")[2] in _PACKED else len(data)


def _kind(path: str) -> str:
    ending = path.rpartition(".")[2]
    return next((kind for kind, endings in KINDS.items() if ending in endings), "other files")
