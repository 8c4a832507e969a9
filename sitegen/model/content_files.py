"""Files in content/: names that make no page or no address, and types that are not published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from sitegen.diagnostics import Diagnostic, Span
from sitegen.fields.web_address import slug
from sitegen.file_names import fault_of
from sitegen.sources import InputFile

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LISTED = """
    jpg jpeg png gif webp avif heic heif svg
    mp3 m4a ogg mp4 webm vtt srt
    pdf epub csv ics vcf
    """
#: Pictures, sound and film, and what visitors take away: documents, tables, dates, addresses.
_TYPES = frozenset(_LISTED.split())

_DOCUMENTS = """
    html htm xhtml xht shtml mhtml mht xml xsl xslt svgz hta swf jar wasm php asp aspx jsp cgi
    """
#: Endings of documents in which browsers, or what they hand them to, run scripts.
DOCUMENTS = frozenset(_DOCUMENTS.split())
#: What pages load from assets/ under names that follow the content; beside pages it is nothing.
PARTS = frozenset(("js", "mjs", "cjs", "css"))
#: What is told elsewhere: pages with a slip in their ending, and what could run.
_TOLD_ELSEWHERE = DOCUMENTS | PARTS | {"md", "markdown", "mdown", "mdx"}

_HELPS = {
    "write the text into a page, a file that ends in .md, or save it as a PDF": (
        "docx doc docm dotx odt ott rtf pages wpd tex txt rst adoc gdoc pptx ppt odp key"
    ),
    "save it as a picture for the web: JPEG, PNG or WebP": (
        "psd ai eps tif tiff bmp indd xcf sketch fig raw cr2 nef dng jfif"
    ),
    "save the table as CSV": "xlsx xls xlsm ods numbers",
}
_HELP_OF = {ending: help_ for help_, endings in _HELPS.items() for ending in endings.split()}


def unlisted(files: Iterable[InputFile], more: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a mistake for each file beside pages of a type that is not listed.

    ``more`` are the types that the site allows besides, as endings without a dot.
    """
    allowed = _TYPES.union(one.lower().lstrip(".") for one in more) | _TOLD_ELSEWHERE
    for file in files:
        if file.path.endswith(".md"):  # of thousands of files most are pages
            continue
        path = PurePosixPath(file.path)
        ending = path.suffix.lower().removeprefix(".")
        is_hidden = any(part.startswith(".") for part in path.parts)
        if ending not in allowed and not is_hidden and not file.path.endswith(".md.txt"):
            what = f"a file .{ending}" if ending else "a file without an ending"
            message = f"{what} is not published beside pages"
            yield Diagnostic(Span(file.path), "file-type", message, _help(ending))


def _help(ending: str) -> str:
    first = _HELP_OF.get(ending, "move it out of content/")
    return (
        f"{first}; or list {ending} under published_types: in data/site.yaml" if ending else first
    )


def bad_names(files: Iterable[InputFile]) -> tuple[Diagnostic, ...]:
    """Report names in content/ that make no pages, or addresses which break when copied."""
    files = tuple(files)
    return (*_nearly_pages(files), *_unfit(files))


def _nearly_pages(files: Iterable[InputFile]) -> Iterator[Diagnostic]:
    for file in files:
        name = file.path.rpartition("/")[2]
        if name.endswith(".md") and (name == "index.md" or name.lower() != "index.md"):
            continue  # of thousands of files most are pages
        stem = re.sub(r"\.(?:md|markdown|mdown|mdx)(?:\.txt)?$", "", name, flags=re.IGNORECASE)
        wanted = f"{'index' if stem.lower() == 'index' else stem}.md"
        if name not in (stem, wanted):
            message = f"{name} makes no page: pages end in .md, landing pages are index.md"
            yield Diagnostic(Span(file.path), "file-name", message, f"rename it to {wanted}")


def _unfit(files: Iterable[InputFile]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            Span(file.path),
            "file-name",
            f"{part} cannot be part of an address",
            f"rename it to {slug(part)}",
        )
        for file in files
        for part in file.path.split("/")
        if not _NAME.fullmatch(part) and fault_of(part) is None
    )
