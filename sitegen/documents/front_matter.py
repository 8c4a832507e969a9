"""Split a Markdown file into its YAML front matter and its body; what others call its keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic, Span
from sitegen.sources import decode, digest

_ADDRESS = (
    "the name of the file is the address: rename the file, and list an old address under aliases:"
)

#: Our key, and words for it, written small and without hyphens.
_SAME = {
    "title": ("heading", "name", "pagetitle"),
    "description": ("desc", "metadescription", "seodescription", "subtitle"),
    "summary": ("excerpt", "abstract", "intro", "teaser", "lead"),
    "date": ("published", "publishdate", "publisheddate", "publishedat", "pubdate", "created"),
    "updated": (
        "lastmod",
        "lastmodified",
        "lastmodifiedat",
        "modified",
        "lastupdated",
        "updatedat",
    ),
    "order": ("weight", "position", "navorder", "menuorder", "sidebarposition", "sortorder"),
    "aliases": ("redirectfrom", "redirects", "redirect", "oldurls"),
    "menu_title": ("linktitle", "navtitle", "shorttitle", "sidebarlabel", "sidebartitle"),
    "kind": ("type", "pagetype"),
    "layout": ("template",),
    "lang": ("language", "locale"),
}
_OTHERS = {
    **dict.fromkeys(("permalink", "slug", "url", "path", "address"), _ADDRESS),
    **dict.fromkeys(
        ("hidden", "unlisted", "unpublished", "isdraft"),
        "write draft: true to keep the page back",
    ),
    "": "put it under meta:, which is free: a line meta:, and below it, indented by two spaces, "
    "this line",
}


def keys_called(words: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield each word that is written for one of our keys, with what to do about it."""
    for ours, others in words.items():
        yield from ((word, f"it is called {ours} here: write {ours}:") for word in others)


#: What to do about a key by its name, and about one that nobody knows by "".
HELPS: Mapping[str, str] = {
    **dict(keys_called(_SAME)),
    **_OTHERS,
}


_FENCE = "---"
_END = re.compile(rf"\n{_FENCE}[^\S\n]*(?:\n|\Z)")
#: Dashes of any kind and number, as editors and word processors make of the fence.
_NEARLY = re.compile(r"\s*(?:[-\u2010-\u2015]+|\.\.\.)\s*")


@dataclass(frozen=True, slots=True)
class Split:
    """The two parts of a file; the front matter starts on line 2, the body on ``body_line``."""

    front: str
    body: str
    body_line: int
    diagnostics: tuple[Diagnostic, ...] = ()


def split_front_matter(text: str, path: str) -> Split:
    """Split at the two lines ``---``; a file without them, or with only one, is a mistake."""
    first = text.partition("\n")[0]
    if first.rstrip() != _FENCE:
        return Split("", text, 1, (_not_begun(text.split("\n"), path),))
    end = _END.search(text, len(first))
    if end is None:
        lines = text.split("\n")
        return Split("", "", len(lines), (_not_closed(lines, path),))
    front, body = text[len(first) + 1 : end.start()], text[end.end() :]
    return Split(front, body, text.count("\n", 0, end.start()) + 3)


def front_digest(data: bytes, path: str) -> str:
    """Return a digest of all that a page is but its text; of a file without front matter, of it."""
    split = split_front_matter(decode(data), path)
    return digest(data if split.diagnostics else split.front.encode())


def _not_begun(lines: list[str], path: str) -> Diagnostic:
    written = [number for number, line in enumerate(lines, start=1) if line.strip()]
    if written and _NEARLY.fullmatch(lines[written[0] - 1]):
        message = "the front matter has to begin in the first line, with --- and nothing else"
        help_ = "delete what stands before ---" if written[0] > 1 else "write this line as ---"
        return Diagnostic(Span(path, written[0]), "front-matter", message, help_)
    help_ = "begin the file with a line ---, then title: and description:, then a line ---"
    return Diagnostic(Span(path), "front-matter", "the front matter is missing", help_)


def _not_closed(lines: list[str], path: str) -> Diagnostic:
    message = "the front matter is not closed"
    for number, line in enumerate(lines[1:], start=2):
        if _NEARLY.fullmatch(line):
            help_ = "write this line as ---, with nothing before or after it"
            return Diagnostic(Span(path, number), "front-matter", message, help_)
    return Diagnostic(Span(path), "front-matter", message, "put a line --- after its last key")
