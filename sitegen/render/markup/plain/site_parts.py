"""Fills the parts of a plain page that depend on the site: addresses and shortcodes.

The order is Python-Markdown's: all shortcodes are answered before the first address is looked up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown.extensions.toc import escape_cdata
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.serializers import to_html_string

from sitegen.render.markup.dialect import Dialect
from sitegen.render.markup.explained_words import PLACEHOLDER
from sitegen.render.markup.plain.page import Part, PlainPage
from sitegen.render.markup.shortcodes import Html, Result, Shortcodes
from sitegen.render.markup.used_addresses import Pictures


@dataclass
class _Known:
    """What earlier parts of a page have explained, and how often each address stood in it."""

    explained: set[str] = field(default_factory=set)
    addresses: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Asking:
    """Whom a page asks: for addresses, for what shortcodes stand for, for pictures."""

    dialect: Dialect
    shortcodes: Shortcodes
    pictures: Pictures

    def html(self, page: PlainPage) -> str:
        """Return the HTML of a page with all its parts."""
        answers: dict[int, Result] = {
            one.at: self.shortcodes.answer(*one.shortcode) for one in page.asked if one.shortcode
        }
        known = _Known()
        for one in page.asked:
            result = answers.get(one.at, one.element)
            if isinstance(result, Html):
                self._put_html(page.parts, one, result.text)
            else:
                page.parts[one.at] = self._part(one, result, known)
        return "".join(page.parts).strip()

    def _put_html(self, parts: list[str], part: Part, html: str) -> None:
        """Put HTML as it is: in the place of its paragraph, if it is a block by itself."""
        stands_alone = part.shortcode and part.shortcode[-1]
        if stands_alone and RawHtmlPostprocessor(self.shortcodes.md).isblocklevel(html):
            parts[part.at - 1], parts[part.at + 1] = "", "\n"
        parts[part.at] = html

    def _part(self, part: Part, result: str | Element | None, known: _Known) -> str:
        assert result is not None
        if isinstance(result, str):
            return escape_cdata(result)
        if not part.shortcode:
            is_picture = result.tag == "img"
            return self._picture(result, known) if is_picture else self._opening(result, known)
        words = escape_cdata(result.text or "")
        if part.in_link:
            return words
        if result.tag == PLACEHOLDER:
            return self._explained(result, words, known)
        return f"{self._opening(result, known)}{words}</a>"

    def _explained(self, placeholder: Element, words: str, known: _Known) -> str:
        """Return words as the library's part prints them: explained at their first use."""
        record, url = placeholder.get("id", ""), placeholder.get("url", "")
        if record in known.explained:
            return words
        known.explained.add(record)
        meaning = escape_cdata(f" ({placeholder.get('meaning')})")
        if not url:
            return f"<span>{words}</span>{meaning}"
        link = Element("a", {"href": url})
        return f"{self._opening(link, known)}{words}</a>{meaning}"

    def _opening(self, link: Element, known: _Known) -> str:
        """Return the tag that begins a link, with the address that is printed."""
        title = link.get("title")
        url = self._resolved(link, link.get("href", ""), known)
        return f'<a href="{_attribute(url)}"' + (f' title="{_attribute(title)}">' if title else ">")

    def _picture(self, picture: Element, known: _Known) -> str:
        picture.set("src", self._resolved(picture, picture.get("src", ""), known))
        self.pictures.run(picture)
        return str(to_html_string(picture))

    def _resolved(self, element: Element, written: str, known: _Known) -> str:
        nth = known.addresses[written] = known.addresses.get(written, -1) + 1
        url = self.dialect.resolve(written, nth, element)
        self.dialect.found.uses.append((written, url))
        return url


def _attribute(value: str) -> str:
    return escape_cdata(value).replace('"', "&quot;")
