"""Python-Markdown's inline patterns: led to their matches, common forms read at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import LINK_RE, DelimiterProcessor, LinkInlineProcessor

#: How each match of the pattern of this name begins: with one of these signs.
SIGNS = {
    "backtick": ("`", "\\"),
    "shortcode": ("[[",),
    "half_shortcode": ("[",),
    "template_tag": ("{{", "{%"),
    "escape": ("\\",),
    "footnote": ("[^",),
    "unknown_footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "raw_html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
    "delimiter": ("~~", "=="),
}
_MARKS = {name: re.compile("|".join(map(re.escape, signs))) for name, signs in SIGNS.items()}

#: What stands for a match, and where it begins and ends; nothing but None where there is none.
_Handled = tuple[Element | str | None, int | None, int | None]


def register(md: Markdown) -> None:
    """Put the faster patterns in their places, by the priorities that the library gives them."""
    patterns = md.inlinePatterns
    patterns.register(_Link(LINK_RE, md), "link", 160)
    patterns.register(_Emphasis(md), "em_strong", 60)
    for name in (name for name in SIGNS if name in patterns):
        led = _FromMark(patterns[name].compiled_re, _MARKS[name])
        patterns[name].compiled_re = led  # type: ignore[assignment]  # asked for its matches only


@dataclass(frozen=True, slots=True)
class _FromMark:
    """A regular expression that is tried only from the next mark on.

    A mark is found in one search. The expressions themselves begin with a look behind or a choice,
    with which Python tries them at every character.
    """

    expression: re.Pattern[str]
    mark: re.Pattern[str]

    def finditer(self, text: str, start: int) -> Iterable[re.Match[str]]:
        """Give the matches in a text from a place on."""
        first = self.mark.search(text, start)
        return self.expression.finditer(text, first.start()) if first else ()


class _Link(LinkInlineProcessor):
    """Reads a link of the plain form; the library reads all other forms, sign by sign."""

    _PLAIN = re.compile(r"""\[([^\[\]]*)\]\(([^\s()<>'"\x02]+)\)""")

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name and base type
        self, m: re.Match[str], data: str
    ) -> _Handled:
        plain = self._PLAIN.match(data, m.start())
        if plain is None:
            return super().handleMatch(m, data)
        link = Element("a", {"href": plain.group(2)})
        link.text = plain.group(1)
        return link, plain.start(), plain.end()


class _Emphasis(DelimiterProcessor):
    """Pairs stars around a text without further ones; the library weighs all other cases."""

    _PLAIN = re.compile(r"(\*\*?)(?![\s*])([^*_]+)(?<!\s)\1(?!\*)")

    def __init__(self, md: Markdown) -> None:
        super().__init__("*", "strong,em", md)
        self.add("_", "strong,em", smart=True)

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name and base type
        self, m: re.Match[str], data: str
    ) -> _Handled:
        plain = None if self.regions else self._PLAIN.match(data, m.start())
        if plain is None:
            return super().handleMatch(m, data)
        element = Element("strong" if plain.group(1) == "**" else "em")
        element.text = plain.group(2)
        return element, plain.start(), plain.end()
