"""Pages made of one file for each of several things: a record, or what some have in common.

A file with ``each: {records: NAME}`` in its front matter is no page itself. It makes a page of each
record of data/NAME.yaml, with the address that a file of the record's id beside it would have; with
``by: KEY`` one for each value of that key; with ``each: {pages: KIND, by: KEY}`` one for each value
that pages of a kind have under it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from sitegen.diagnostics import Diagnostic
from sitegen.documents.load import Loaded
from sitegen.documents.page import EACH_FORM, Document, Each
from sitegen.documents.records import Records
from sitegen.model.entries import Entries, Entry, Grouping, keys_of_pages, keys_of_records
from sitegen.model.kinds import Kinds
from sitegen.schema.did_you_mean import did_you_mean
from sitegen.schema.yaml_text import Location
from sitegen.user_models.declared import Models

_WORD = re.compile(r"\{(\w*)\}")

#: Front matter in which words of the things are filled in.
_FILLED = ("title", "description", "menu_title")


def expand(loaded: Loaded, kinds: Kinds) -> tuple[Loaded, tuple[Diagnostic, ...]]:
    """Put the pages that a file makes in its place, with the mistakes in such files."""
    written = [one for one in loaded.documents if one.front.each is None]
    if len(written) == len(loaded.documents):
        return loaded, ()
    made = _Expansion(loaded, kinds, written)
    for document in loaded.documents:
        made.take(document)
    return replace(loaded, documents=tuple(made.pages)), tuple(made.found)


class _Expansion:
    """The pages so far, each at an address of its own, and the mistakes found so far."""

    def __init__(self, loaded: Loaded, kinds: Kinds, written: Sequence[Document]) -> None:
        self.pages: list[Document] = []
        self.found: list[Diagnostic] = []
        self._loaded = loaded
        self._kinds = kinds
        self._first = {one.path.casefold(): one for one in written}
        of_site = (written, loaded.records, loaded.models)
        self._grouping = Grouping(*of_site, kinds.kind_of)

    def take(self, document: Document) -> None:
        """Add a page, or those that a file makes."""
        each = document.front.each
        if each is None:
            self.pages.append(document)
            return
        wrong = tuple(_wrong(each, self._loaded, self._kinds))
        self.found += [
            Diagnostic(document.yaml.span(at), rule, message, help_)
            for at, rule, message, help_ in wrong
        ]
        made, mistakes = ((), ()) if wrong else _made(document, each, self._grouping)
        self.found += mistakes
        for page in made:
            first = self._first.setdefault(page.path.casefold(), page)
            if first is page:
                self.pages.append(page)
            else:
                self.found.append(_taken(document, page, first))


def _made(
    document: Document, each: Each, grouping: Grouping
) -> tuple[Iterable[Document], tuple[Diagnostic, ...]]:
    used = {word for key in _FILLED for word in _WORD.findall(getattr(document.front, key))}
    entries = grouping.entries(each, used)
    wrong = tuple(_wrong_words(document, each, entries))
    pages = () if wrong else (_page(document, entry) for entry in entries.all)
    return pages, (*wrong, *entries.mistakes)


def _page(document: Document, entry: Entry) -> Document:
    front = document.front
    path = PurePosixPath(document.path).with_name(f"{entry.name}.md").as_posix()
    filled: dict[str, Any] = {key: _fill(getattr(front, key), entry) for key in _FILLED}
    return replace(
        document,
        path=path,
        front=replace(front, **filled),
        item=entry.id,
        entries=entry.members,
        sound=document.sound and entry.sound,
    )


def _fill(text: str, entry: Entry) -> str:
    return _WORD.sub(lambda match: entry.words[match.group(1)], text)


def _wrong_words(document: Document, each: Each, entries: Entries) -> Iterator[Diagnostic]:
    for key in _FILLED:
        for word in _WORD.findall(getattr(document.front, key)):
            if word not in entries.words:
                message, help_ = f"there is no {{{word}}} in {each}", _near(word, entries.words)
                yield Diagnostic(document.yaml.span((key,)), "unknown-word", message, help_)


#: What is wrong with the key ``each``: its place, rule, message and help.
_Wrong = tuple[Location, str, str, str]


def _wrong(each: Each, loaded: Loaded, kinds: Kinds) -> Iterator[_Wrong]:
    """Yield what is wrong with the key itself: a list, a kind or a key that does not exist."""
    if bool(each.records) == bool(each.pages):
        yield ("each",), "wrong-type", "each names either records or pages", EACH_FORM
    elif each.pages and not each.by:
        message = "by is missing: each page of a kind is a page already"
        help_ = "add by: year, or another key by which they differ"
        yield ("each",), "missing-key", message, help_
    else:
        yield from _unknown(each, loaded, kinds)


def _unknown(each: Each, loaded: Loaded, kinds: Kinds) -> Iterator[_Wrong]:
    if each.records and each.records not in loaded.records:
        message, help_ = f"there are no records {each.records}", _near(each.name, loaded.records)
        yield ("each", "records"), "unknown-collection", message, help_
    elif each.pages and each.pages not in kinds.known:
        message, help_ = f"no kind {each.pages}", _near(each.pages, sorted(kinds.known))
        yield ("each", "pages"), "unknown-kind", message, help_
    elif each.by and each.by not in (keys := _keys(each, loaded.records, loaded.models)):
        message = f"{each.name} cannot be grouped by {each.by}"
        yield ("each", "by"), "unknown-key", message, _near(each.by, keys)


def _keys(each: Each, records: Mapping[str, Records], models: Models) -> Collection[str]:
    if each.records:
        return keys_of_records(records[each.records].schema)
    return keys_of_pages(models, each.pages)


def _near(name: str, names: Collection[str]) -> str:
    return did_you_mean(name, names) or f"known are {', '.join(names)}"


def _taken(document: Document, page: Document, first: Document) -> Diagnostic:
    span = document.yaml.span(("each",))
    if not first.item:
        message = f"this makes a page {page.path}, but there is such a file"
        return Diagnostic(span, "duplicate-url", message, "rename the file or the record")
    where = "" if first.source == document.source else f" of {first.source}"
    message = f"{page.item} and {first.item}{where} would both make the page {page.path}"
    return Diagnostic(span, "duplicate-url", message, "rename one of the two")
