"""Fills the parts of a plain page that depend on the site: addresses and shortcodes.

The order is Python-Markdown's: all shortcodes are answered before the first address is looked up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown.extensions.toc import escape_cdata

from sitegen.render.markup.dialect import Dialect
from sitegen.render.markup.explained import PLACEHOLDER
from sitegen.render.markup.plain import Part, PlainPage
from sitegen.render.markup.shortcodes import Html, Result, Shortcodes


@dataclass
class _Known:
    """What earlier parts of a page have explained, and how often each address stood in it."""

    explained: set[str] = field(default_factory=set)
    addresses: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Asking:
    """Whom a page asks: the dialect for addresses, the other for what shortcodes stand for."""

    dialect: Dialect
    shortcodes: Shortcodes

    def html(self, page: PlainPage) -> str:
        """Return the HTML of a page with all its parts."""
        answers: dict[int, Result] = {
            one.at: self.shortcodes.answer(*one.shortcode, False)
            for one in page.asked
            if one.shortcode
        }
        known = _Known()
        for one in page.asked:
            page.parts[one.at] = self._part(one, answers.get(one.at, one.link), known)
        return "".join(page.parts).strip()

    def _part(self, part: Part, result: Result | None, known: _Known) -> str:
        assert result is not None
        assert not isinstance(result, Html)  # blocks are in no plain page
        if isinstance(result, str):
            return escape_cdata(result)
        words = escape_cdata(result.text or "")
        if not part.shortcode:
            return self._opening(result, known)
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
        written, title = link.get("href", ""), link.get("title")
        nth = known.addresses[written] = known.addresses.get(written, -1) + 1
        url = self.dialect.resolve(written, nth, link)
        self.dialect.found.uses.append((written, url))
        return f'<a href="{_attribute(url)}"' + (f' title="{_attribute(title)}">' if title else ">")


def _attribute(value: str) -> str:
    return escape_cdata(value).replace('"', "&quot;")
