"""One page's Markdown to its HTML body, with what it links to and its mistakes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import markdown

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.documents.records.all import FIGURES
from sitegen.documents.shortcode import WHOLE, half_written, not_whole
from sitegen.incremental.reads import Key, Reads
from sitegen.model.figures import figures_worth, warning
from sitegen.model.glossary import watched
from sitegen.model.types import Site
from sitegen.render import images
from sitegen.render.addresses import Problem, resolve
from sitegen.render.assets import Assets
from sitegen.render.faults import is_engine_fault
from sitegen.render.markup.dialect import Dialect, Found, new_markdown
from sitegen.render.markup.fast import FastMarkdown
from sitegen.render.markup.places import find, without_code
from sitegen.render.markup.shortcodes import Asked, Shortcodes, answer
from sitegen.render.markup.slips import slips
from sitegen.render.markup.terms import Terms, unexplained
from sitegen.render.markup.typed_numbers import TypedNumbers
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


class Converter:
    """Converts bodies one after the other with one Markdown instance."""

    def __init__(self, site: Site, snapshot: Snapshot, assets: Assets) -> None:
        self._site = site
        self._snapshot = snapshot
        self._assets = assets
        self._dialect = Dialect(raw_html=site.config.raw_html)
        self._markdown = new_markdown(self._dialect, FastMarkdown)
        self._shortcodes = Shortcodes(self._markdown)
        self._markdown.inlinePatterns.register(self._shortcodes, "shortcode", 185)
        self._typed_numbers = TypedNumbers(self._markdown)
        self._markdown.inlinePatterns.register(self._typed_numbers, "typed_number", 30)
        self._markdown.treeprocessors.register(Terms(self._markdown), "terms", 15)
        self._watched = watched(site)

    def convert(self, text: Text, reads: Reads) -> Body:
        """Convert one body, recording what it read of the site."""
        found = Found()
        self._dialect.found = found
        self._dialect.resolve = lambda address, element: self._resolve(
            address, element, text.page, found, reads
        )
        self._shortcodes.answer = lambda kind, id_, words, written, alone: answer(
            kind, Asked(id_, words, written, self._site, reads, found, alone)
        )
        sources = self._site.pages[text.page].front.sources
        self._typed_numbers.tell = lambda written, *worth: self._typed(
            written, ("figures_worth", *worth, *sources), found, reads
        )
        html = self._html(text.markdown, found)
        plain = without_code(text.markdown)
        found.mistakes += [(*not_whole(written), written) for written in half_written(plain)]
        if self._site.pages[text.page].sound:
            found.warnings += slips(WHOLE.sub(lambda whole: "x" * len(whole[0]), plain))
        reads.note(("watched",), self._watched)
        found.warnings += unexplained(text.markdown, self._watched, found.terms)
        toc = _toc(getattr(self._markdown, "toc_tokens", []))
        return Body(html, toc, tuple(found.uses), _positioned(found, text))

    def _html(self, source: str, found: Found) -> str:
        """Convert a text, or note that the library cannot: a footnote in a footnote defeats it."""
        try:
            return self._markdown.reset().convert(source)
        except Exception as error:
            if is_engine_fault(error, _LIBRARY):
                raise
            message = f"the text cannot be converted ({type(error).__name__}: {error})"
            help_ = "look for footnotes within footnotes, or for lists nested very deeply"
            found.mistakes.append(("markdown", message, help_, "\0"))
            return ""

    def _typed(self, written: str, key: Key, found: Found, reads: Reads) -> None:
        ids = figures_worth(self._site.figures, *map(str, key[1:]))
        reads.note(key, ids)
        if FIGURES not in self._site.broken:
            found.warnings.append((*warning(written, ids), written))

    def _resolve(
        self, address: str, element: Element, page: str, found: Found, reads: Reads
    ) -> str:
        target = resolve(address, page, self._site, self._assets)
        reads.note(("address", page, address), target)
        if isinstance(target, Problem):
            found.mistakes.append((target.rule, target.message, target.help, address))
            return ""
        if element.tag == "img":
            found.mistakes += _without_text(element, address)
            self._measure(element, address, target.path, found, reads)
        return target.url

    def _measure(
        self, element: Element, address: str, path: str, found: Found, reads: Reads
    ) -> None:
        file = self._snapshot.files.get(path)
        if file is None:
            reads.note(("file", path), None)
            message, help_ = f"there is no image {address}", "put the file beside the page"
            found.mistakes.append(("missing-file", message, help_, address))
            return
        reads.note(("file", path), file.digest)
        try:
            facts = images.image_facts(file.data, path)
        except images.UnreadableImageError as error:
            message = f"{address} cannot be read as an image: {error}"
            help_ = "save it again, as JPEG, PNG or WebP"
            found.mistakes.append(("unreadable-image", message, help_, address))
            return
        element.set("width", str(facts.width))
        element.set("height", str(facts.height))
        element.set("loading", "lazy")


def _without_text(element: Element, address: str) -> Iterator[tuple[str, str, str, str]]:
    """Give a mistake for a picture that says nothing to those who cannot see it.

    Source: WCAG 2.2, success criterion 1.1.1.
    """
    words = element.get("alt", "").strip()
    if not words or words.lower().endswith((".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")):
        message = f"the picture {address} has no text in its place"
        help_ = f"say what it shows: ![A woman at a desk]({address})"
        yield "missing-alt", message, help_, address


def _positioned(found: Found, text: Text) -> tuple[Diagnostic, ...]:
    """Turn mistakes into diagnostics: the nth mistake of a text is at its nth occurrence."""
    return (
        *_placed(found.mistakes, text, Severity.ERROR),
        *_placed(found.warnings, text, Severity.WARNING),
    )


def _placed(
    mistakes: Iterable[tuple[str, str, str, str]], text: Text, severity: Severity
) -> Iterator[Diagnostic]:
    seen: Counter[str] = Counter()
    for rule, message, help_, written in mistakes:
        sought = written or "()"  # what an empty link looks like
        span = find(text.markdown, sought, seen[written], text.path, text.first_line)
        yield Diagnostic(span, rule, message, help_, severity)
        seen[written] += 1


def _toc(tokens: list[dict[str, Any]]) -> tuple[TocEntry, ...]:
    return tuple(
        TocEntry(token["name"], f"#{token['id']}", token["level"], _toc(token["children"]))
        for token in tokens
    )
