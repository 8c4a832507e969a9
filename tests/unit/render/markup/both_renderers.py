"""Both renderers of texts side by side: of a plain text they must make the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import AtomicString

from sitegen.config import MarkdownForms
from sitegen.fields.shortcodes import Explained
from sitegen.pictures.values import Picture, Version
from sitegen.render.markup.dialect import Dialect, new_markdown
from sitegen.render.markup.explained_words import Explanations, placeholder
from sitegen.render.markup.findings import Found, InText
from sitegen.render.markup.lint.differences import differences, of_headings
from sitegen.render.markup.plain.common_language import tidied
from sitegen.render.markup.plain.page import PlainPage
from sitegen.render.markup.plain.site_parts import Asking
from sitegen.render.markup.plain.text import plain_page
from sitegen.render.markup.reader import read
from sitegen.render.markup.shortcodes import (
    HalfShortcodes,
    Html,
    PlainInLinks,
    Result,
    Shortcodes,
    Tags,
)
from sitegen.render.markup.used_addresses import Pictures
from sitegen.render.page_reading import read_page
from sitegen.render.safe_html import Policy
from sitegen.render.typography import has_dashes_or_numbers, typeset

_VERSIONS = tuple(Version(f"/q.{type_}", f"image/{type_}", 8, 8, 1) for type_ in ("png", "webp"))
PICTURE = Picture("png", _VERSIONS[:1], _VERSIONS[1:])
POLICY = Policy("default-src 'self'")
#: Kinds of shortcodes; all but the last put something into a line.
KINDS = ("figure", "term", "site", "chart")


def as_plain(text: str) -> PlainPage | None:
    """Return what a text becomes by the plain renderer."""
    return plain_page(text, KINDS[:-1])


def answered(kind: str, id_: str, words: str, written: str, alone: bool) -> Result:
    """Return something of each kind that a shortcode can stand for."""
    if kind == "figure":
        return f"5 & <6> {id_}"
    if kind == "term":
        url = f"/words/#{id_}" if id_ > "n" else ""
        return placeholder(f"term:{id_}", Explained(words or id_, "it's <b> & c", url))
    link = Element("a", {"href": "tel:123"})
    link.text = AtomicString(words or "123")
    if kind == "chart" and alone:
        return Html(f"<figure>{id_} & <b>c</b></figure>")
    return link if kind == "site" else ""


class Both:
    """Both renderers, each long-lived, as a worker has it: what a page leaves shows in the next."""

    def __init__(self, *, raw_html: bool, forms: MarkdownForms | None = None) -> None:
        self.dialect = Dialect(raw_html=raw_html, forms=forms)
        self.dialect.resolve = self._resolve
        self.markdown = new_markdown(self.dialect, Markdown)
        self.pictures = Pictures(self.markdown)
        self.shortcodes = Shortcodes(self.markdown)
        self.shortcodes.answer = answered
        self.asking = Asking(self.dialect, self.shortcodes, self.pictures)
        self._register()

    def _register(self) -> None:
        patterns, trees = self.markdown.inlinePatterns, self.markdown.treeprocessors
        for half in (HalfShortcodes(self.markdown, KINDS), Tags(self.markdown, KINDS)):
            half.note = self._note
            patterns.register(half, type(half).__name__, 184)
        patterns.register(self.shortcodes, "shortcode", 185)
        trees.register(PlainInLinks(self.markdown), "plain_in_links", 16)
        trees.register(Explanations(self.markdown), "explanations", 15)
        trees.register(self.pictures, "pictures", 1)

    def _note(self, finding: InText) -> None:
        self.dialect.found.findings.append(finding)

    def _resolve(self, address: str, nth: int, element: Element) -> str:
        if element.tag == "img" and "q" in address:
            self.pictures.complete(element, PICTURE, "100vw")
        return f'/{address}?{nth}&<"'

    def filled(self, page: PlainPage) -> tuple[object, ...]:
        """Return what becomes of a plain page: HTML, headings, all that it came across."""
        found = self.dialect.found = Found()
        html = self.asking.html(page)
        return html, page.toc_tokens(), found.findings, found.uses, found.named

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - there are three of them, for all tests
    def stock(self, text: str) -> tuple[object, ...]:
        """Return the same of what Python-Markdown makes of a text."""
        found = self.dialect.found = Found()
        html = self.markdown.reset().convert(text)
        toc = getattr(self.markdown, "toc_tokens", [])
        return html, toc, found.findings, found.uses, found.named


#: A site can switch off what is made of forms that it does not want.
NO_FORMS = MarkdownForms(**{one.name: False for one in fields(MarkdownForms)})
BOTH = (Both(raw_html=False), Both(raw_html=True), Both(raw_html=False, forms=NO_FORMS))


def is_equal(text: str, plain: Callable[[str], PlainPage | None] = as_plain) -> bool:
    """Whether a text is plain, in which case both must make the same of it."""
    tidy = tidied(text)
    if (page := plain(tidy)) is None:
        return False
    reading = read(tidy)
    headings = of_headings(tidy, page.headings_as_written())
    assert tuple(page.code) == reading.regions, text
    assert [*differences(reading)] == [*headings], text  # nothing else is left to be told
    for both in BOTH:
        page = plain(tidy)
        assert page is not None
        assert both.filled(page) == both.stock(text), text
        assert_tags_are_known(page, str(both.stock(text)[0]))
    return True


def assert_tags_are_known(page: PlainPage, html: str) -> None:
    """Where a page says in which tags its ids and links stand, nothing else is to be found."""
    if page.is_bare and not has_dashes_or_numbers(html):
        assert read_page(page.tags(), POLICY) == read_page(html, POLICY), html
        assert typeset(html, "en") == html
