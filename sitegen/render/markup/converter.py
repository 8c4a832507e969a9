"""One page's Markdown to its HTML body, with what it links to and its mistakes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import markdown

from sitegen.diagnostics import Diagnostic, Finding, Severity
from sitegen.documents.records.all import FIGURES
from sitegen.documents.records.habit import Habit
from sitegen.documents.site_facts import TypedFacts, typed_fact
from sitegen.errors import is_engine_fault
from sitegen.fields.shortcode import WHOLE
from sitegen.incremental.reads import Key, Reads
from sitegen.model.figures import figures_worth, warning
from sitegen.model.glossary import watched
from sitegen.model.types import Site
from sitegen.model.voice import in_body, voice_of
from sitegen.pictures.values import Picture, Unusable
from sitegen.render.addresses import remote_picture, resolve
from sitegen.render.assets import Assets
from sitegen.render.markup.asking import Asking
from sitegen.render.markup.dialect import Dialect, new_markdown
from sitegen.render.markup.differences import differences, html_around_markdown, of_headings
from sitegen.render.markup.elements import Place, elements
from sitegen.render.markup.fences import refused_attributes
from sitegen.render.markup.found import Found, Mistake, What
from sitegen.render.markup.half_shortcodes import HalfShortcodes, Tags
from sitegen.render.markup.limits import too_much
from sitegen.render.markup.outline import other_outline
from sitegen.render.markup.pictures import Pictures
from sitegen.render.markup.plain import PlainPage, plain_page
from sitegen.render.markup.reader import Reading, read
from sitegen.render.markup.sentences import KINDS, long_sentences
from sitegen.render.markup.shortcodes import Asked, PlainInLinks, Shortcodes, answer
from sitegen.render.markup.slips import empty_words, slips
from sitegen.render.markup.terms import Terms, unexplained
from sitegen.render.markup.typed_numbers import TypedNumbers
from sitegen.sources import Snapshot

#: With more mistakes than these in a text, no more names are sought that may have been meant.
_MOST_SUGGESTIONS = 200

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
    """A converted body. ``uses`` are the addresses in it: as written, and the URL printed."""

    html: str
    toc: tuple[TocEntry, ...]
    uses: tuple[tuple[str, str], ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Text:
    """A body as written: page and file, the Markdown, the line of the file it starts on."""

    page: str
    path: str
    markdown: str
    first_line: int


@dataclass(frozen=True)
class Use:
    """An address in a text: as written, which of its places this is (from 0), its element."""

    address: str
    nth: int
    element: Element

    @property
    def is_picture(self) -> bool:
        """Whether a picture is to be shown, and not a link."""
        return self.element.tag == "img"

    def mistake(self, rule: str, message: str, help_: str) -> Mistake:
        """Return a mistake at this place."""
        return Mistake(rule, message, help_, self.address, self.nth, what=What.ADDRESS)


class Converter:
    """Converts bodies one after the other with one Markdown instance."""

    def __init__(self, site: Site, snapshot: Snapshot, assets: Assets) -> None:
        self._site = site
        self._snapshot = snapshot
        self._assets = assets
        self._watched = watched(site)
        self._voice = voice_of(site)
        self._dialect = Dialect(raw_html=site.config.raw_html, forms=site.config.markdown)
        self._markdown = md = new_markdown(self._dialect)
        self._shortcodes = Shortcodes(md)
        self._half = (HalfShortcodes(md), Tags(md))
        self._typed_numbers = TypedNumbers(md)
        self._typed_facts = TypedFacts(site.facts)
        self._pictures = Pictures(md)
        self._asking = Asking(self._dialect, self._shortcodes)
        self._register()

    def _register(self) -> None:
        """Put the parts in their places among those of the library, by its priorities."""
        patterns, trees = self._markdown.inlinePatterns, self._markdown.treeprocessors
        patterns.register(self._shortcodes, "shortcode", 185)
        patterns.register(self._half[0], "half_shortcode", 184)
        patterns.register(self._half[1], "template_tag", 183)
        patterns.register(self._typed_numbers, "typed_number", 30)
        trees.register(PlainInLinks(self._markdown), "plain_in_links", 16)
        trees.register(Terms(self._markdown), "terms", 15)
        trees.register(self._pictures, "pictures", 1)

    def convert(self, text: Text, reads: Reads) -> Body:
        """Convert one body, recording what it read of the site."""
        found = Found()
        if beyond := too_much(text.markdown, self._site.config.limits):
            found.mistakes.append(beyond)
            return Body("", (), (), _positioned(found, text))
        self._prepare(text.page, found, reads)
        page = self._plain(text.markdown)
        html = self._asking.html(page) if page else self._html(text.markdown, found)
        self._look_through(text, page, html, found, reads)
        toc = _toc(page.toc_tokens() if page else getattr(self._markdown, "toc_tokens", []))
        mistakes = (*_positioned(found, text), *self._spoken(text, reads))
        return Body(html, toc, tuple(found.uses), mistakes)

    def _plain(self, source: str) -> PlainPage | None:
        """Read a text in the common language, unless the site wants Python-Markdown alone."""
        page = None if self._dialect.forms.reference else plain_page(source)
        if page:
            read(source).regions = tuple(page.code)
        return page

    def _look_through(
        self, text: Text, page: PlainPage | None, html: str, found: Found, reads: Reads
    ) -> None:
        """Find what no renderer comes across."""
        reading = read(text.markdown)
        found.mistakes += _attributes_of_fences(reading)
        if self._site.pages[text.page].sound:
            plain = reading.prose_with("x")
            plain = WHOLE.sub(lambda whole: "x" * len(whole[0]), plain)
            found.warnings += slips(plain)
            if page:
                found.warnings += of_headings(text.markdown, page.headings_as_written())
            else:
                self._compare(reading, html, found)
            found.warnings += self._promised(text.page, plain, html)
        found.warnings += self._typed_in(text.markdown)
        reads.note(("watched",), self._watched)
        found.warnings += unexplained(text.markdown, self._watched, found.terms)

    def _compare(self, reading: Reading, html: str, found: Found) -> None:
        """Find what is read otherwise elsewhere."""
        found.warnings += differences(reading)
        if self._dialect.raw_html:
            found.warnings += html_around_markdown(reading)
        if not found.warnings and not found.mistakes:
            found.warnings += other_outline(reading, html)

    def _promised(self, page: str, plain: str, html: str) -> Iterator[Mistake]:
        """Yield what the site has promised not to have in its texts; the config says if it has."""
        if self._site.config.promises:
            yield from empty_words(plain)
            if self._site.pages[page].kind in KINDS:
                yield from long_sentences(html)

    def _spoken(self, text: Text, reads: Reads) -> Iterator[Diagnostic]:
        reads.note(("voice",), self._voice)
        applies = partial(Habit.is_on, kind=self._site.pages[text.page].kind, path=text.page)
        plain = read(text.markdown).prose
        return in_body(plain, self._voice, applies, text.path, text.first_line)

    def _prepare(self, page: str, found: Found, reads: Reads) -> None:
        """Let the parts of the converter know which page they work for."""
        self._dialect.found = found
        self._dialect.resolve = lambda address, nth, element: self._resolve(
            Use(address, nth, element), page, found, reads
        )
        for half in self._half:
            half.note = found.mistakes.append
        self._shortcodes.answer = lambda kind, id_, words, written, alone: answer(
            kind, Asked(id_, words, written, self._site, reads, found, alone)
        )
        sources = self._site.pages[page].front.sources
        self._typed_numbers.tell = lambda written, *worth: self._typed(
            written, ("figures_worth", *worth, *sources), found, reads
        )

    def _html(self, source: str, found: Found) -> str:
        """Convert a text, or note that the library cannot: a footnote in a footnote defeats it."""
        try:
            return self._markdown.reset().convert(source)
        except Exception as error:
            if is_engine_fault(error, _LIBRARY):
                raise
            message = f"the text cannot be converted ({type(error).__name__}: {error})"
            help_ = "look for footnotes within footnotes, or for lists nested very deeply"
            found.mistakes.append(Mistake("markdown", message, help_, "\0"))
            return ""

    def _typed(self, written: str, key: Key, found: Found, reads: Reads) -> None:
        ids = figures_worth(self._site.figures_by_worth, *map(str, key[1:]))
        reads.note(key, ids)
        if FIGURES not in self._site.broken:
            found.warnings.append(Mistake(*warning(written, ids), written, what=What.NUMBER))

    def _typed_in(self, text: str) -> Iterator[Mistake]:
        """Yield facts that are typed; they are of the config, which each page reads."""
        for name, match in self._typed_facts.find(read(text).prose):
            yield Mistake(*typed_fact(match[0], name), match[0], at=match.start())

    def _resolve(self, use: Use, page: str, found: Found, reads: Reads) -> str:
        seek = len(found.mistakes) < _MOST_SUGGESTIONS
        target = resolve(use.address, page, self._site, self._assets, seek)
        reads.note(("address", page, use.address), target)
        if use.is_picture:
            target = remote_picture(use.address) or target
        if isinstance(target, Finding):
            found.mistakes.append(use.mistake(target.rule, target.message, target.help))
            return ""
        if use.is_picture:
            found.mistakes += _without_text(use)
            found.mistakes += self._measure(use, target.path, reads)
        return target.url

    def _measure(self, use: Use, path: str, reads: Reads) -> Iterator[Mistake]:
        """Set the versions and the size of a picture, or yield why there is none to be shown."""
        picture = self._assets.pictures.get(path)
        reads.note(("picture", path), picture)
        if isinstance(picture, Picture):
            self._pictures.complete(use.element, picture, self._site.config.image_sizes)
        elif isinstance(picture, Unusable):
            message = f"{use.address} cannot be read as an image: {picture.message}"
            if not picture.told:
                yield use.mistake("unreadable-image", message, picture.help)
        elif path in self._snapshot.files:
            message = f"{use.address} cannot be read as an image: it is no picture of a known type"
            yield use.mistake("unreadable-image", message, "save it again, as JPEG, PNG or WebP")
        else:
            message = f"there is no image {use.address}"
            yield use.mistake("missing-file", message, "put the file beside the page")


def _without_text(use: Use) -> Iterator[Mistake]:
    """Yield a mistake for a picture that says nothing to those who cannot see it.

    Source: WCAG 2.2, success criterion 1.1.1.
    """
    words = use.element.get("alt", "").strip()
    is_name = words.lower().endswith((".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"))
    if not words or is_name:
        what = f"only the name of a file, {words}," if words else "no text"
        message = f"the picture {use.address} has {what} in its place"
        help_ = f"say what it shows: ![A woman at a desk]({use.address})"
        yield use.mistake("missing-alt", message, help_)


def _attributes_of_fences(reading: Reading) -> Iterator[Mistake]:
    for name, at in refused_attributes(reading):
        message, help_ = (
            f"an attribute list may not set {name}",
            "for code, id and class can be set",
        )
        yield Mistake("attribute", message, help_, name, at=at)


def _positioned(found: Found, text: Text) -> tuple[Diagnostic, ...]:
    """Turn mistakes into diagnostics: the nth mistake of a text is at its nth occurrence."""
    return (
        *_placed(found.mistakes, text, Severity.ERROR),
        *_placed(found.warnings, text, Severity.WARNING),
    )


def _placed(mistakes: Iterable[Mistake], text: Text, severity: Severity) -> Iterator[Diagnostic]:
    seen: Counter[str] = Counter()
    for one in mistakes:
        places = elements(text.markdown)
        if one.at is not None:
            place = Place(one.at, len(one.written))
            span = places.span_at(place, text.path, text.first_line)
        else:
            nth = seen[one.written] if one.nth is None else one.nth
            span = places.span(one.what, one.written, nth, text.path, text.first_line)
        yield Diagnostic(span, one.rule, _line(one.message), _line(one.help), severity)
        seen[one.written] += 1


def _line(message: str) -> str:
    """Return a message in one line: what it quotes may have had several."""
    return " ".join(message.split()) if "\n" in message else message


def _toc(tokens: list[dict[str, Any]]) -> tuple[TocEntry, ...]:
    return tuple(
        TocEntry(token["name"], f"#{token['id']}", token["level"], _toc(token["children"]))
        for token in tokens
    )
