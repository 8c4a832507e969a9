"""Pages made of one file for each of several things: a report, a theme, a year.

A file with ``each: report`` in its front matter is no page itself. It makes a page of each report,
with the address that a file of the report's name beside it would have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, get_args, get_type_hints

from sitegen.diagnostics import Diagnostic
from sitegen.documents.page import Document
from sitegen.documents.records.all import Records
from sitegen.documents.records.report import PLURALS, Report
from sitegen.fields.slug import slug
from sitegen.schema.nearest import did_you_mean

_WORD = re.compile(r"\{(\w*)\}")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")

#: Front matter in which words of the things are filled in.
_FILLED = ("title", "description", "menu_title")
#: How many characters of a description search engines show.
_LONGEST_LEAD = 160


@dataclass(frozen=True)
class Item:
    """One of the things: the name of its file, what identifies it, and words to fill in.

    ``sound`` is False for a thing with mistakes in it: its page exists, and shows nothing.
    """

    name: str
    id: str
    words: Mapping[str, str]
    sound: bool = True


def expand(
    documents: Sequence[Document], records: Mapping[str, Records]
) -> tuple[tuple[Document, ...], tuple[Diagnostic, ...]]:
    """Put the pages that a file makes in its place, with the mistakes in such files."""
    pages: list[Document] = []
    found: list[Diagnostic] = []
    taken = {document.path for document in documents if not document.front.each}
    for document in documents:
        if not document.front.each:
            pages.append(document)
            continue
        items = tuple(_ITEMS[document.front.each](document, documents, records))
        wrong = tuple(_wrong_words(document, items))
        made = [_page(document, item) for item in items if not wrong]
        found += wrong
        found += [_taken(document, page.path) for page in made if page.path in taken]
        pages += [page for page in made if page.path not in taken]
    return tuple(pages), tuple(found)


def _page(document: Document, item: Item) -> Document:
    front = document.front
    path = PurePosixPath(document.path).with_name(f"{item.name}.md").as_posix()
    filled: dict[str, Any] = {key: _fill(getattr(front, key), item) for key in _FILLED}
    own = replace(front, **filled)
    sound = document.sound and item.sound
    return replace(document, path=path, front=own, item=item.id, sound=sound)


def _fill(text: str, item: Item) -> str:
    return _WORD.sub(lambda match: item.words[match.group(1)], text)


def _wrong_words(document: Document, items: Sequence[Item]) -> Iterator[Diagnostic]:
    known = items[0].words if items else {}
    for key in _FILLED:
        for word in _WORD.findall(getattr(document.front, key)) if items else ():
            if word not in known:
                near = did_you_mean(word, known) or f"known are {', '.join(known)}"
                message = f"there is no {{{word}}} in a page for each {document.front.each}"
                yield Diagnostic(document.yaml.span((key,)), "unknown-word", message, near)


def _taken(document: Document, path: str) -> Diagnostic:
    message = f"this makes a page {path}, but there is such a file"
    span = document.yaml.span(("each",))
    return Diagnostic(span, "duplicate-url", message, "rename the file or the record")


def _reports(
    _document: Document, _all: Sequence[Document], records: Mapping[str, Records]
) -> Iterator[Item]:
    sound = records["reports"].by_id()
    for id_ in records["reports"].ids:
        if report := sound.get(id_):
            words = {"title": report.name, "summary": report.summary, "lead": lead(report.summary)}
            yield Item(id_, id_, words)
        else:
            yield Item(id_, id_, dict.fromkeys(("title", "summary", "lead"), id_), sound=False)


def lead(text: str) -> str:
    """Return the sentences at the beginning of a text that fit into a description."""
    first, *others = _SENTENCE_END.split(text)
    for sentence in others:
        if len(first) + 1 + len(sentence) > _LONGEST_LEAD:
            break
        first += f" {sentence}"
    return first


def _values(key: str) -> Callable[..., Iterator[Item]]:
    def items(
        _document: Document, _all: Sequence[Document], records: Mapping[str, Records]
    ) -> Iterator[Item]:
        for value in dict.fromkeys(_written_values(records["reports"], key)):
            name = PLURALS.get(value, value)
            heading = name[:1].upper() + name[1:]
            yield Item(slug(value), value, {"name": name, "heading": heading})

    return items


def _written_values(reports: Records, key: str) -> Iterator[str]:
    """Yield the values of a key, those of reports with other mistakes in them too."""
    known = get_args(get_type_hints(Report)[key])
    for report in reports.yaml.value if isinstance(reports.yaml.value, list) else ():
        if isinstance(report, dict) and report.get(key) in known:
            yield report[key]


def _years(
    document: Document, all_: Sequence[Document], _records: Mapping[str, Records]
) -> Iterator[Item]:
    """Yield the years in which pages of the same folder are dated, be they public or not yet."""
    folder = PurePosixPath(document.path).parent
    dates = [one.front.date for one in all_ if folder in PurePosixPath(one.path).parents]
    for year in sorted({str(date.day.year) for date in dates if date}):
        yield Item(year, year, {"year": year})


_ITEMS: Mapping[str, Callable[..., Iterator[Item]]] = {
    "report": _reports,
    "theme": _values("theme"),
    "report kind": _values("kind"),
    "year": _years,
}
#: What a file can make a page for each of.
EACH = tuple(_ITEMS)
