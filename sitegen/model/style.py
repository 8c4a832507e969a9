"""What `promises: true` in data/site.yaml asks, and the places that are excused from such a rule.

These are matters of style and care, which a site may choose: all of them are warnings. An excuse is
``allow RULE: reason`` in a comment: in Markdown ``<!-- allow capitals: its name is written so -->``
is for the paragraph that it stands in or before, in YAML ``# allow description: …`` is for its own
line, or the one below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from sitegen.diagnostics import Diagnostic, Severity, Span, count
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document
from sitegen.documents.records import Records, promises_of
from sitegen.fields.web_address import slug
from sitegen.model.kinds import Kinds
from sitegen.rules import RULES, STYLE, known
from sitegen.schema.did_you_mean import did_you_mean
from sitegen.schema.yaml_text import Location
from sitegen.user_models.hooks import answers, is_mistake

RULE = "excuse"
#: What a site may hold its texts to, and may excuse a place from.
EXCUSABLE = frozenset((*(id_ for place in STYLE for id_ in RULES[place]), "voice"))

_IN_MARKDOWN = re.compile(r"<!--[ \t]*allow[ \t]+([\w-]+)[ \t]*(?::[ \t]*(.*?))?[ \t]*-->")
_IN_YAML = re.compile(
    r"(?:^|(?<=\s))#[ \t]*allow[ \t]+([\w-]+)[ \t]*(?::[ \t]*(.*?))?[ \t]*$", re.MULTILINE
)


@dataclass(frozen=True)
class Excuse:
    """An excuse from a rule for the lines ``first`` to ``last`` of a file; where it stands."""

    rule: str
    reason: str
    first: int
    last: int
    span: Span

    def covers(self, found: Diagnostic) -> bool:
        """Whether a finding is what it is for."""
        return found.rule == self.rule and self.first <= found.span.line <= self.last


#: Returns the first and the last line (from 0) that a comment in a line excuses.
_Reach = Callable[[Sequence[str], int], tuple[int, int]]


def in_markdown(text: str, path: str, first_line: int) -> tuple[Excuse, ...]:
    """Return the excuses in the text of a page, in which code is blanked out."""
    return tuple(_excuses(_IN_MARKDOWN, _of_paragraph, text, path, first_line))


def in_yaml(text: str, path: str, first_line: int = 1) -> tuple[Excuse, ...]:
    """Return the excuses in front matter or in a file of data."""
    return tuple(_excuses(_IN_YAML, _of_line, text, path, first_line)) if "allow" in text else ()


def _excuses(
    form: re.Pattern[str], reach: _Reach, text: str, path: str, first_line: int
) -> Iterator[Excuse]:
    lines = text.split("\n")
    for found in form.finditer(text):
        line = text.count("\n", 0, found.start())
        column = found.start() - text.rfind("\n", 0, found.start())
        span = Span(path, first_line + line, column, len(found[0]))
        first, last = reach(lines, line)
        yield Excuse(found[1], found[2] or "", first_line + first, first_line + last, span)


def _of_paragraph(lines: Sequence[str], line: int) -> tuple[int, int]:
    first = last = line
    while first > 0 and lines[first - 1].strip():
        first -= 1
    is_alone = lines[line].strip().startswith("<!--") and lines[line].strip().endswith("-->")
    while is_alone and last + 1 < len(lines) and not lines[last + 1].strip():
        last += 1
    while last + 1 < len(lines) and lines[last + 1].strip():
        last += 1
    return first, last


def _of_line(lines: Sequence[str], line: int) -> tuple[int, int]:
    is_alone = lines[line].lstrip().startswith("#")
    return line, line + is_alone


def settled(found: Sequence[Diagnostic], excuses: Sequence[Excuse]) -> Iterator[Diagnostic]:
    """Yield the findings that no excuse is for, and what is wrong with the excuses."""
    sound = [one for one in excuses if one.reason and one.rule in EXCUSABLE]
    used = {one for one in sound for finding in found if one.covers(finding)}
    yield from (one for one in found if not any(excuse.covers(one) for excuse in used))
    for excuse in excuses:
        if excuse not in used:
            yield _wrong(excuse)


def _wrong(excuse: Excuse) -> Diagnostic:
    if excuse.rule not in EXCUSABLE:
        there = known(excuse.rule)
        message = f"there is no rule {excuse.rule}"
        if there:
            message = f"nothing can be excused from {excuse.rule}, which is no matter of style"
        help_ = did_you_mean(excuse.rule, EXCUSABLE)
        return Diagnostic(excuse.span, RULE, message, help_ or "delete the comment")
    if not excuse.reason:
        message = f"this excuse from {excuse.rule} gives no reason"
        help_ = f"write it behind a colon: allow {excuse.rule}: the Act has this name"
        return Diagnostic(excuse.span, RULE, message, help_)
    message = f"nothing here breaks the rule {excuse.rule} any more"
    return Diagnostic(excuse.span, RULE, message, "delete the comment", Severity.WARNING)


#: How many characters of a description search engines show, and how many say something.
SHORTEST, LONGEST = 50, 160

#: Front matter that is printed as it is, and the marks that would be printed with it.
_PLAIN = ("title", "menu_title", "description", "summary")
_MARKS = re.compile(r"\*\*[^*]+\*\*|\[[^\[\]]+\]\([^()]*\)|`[^`]+`")
_NAME = re.compile(r"[a-z0-9-]+(?:\.md)?")

#: Where something is, what is wrong, what to do.
_Finding = tuple[Span, str, str]


def broken_promises(
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
    asked += [((), own) for own in kinds.without_keys(kinds.kind_of(document))]
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
