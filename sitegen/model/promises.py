"""What `promises: true` in data/site.yaml asks of pages and records, beyond what every site needs.

These are matters of style and care, which a site may choose: all of them are warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import partial
from typing import Any

from sitegen.diagnostics import Diagnostic, Severity, Span, count
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document
from sitegen.documents.records import Records, promises_of
from sitegen.fields.web_address import slug
from sitegen.model.kinds import Kinds
from sitegen.modelling.hooks import answers, is_mistake
from sitegen.schema.yaml_text import Location

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
    kinds: Kinds,
) -> Iterator[Diagnostic]:
    """Yield a warning for each promise that public pages and sound records do not keep."""
    if not loaded.config.promises:
        return
    found = {
        "file-name": _names(documents),
        "description": _descriptions(documents, loaded.records),
        "same-text": _repeated(documents),
        "plain-text": _marks(documents),
    }
    for rule, findings in found.items():
        for span, message, help_ in findings:
            yield Diagnostic(span, rule, message, help_, Severity.WARNING)
    for document in documents:
        yield from _of_types(document, kinds)
    for records in loaded.records.values():
        yield from promises_of(records)


def _of_types(document: Document, kinds: Kinds) -> Iterator[Diagnostic]:
    """Yield what the types of a page promise of it."""
    asked: list[tuple[Location, Any]] = [((key,), own) for key, own in document.front.own.items()]
    asked += [((), own) for own in kinds.without_keys(document)]
    for at, own in asked if document.sound else ():
        about = partial(str, document.source)
        found, failed = answers(own.promises, (document.front,), is_mistake, about)
        yield from failed
        for one in found:
            span = document.yaml.span((*at, *one.at))
            yield Diagnostic(span, one.rule, one.message, one.help, Severity.WARNING)


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
            wanted = "shown" if length > LONGEST else "wanted"
            message = (
                f"the description has {count(length, 'character')}, and {SHORTEST} to {LONGEST} "
                f"are {wanted} where the page is found"
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
