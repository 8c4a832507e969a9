"""Shortcodes: ``[[code:ID]]`` in a text puts in what the site keeps under that id.

What begins like one and is none is told, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from sitegen.config import PATH as CONFIG
from sitegen.diagnostics import Finding
from sitegen.documents.records import NOT_LISTED
from sitegen.documents.site_file import no_fact
from sitegen.fields.shortcodes import (
    FACT,
    PATTERN,
    TAG,
    Block,
    Expansion,
    Explained,
    forms,
    half,
    not_whole,
    words_lost,
)
from sitegen.incremental.reads import Reads
from sitegen.model.site_hooks import inline_codes, list_named, record_of, replacement
from sitegen.model.types import Site
from sitegen.render.markup.explained_words import placeholder, put_text
from sitegen.render.markup.findings import Found, InText, What
from sitegen.schema.did_you_mean import did_you_mean
from sitegen.sources import Snapshot
from sitegen.user_models.declared import is_own_hook


@dataclass(frozen=True)
class Html:
    """What a shortcode puts in as it is: a block, or a piece of a line."""

    text: str


@dataclass(frozen=True)
class Asked:
    """One shortcode of a page, and what it may use: the site, the record of reads, the findings.

    ``words`` stand after the bar, ``written`` is the whole of it, ``alone`` tells whether nothing
    else stands in the same paragraph.
    """

    id: str
    words: str
    written: str
    site: Site
    snapshot: Snapshot
    reads: Reads
    found: Found
    alone: bool

    def note(self, rule: str, message: str, help_: str, what: What = What.SHORTCODE) -> None:
        """Note a mistake at this shortcode, or at those of its kind that it is one of."""
        self.found.findings.append(InText(Finding(rule, message, help_), self.written, what=what))


#: What is put in: text, an element, HTML as it is.
Result = str | Element | Html


class Shortcodes(InlineProcessor):
    """Replaces shortcodes in a text, code aside. ``answer`` is set for each page."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(PATTERN, md)
        self.answer: Callable[[str, str, str, str, bool], Result] = lambda *_: ""

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name and base type
        self,
        m: re.Match[str],
        data: str,
    ) -> tuple[str | Element, int, int]:
        """Put the answer in the place of what was matched."""
        result = self.answer(m[1], m[2], m[3] or "", m[0], data.strip() == m[0])
        if isinstance(result, Html):
            result = self.md.htmlStash.store(result.text)
        return result, m.start(0), m.end(0)


def answer(code: str, asked: Asked) -> Result:
    """Return what a shortcode stands for; one that stands for nothing is a mistake."""
    codes = asked.site.models.shortcodes
    if code not in codes and code != FACT:
        help_ = did_you_mean(code, (*codes, FACT)) or forms(codes)
        asked.note("unknown-shortcode", f"there is no [[{code}:…]]", help_)
        return ""
    if not asked.id:
        asked.note(*not_whole(asked.written, codes))
        return ""
    return _fact(asked) if code == FACT else _of_record(code, asked)


def _of_record(code: str, asked: Asked) -> Result:
    """Return what a record's own hook says that its shortcode puts in."""
    record, name = record_of(asked.site, code, asked.id), list_named(asked.site.models, code)
    asked.reads.note(("record", name, asked.id), record)
    if not asked.alone and code not in inline_codes(asked.site.models):
        message = f"a {code} stands in a line of its own"
        asked.note("block-in-line", message, "put empty lines around it", What.IN_LINE)
    if record is None:
        _note_unknown(asked, code, name)
        return asked.words
    asked.found.named.add((code, asked.id))
    if asked.words and not is_own_hook(type(record), "as_inline"):
        asked.note(*words_lost(asked.written))
    result = _expansion(code, asked)
    return asked.words if result is None else _put_in(f"{code}:{asked.id}", result)


def _expansion(code: str, asked: Asked) -> Expansion | None:
    found, failed = replacement(asked.site, asked.snapshot, code, asked.id, asked.words)
    if failed or code not in asked.site.models.words_of:  # words are those of the record alone
        asked.reads.note(("shortcode", code, asked.id, asked.words), failed or found)
    asked.found.failures += failed
    for one in found.printed if isinstance(found, Block) else ():
        asked.reads.note(("record", one.collection, one.id), one)
    return found


def _put_in(record: str, found: Expansion) -> Result:
    if isinstance(found, str):
        return found
    if isinstance(found, Block):
        return Html(found.html)
    if isinstance(found, Explained):
        return placeholder(record, found)
    link = Element("a", {"href": found.url})
    link.text = AtomicString(found.words)
    return link


def _note_unknown(asked: Asked, code: str, name: str) -> None:
    if asked.site.has_mistakes(name):
        return
    help_ = did_you_mean(asked.id, asked.site.records[name]) or NOT_LISTED.format(subject=name)
    asked.note(f"unknown-{code}", f"there is no {code} {asked.id}", help_)


def _fact(asked: Asked) -> Result:
    facts = asked.site.facts
    fact = facts.get(asked.id)
    asked.reads.note(("site_fact", asked.id), fact)
    if fact is None:
        if CONFIG not in asked.site.broken:
            asked.note(*no_fact(asked.id, facts))
        return asked.words
    if not fact.url:
        return asked.words or fact.text
    link = Element("a", {"href": fact.url})
    link.text = AtomicString(asked.words or fact.text)
    return link


class PlainInLinks(Treeprocessor):
    """Prints a fact as plain words where it stands in a link, which cannot hold another."""

    def run(self, root: Element) -> None:
        """Go through all links."""
        for outer in list(root.iter("a")):
            for parent in list(outer.iter()):
                for inner in [one for one in parent if one.tag == "a"]:
                    put_text(parent, inner)


class HalfShortcodes(InlineProcessor):
    """Notes what begins like a shortcode and is none; ``note`` is set for each page."""

    put_in: str | None = None

    def __init__(self, md: Markdown, codes: Sequence[str], pattern: str = "") -> None:
        super().__init__(pattern or half(tuple(codes)), md)
        self._codes = codes
        self.note: Callable[[InText], None] = lambda _: None

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name and base type
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the library's signature
    ) -> tuple[str | None, int, int]:
        """Note what was matched, unless it is the short form of a link."""
        if m[0][1:-1].lower() in self.md.references:
            return None, m.start(), m.end()
        written = m[0].rstrip()
        finding = Finding(*not_whole(written, self._codes))
        self.note(InText(finding, written, what=What.SHORTCODE))
        return self.put_in, m.start(), m.end()


class Tags(HalfShortcodes):
    """Does the same for tags of templates, and drops them: they are no attribute lists either."""

    put_in = ""

    def __init__(self, md: Markdown, codes: Sequence[str]) -> None:
        super().__init__(md, codes, rf"(?<!\\){TAG}")
