"""What a plain text has become so far, and where its reading stands."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markdown.extensions.toc import nest_toc_tokens, slugify, unique

from sitegen.render.markup.plain.common_language import Target
from sitegen.render.markup.reader import Region

#: What is done about one event: what it says, where it begins and ends.
Handler = Callable[[Any, int, int], None]


_ENDS_OF_LISTS = ("End List", "End DefinitionList")


class OutsideError(Exception):
    """A text is not in the common language."""


def need(known: object) -> None:
    """Leave a text to Python-Markdown, unless something is known of it."""
    if not known:
        raise OutsideError


class PlainHeading(NamedTuple):
    """A heading as written: where it begins, its level, its words, its anchor."""

    start: int
    level: int
    words: str
    anchor: str

    @property
    def tag(self) -> str:
        """Return the tag that begins it."""
        return f'<h{self.level} id="{self.anchor}">'


@lru_cache(maxsize=1 << 12)
def _anchor(words: str) -> str:
    """Return the anchor that Python-Markdown makes of words between which there is one space."""
    bare = words.replace(" ", "")
    is_plain = bare.isascii() and bare.isalnum()
    return words.lower().replace(" ", "-") if is_plain else slugify(words, "-")


class Part(NamedTuple):
    """A part of a page that the site is asked for: where it stands among the others, and in a link.

    An ``element`` is a link, whose first tag is printed, or a picture; a ``shortcode`` is what it
    says, and whether nothing else stands in its paragraph.
    """

    at: int
    element: Element | None
    shortcode: tuple[str, str, str, str, bool] | None
    in_link: bool


@dataclass(slots=True)
class PlainPage:
    """What a text becomes: parts of its HTML, its headings, and what the site is asked for.

    ``code`` are the parts of the text that are code. ``is_bare`` says that only headings and links
    have ids or lead anywhere, and that there are no marks of quotation.
    """

    parts: list[str] = field(default_factory=list)
    headings: list[PlainHeading] = field(default_factory=list)
    asked: list[Part] = field(default_factory=list)
    code: list[Region] = field(default_factory=list)
    is_bare: bool = False
    _ids: set[str] = field(default_factory=set)

    def add_heading(self, start: int, level: int, words: str) -> str:
        """Take in a heading; return the tag that begins it."""
        heading = PlainHeading(start, level, words, unique(_anchor(words), self._ids))
        self.headings.append(heading)
        return heading.tag

    def ask(self, element: Element | None, shortcode: Any, *, in_link: bool) -> None:
        """Leave room for what the site is asked for when the page is known."""
        self.asked.append(Part(len(self.parts), element, shortcode, in_link))
        self.parts.append("")

    def tags(self) -> str:
        """Return the tags that begin headings and links, once the parts are known."""
        links = (self.parts[one.at] for one in self.asked)
        return "".join((*(one.tag for one in self.headings), *links))

    def headings_as_written(self) -> list[tuple[int, int, str]]:
        """Return where each heading begins, its level and its words."""
        return [(one.start, one.level, one.words) for one in self.headings]

    def toc_tokens(self) -> list[Any]:
        """Return the tree of headings, as Python-Markdown's extension does."""
        tokens: list[Any] = [
            {
                "level": one.level,
                "id": one.anchor,
                "name": one.words,
                "html": one.words,
                "data-toc-label": "",
            }
            for one in self.headings
        ]
        return nest_toc_tokens(tokens)


class Reading:
    """Where the reading of a text stands.

    ``written`` is the text, in ``text`` words stand for its shortcodes. ``before`` is the last
    event. ``has_gaps`` says that there are three spaces or more somewhere, ``at_line`` that the
    next words begin a line, ``bare`` that there may be nothing but words. ``in_quote`` and
    ``depth`` say in what a block is, ``paragraph`` which part of the page begins the last one.
    """

    def __init__(
        self, written: str, text: str, targets: Mapping[str, Target], inline: Container[str]
    ) -> None:
        self.written, self.text, self.targets, self.inline = written, text, targets, inline
        self.page = PlainPage()
        self.put, self.ask = self.page.parts.append, self.page.ask
        self.before = ""
        self.has_gaps = "   " in text
        self.at_line = self.bare = self.in_quote = False
        self.depth = self.paragraph = 0

    def begin_block(self, start: int) -> None:
        """A block begins below an empty line or a heading, and in none but a list of its own."""
        need(self.before not in _ENDS_OF_LISTS or self.text[start - 1] == "\n")
        need(start <= 1 or self.text[start - 2] == "\n" or self.before == "End Heading")

    def end_words(self, end: int) -> None:
        """The words of a block end with its line, and not with a space."""
        while self.text.endswith("\n", 0, end):
            end -= 1
        need(not self.text[end - 1].isspace())
