"""One page's Markdown to its HTML body, with what it links to and its mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import markdown

from sitegen.diagnostics import Diagnostic, Finding, Replacement
from sitegen.documents.site_file import TypedFacts, typed_fact
from sitegen.documents.word_lists import Habit
from sitegen.errors import is_engine_fault
from sitegen.fields.record import Mistake
from sitegen.fields.shortcodes import FACT, WHOLE
from sitegen.incremental.reads import Reads
from sitegen.model.site_hooks import found_in_text, inline_codes
from sitegen.model.style import in_markdown, settled
from sitegen.model.types import Site
from sitegen.model.voice import in_body
from sitegen.render.assets import Assets
from sitegen.render.markup.dialect import Dialect, new_markdown
from sitegen.render.markup.elements import placed
from sitegen.render.markup.explained_words import Explanations, unexplained
from sitegen.render.markup.fences import refused_attributes
from sitegen.render.markup.findings import Found, InText, warning_at
from sitegen.render.markup.lint.differences import differences, html_around_markdown, of_headings
from sitegen.render.markup.lint.forms import lint
from sitegen.render.markup.lint.outline import other_outline
from sitegen.render.markup.masked_text import blanked
from sitegen.render.markup.pattern_search import outside_addresses
from sitegen.render.markup.plain.common_language import tidied
from sitegen.render.markup.plain.page import PlainPage
from sitegen.render.markup.plain.site_parts import Asking
from sitegen.render.markup.plain.text import plain_page
from sitegen.render.markup.reader import CODE, Reading, read
from sitegen.render.markup.shortcodes import (
    Asked,
    HalfShortcodes,
    PlainInLinks,
    Result,
    Shortcodes,
    Tags,
    answer,
)
from sitegen.render.markup.text_limits import too_much
from sitegen.render.markup.used_addresses import Addresses, Pictures, Use
from sitegen.render.markup.wording import in_words
from sitegen.render.markup.wording.prose import Prose
from sitegen.render.typography import has_dashes_or_numbers
from sitegen.sources import Snapshot

_LIBRARY = str(Path(markdown.__file__).parent)


@dataclass(frozen=True)
class TocEntry:
    """A heading of the contents list; ``url`` is the fragment, ``level`` is 1 to 6."""

    title: str
    url: str
    level: int
    children: tuple[TocEntry, ...] = ()


@dataclass(frozen=True)
class Body:
    """A converted body. ``uses`` are the addresses in it: as written, and the URL printed.

    ``tags`` are those in which all its ids and links stand, if that is known, and if no sign in the
    text is set otherwise in print: else it is "".
    """

    html: str
    toc: tuple[TocEntry, ...]
    uses: tuple[tuple[str, str], ...]
    diagnostics: tuple[Diagnostic, ...]
    tags: str = ""


@dataclass(frozen=True)
class Text:
    """A body as written: page and file, the Markdown, the line of the file it starts on."""

    page: str
    path: str
    markdown: str
    first_line: int


class Converter:
    """Converts bodies one after the other with one Markdown instance."""

    def __init__(self, site: Site, snapshot: Snapshot, assets: Assets) -> None:
        self._site, self._snapshot = site, snapshot
        self._voice = site.voice
        self._dialect = Dialect(raw_html=site.config.raw_html, forms=site.config.markdown)
        self._markdown = md = new_markdown(self._dialect)
        self._shortcodes = Shortcodes(md)
        self._codes = tuple(site.models.shortcodes)
        self._inline = inline_codes(site.models) | {FACT}
        self._blocks = tuple(f"[[{code}" for code in self._codes if code not in self._inline)
        self._half = (HalfShortcodes(md, self._codes), Tags(md, self._codes))
        self._typed_facts = TypedFacts(site.facts)
        self._pictures = Pictures(md)
        self._addresses = Addresses(site, snapshot, assets, self._pictures)
        self._asked: list[tuple[str, Reads]] = []
        self._asking = Asking(self._dialect, self._shortcodes, self._pictures)
        self._register()

    def _register(self) -> None:
        """Put the parts in their places among those of the library, by its priorities."""
        patterns, trees = self._markdown.inlinePatterns, self._markdown.treeprocessors
        patterns.register(self._shortcodes, "shortcode", 185)
        patterns.register(self._half[0], "half_shortcode", 184)
        patterns.register(self._half[1], "template_tag", 183)
        trees.register(PlainInLinks(self._markdown), "plain_in_links", 16)
        trees.register(Explanations(self._markdown), "explanations", 15)
        trees.register(self._pictures, "pictures", 1)

    def convert(self, text: Text, reads: Reads) -> Body:
        """Convert one body, recording what it read of the site."""
        found = Found()
        if beyond := too_much(text.markdown, self._site.config.limits):
            found.findings.append(beyond)
            return Body("", (), (), self._diagnostics(found, text))
        page = self._plain(text.markdown)
        self._prepare(text.page, found, reads, is_ordered=page is not None)
        html = self._asking.html(page) if page else self._html(text.markdown, found)
        if page is None:
            self._in_order(text.markdown, reads)
        self._look_through(text, page, html, found, reads)
        toc = _toc(page.toc_tokens() if page else getattr(self._markdown, "toc_tokens", []))
        told = (*self._diagnostics(found, text), *self._spoken(text, reads))
        tags = page.tags() if page and page.is_bare and not has_dashes_or_numbers(html) else ""
        return Body(html, toc, tuple(found.uses), self._settled(told, text), tags)

    def _settled(self, told: tuple[Diagnostic, ...], text: Text) -> tuple[Diagnostic, ...]:
        """Return the findings of which none is excused, with what is wrong with excuses."""
        if not self._site.config.promises or "allow" not in text.markdown:
            return told
        hidden = (one for one in read(text.markdown).regions if one.kind in CODE)
        plain = blanked(text.markdown, ((one.start, one.end, " ") for one in hidden))
        return tuple(settled(told, in_markdown(plain, text.path, text.first_line)))

    def _diagnostics(self, found: Found, text: Text) -> tuple[Diagnostic, ...]:
        where = (text.markdown, self._codes, text.path, text.first_line)
        return (*placed(found.findings, *where), *found.failures)

    def _plain(self, source: str) -> PlainPage | None:
        """Read a text in the common language, unless the site wants Python-Markdown alone."""
        text = tidied(source)
        page = None if self._dialect.forms.reference else plain_page(text, self._inline)
        if page and text is source:
            read(source).regions = tuple(page.code)
        return page

    def _look_through(
        self, text: Text, page: PlainPage | None, html: str, found: Found, reads: Reads
    ) -> None:
        """Find what no renderer comes across."""
        reading = read(text.markdown)
        found.findings += _attributes_of_fences(reading)
        typed = list(self._typed_in(text.markdown))
        if self._site.pages[text.page].sound:
            plain = reading.prose_with("x")
            plain = WHOLE.sub(lambda whole: "x" * len(whole[0]), plain)
            of_facts = {one.at for one in typed}
            told = lint(reading, plain, self._codes)
            found.findings += (one for one in told if one.at not in of_facts)
            self._compare(reading, page, html, found)
            found.findings += self._promised(text.page, plain)
        found.findings += typed
        self._ask_records(text, found, reads)

    def _compare(self, reading: Reading, page: PlainPage | None, html: str, found: Found) -> None:
        """Find what is read otherwise elsewhere; of a plain page that is known."""
        text = reading.text
        if page and tidied(text) is text:
            found.findings += of_headings(text, page.headings_as_written())
            return
        found.findings += differences(reading)
        if self._dialect.raw_html:
            found.findings += html_around_markdown(reading)
        if not found.findings and not any(one in text for one in self._blocks):
            found.findings += other_outline(reading, html)

    def _promised(self, id_: str, plain: str) -> Iterator[InText]:
        """Yield what the site has promised not to have in its texts; the config says if it has."""
        if self._site.config.promises:
            page, limits = self._site.pages[id_], self._site.config.wording
            known = frozenset((*limits.abbreviations, *self._watched_words()))
            is_english = (page.front.lang or self._site.config.language).startswith("en")
            yield from in_words(Prose(plain, page.kind, limits, known, is_english))

    def _watched_words(self) -> Iterator[str]:
        """Yield the words that a rule of their own wants to be explained."""
        for _, _, words in self._site.watched:
            yield from words

    def _spoken(self, text: Text, reads: Reads) -> Iterator[Diagnostic]:
        reads.note(("voice",), self._voice)
        applies = partial(Habit.is_on, kind=self._site.pages[text.page].kind, path=text.page)
        plain = read(text.markdown).prose
        return in_body(plain, self._voice, applies, text.path, text.first_line)

    def _prepare(self, page: str, found: Found, reads: Reads, *, is_ordered: bool) -> None:
        """Let the parts of the converter know which page they work for.

        ``is_ordered`` says that shortcodes are answered in the order of the text.
        """
        self._dialect.found = found
        self._dialect.resolve = lambda address, nth, element: self._addresses.resolve(
            Use(address, nth, element), page, found, reads
        )
        for half in self._half:
            half.note = found.findings.append
        self._asked = []

        def answered(code: str, id_: str, words: str, written: str, alone: bool) -> Result:
            own = reads if is_ordered else reads.part()
            self._asked.append((written, own))
            asked = Asked(id_, words, written, self._site, self._snapshot, own, found, alone)
            return answer(code, asked)

        self._shortcodes.answer = answered

    def _in_order(self, source: str, reads: Reads) -> None:
        """Take over what shortcodes read, in the order of the text: the library has its own."""
        prose = read(source).prose if self._asked else ""
        for _, own in sorted(self._asked, key=lambda one: prose.find(one[0]) % (len(prose) + 1)):
            reads.note_all(own.keys)

    def _html(self, source: str, found: Found) -> str:
        """Convert a text, or note that the library cannot: a footnote in a footnote defeats it."""
        try:
            return self._markdown.reset().convert(source)
        except Exception as error:
            if is_engine_fault(error, _LIBRARY):
                raise
            message = f"the text cannot be converted ({type(error).__name__}: {error})"
            help_ = "look for footnotes within footnotes, or for lists nested very deeply"
            found.findings.append(InText(Finding("markdown", message, help_), "\0"))
            return ""

    def _ask_records(self, text: Text, found: Found, reads: Reads) -> None:
        """Find what records look for in texts, and the words that they want to be explained."""
        reads.note(("watched",), self._site.watched)
        found.findings += unexplained(text.markdown, self._site.watched, found.named)
        for schema, pattern in self._site.models.seekers:
            for match in outside_addresses(pattern, read(text.markdown)):
                key = ("found_in_text", schema.collection, match[0], text.page)
                holder = self._site.pages[text.page]
                about = partial(str, holder.source)
                told, failed = found_in_text(schema, match[0], holder, self._site, about)
                reads.note(key, failed or told)
                found.failures += failed
                if told:
                    found.findings.append(_of_words(told, match))

    def _typed_in(self, text: str) -> Iterator[InText]:
        """Yield facts that are typed; they are of the config, which each page reads."""
        for name, match in self._typed_facts.find(read(text).prose):
            plain = Replacement(0, match[0], f"[[site:{name}]]")
            fix = [] if _in_link(text, match) else [plain]
            yield warning_at(*typed_fact(match[0], name), match[0], match.start(), *fix)


def _in_link(text: str, match: re.Match[str]) -> bool:
    """Whether words may be a part of a link, of which there is more to mend than these."""
    before, after = text[max(match.start() - 2, 0) : match.start()], text[match.end() :][:1]
    return before.endswith(("](", "<", "[")) or after in ("]", ">")


def _attributes_of_fences(reading: Reading) -> Iterator[InText]:
    for name, at in refused_attributes(reading):
        message, help_ = (
            f"an attribute list may not set {name}",
            "for code, id and class can be set",
        )
        yield InText(Finding("attribute", message, help_), name, at=at)


def _of_words(told: Mistake, match: re.Match[str]) -> InText:
    """Return what a record says of words in a text as a warning, mended by what it names."""
    fix = [Replacement(0, match[0], told.instead)] if told.instead else []
    return warning_at(told.rule, told.message, told.help, match[0], match.start(), *fix)


def _toc(tokens: list[dict[str, Any]]) -> tuple[TocEntry, ...]:
    return tuple(
        TocEntry(token["name"], f"#{token['id']}", token["level"], _toc(token["children"]))
        for token in tokens
    )
