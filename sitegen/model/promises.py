"""What `promises: true` in data/site.yaml asks of pages and records, beyond what every site needs.

These are matters of style and care, which a site may choose: all of them are warnings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields

from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document
from sitegen.documents.records.all import Records, promises_of
from sitegen.fields.web_address import slug

#: How many characters of a description search engines show, and how many say something.
SHORTEST, LONGEST = 50, 160

#: Front matter that is printed as it is, and the marks that would be printed with it.
_PLAIN = ("title", "menu_title", "description", "summary")
_MARKS = re.compile(r"\*\*[^*]+\*\*|\[[^\[\]]+\]\([^()]*\)|`[^`]+`")
_NAME = re.compile(r"[a-z0-9-]+(?:\.md)?")

#: Where something is, what is wrong, what to do.
_Finding = tuple[Span, str, str]


def broken(
    documents: Sequence[Document],
    loaded: Loaded,
    kind_of: Callable[[Document], str],
) -> Iterator[Diagnostic]:
    """Yield a warning for each promise that public pages and sound records do not keep."""
    if not loaded.config.promises:
        return
    found = {
        "file-name": _names(documents),
        "description": _descriptions(documents, loaded.records),
        "same-text": _repeated(documents),
        "plain-text": _marks(documents),
        "news": _news(documents, kind_of),
    }
    for rule, findings in found.items():
        for span, message, help_ in findings:
            yield Diagnostic(span, rule, message, help_, Severity.WARNING)
    for records in loaded.records.values():
        yield from promises_of(records)


def _names(documents: Sequence[Document]) -> Iterator[_Finding]:
    for source in dict.fromkeys(one.source for one in documents):
        for part in source.split("/")[1:]:
            if not _NAME.fullmatch(part):
                message = f"{part} is hard to type and to read out as a part of an address"
                help_ = f"rename it to {slug(part)}: small letters, digits and hyphens"
                yield Span(source), message, help_


def _descriptions(
    documents: Sequence[Document], records: Mapping[str, Records]
) -> Iterator[_Finding]:
    for document in documents:
        length = len(document.front.description)
        if document.sound and not SHORTEST <= length <= LONGEST:
            is_long = length > LONGEST
            message = (
                f"the description has {length} characters, and {SHORTEST} to {LONGEST} are "
                f"{'shown' if is_long else 'wanted'} where the page is found"
            )
            help_ = "say what is on the page, in a sentence or two"
            yield _written_as_description(document, records), message, help_


def _written_as_description(document: Document, records: Mapping[str, Records]) -> Span:
    """Return where the description of a page was written: that of a record may be in its text."""
    each, found = document.front.each, document.front.description
    if each is None or not each.records or each.by:
        return document.yaml.span(("description",))
    own = records[each.records]
    record = own.by_id()[document.item]
    texts = ((one.name, getattr(record, one.name)) for one in fields(record))
    key = next((name for name, text in texts if str(text).startswith(found)), "")
    return own.yaml.span((own.place(document.item), key) if key else (own.place(document.item),))


def _repeated(documents: Sequence[Document]) -> Iterator[_Finding]:
    for key in ("title", "description"):
        first: dict[str, Document] = {}
        for document in documents:
            other = first.setdefault(getattr(document.front, key).casefold(), document)
            if other is not document and document.sound and other.source != document.source:
                message = f"{other.source} has the same {key}"
                help_ = f"give each page a {key} of its own, by which people can tell them apart"
                yield document.yaml.span((key,)), message, help_


def _marks(documents: Sequence[Document]) -> Iterator[_Finding]:
    for source in {one.source: one for one in documents}.values():
        for key in _PLAIN:
            if source.sound and (found := _MARKS.search(getattr(source.front, key))):
                message = f"{found[0]} would be printed as it stands: {key} is plain text"
                yield source.yaml.span((key,)), message, "write it without marks of Markdown"


def _news(documents: Sequence[Document], kind_of: Callable[[Document], str]) -> Iterator[_Finding]:
    wanted = {
        "summary": "add a line summary: with what happened, in a sentence",
        "sources": "add a line sources: [ID] with an id of data/sources.yaml",
    }
    for document in documents:
        if document.sound and document.front.date and kind_of(document) == "news":
            for key, help_ in wanted.items():
                if not document.front.further.get(key, getattr(document.front, key, ())):
                    yield document.yaml.span(()), f"this piece of news has no {key}", help_
