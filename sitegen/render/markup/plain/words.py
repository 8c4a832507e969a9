"""Words of a plain text: with code, emphasis, links, pictures and shortcodes among them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from sitegen.fields.shortcodes import WHOLE
from sitegen.render.markup.plain.common_language import (
    Target,
    are_plain_words,
    has_cells,
    is_plain_name,
    is_plain_target,
    may_begin_line,
)
from sitegen.render.markup.plain.page import Handler, Reading, need
from sitegen.render.markup.reader import Kind, Region

_AUTOLINK = re.compile(r"https?://[\w.,:;/?#=~@+-]+", re.ASCII)
#: What may not follow the short form of a link, which it would belong to.
_REST_OF_LINK = re.compile(r"(?:\s|\n> )?\[|\(")


def escaped(words: str) -> str:
    """Return words as HTML."""
    if "&" in words:
        words = words.replace("&", "&amp;")
    if "<" in words:
        words = words.replace("<", "&lt;")
    return words.replace(">", "&gt;") if ">" in words else words


class Words:
    """Renders what stands in a line."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._marks = self._in_link = self._in_picture = False

    def handlers(self) -> Mapping[str, Handler]:
        """Return what is done about each event."""
        return {
            "Text": self._words,
            "Code": self._code,
            "SoftBreak": self._soft_break,
            "HardBreak": self._hard_break,
            "Start Emphasis": lambda *_: self._begin_marks("<em>"),
            "End Emphasis": lambda *_: self._end_marks("</em>"),
            "Start Strong": lambda *_: self._begin_marks("<strong>"),
            "End Strong": lambda *_: self._end_marks("</strong>"),
            "Start Link": self._link,
            "End Link": self._end_link,
            "Start Image": self._picture,
            "End Image": self._end_picture,
        }

    def _words(self, words: str, start: int, end: int) -> None:
        reading = self._reading
        if self._in_picture:
            return
        need(words == reading.text[start:end] and are_plain_words(words))
        need(self._in_link or ("://" not in words and "www." not in words.lower()))
        if reading.at_line:
            need(may_begin_line(words))
            need(not (reading.has_gaps and has_cells(reading.text, start)))
            reading.at_line = False
        if words == reading.written[start:end]:
            reading.put(escaped(words))
        else:
            self._shortcodes(start, end)

    def _shortcodes(self, start: int, end: int) -> None:
        """Put words with shortcodes between them."""
        reading = self._reading
        for one in WHOLE.finditer(reading.written, start, end):
            alone = self._is_alone(*one.span())
            need(one[1] in reading.inline or alone)
            need(are_plain_words(f"{one[2]}{one[3] or ''}") and "://" not in one[0])
            if start < one.start():
                reading.put(escaped(reading.text[start : one.start()]))
            asked = one[1], one[2], one[3] or "", one[0], alone
            reading.ask(None, asked, in_link=self._in_link)
            start = one.end()
        if start < end:
            reading.put(escaped(reading.text[start:end]))

    def _is_alone(self, start: int, end: int) -> bool:
        """Whether a shortcode has a paragraph for itself."""
        text = self._reading.text
        is_first = not start or text.endswith("\n\n", 0, start)
        return is_first and text[end : end + 2] in ("", "\n", "\n\n")

    def _code(self, words: str, start: int, end: int) -> None:
        reading = self._reading
        text = reading.written
        signs = 1
        while text[start + signs] == "`":
            signs += 1
        need(text[start + signs : end - signs] == words.strip() and not reading.bare)
        reading.at_line = False
        reading.page.code.append(Region(start, end, Kind.SPAN))
        reading.put(f"<code>{escaped(words)}</code>")

    def _soft_break(self, _: object, __: int, end: int) -> None:
        """A line ends; Python-Markdown prints a space before its end."""
        self._begin_line(end, " " if self._reading.text[end - 2] == " " else "")

    def _hard_break(self, _: object, start: int, end: int) -> None:
        need(self._reading.text[start:end] == "  \n")
        self._begin_line(end, "<br>")

    def _begin_line(self, end: int, before: str) -> None:
        reading = self._reading
        need(reading.text[end] != " ")
        reading.at_line = True
        reading.put(f"{before}\n")

    def _begin_marks(self, tag: str) -> None:
        """Marks stand not within others."""
        reading = self._reading
        need(not reading.bare and not self._marks)
        self._marks = True
        reading.at_line = False
        reading.put(tag)

    def _end_marks(self, tag: str) -> None:
        self._marks = False
        self._reading.put(tag)

    def _link(self, link: Mapping[str, str], start: int, end: int) -> None:
        reading = self._reading
        target = self._target(link, start, end)
        need(reading.text[start + 1] != "]" and not reading.text[start + 1].isspace())
        reading.at_line = False
        about = {"href": target.address, **({"title": target.title} if target.title else {})}
        reading.ask(Element("a", about), None, in_link=False)
        self._in_link = True

    def _end_link(self, *_: object) -> None:
        self._in_link = False
        self._reading.put("</a>")

    def _picture(self, picture: Mapping[str, str], start: int, end: int) -> None:
        reading = self._reading
        need(picture["link_type"] == "Inline")
        target = self._target(picture, start, end)
        words = reading.written[start + len("![") : end - len(_rest(target))]
        need(are_plain_words(words) and "\n" not in words)
        title = {"title": target.title} if target.title else {}
        about = {"src": target.address, **title, "alt": words}
        reading.at_line, self._in_picture = False, True
        reading.ask(Element("img", about), None, in_link=self._in_link)

    def _end_picture(self, *_: object) -> None:
        self._in_picture = False

    def _target(self, link: Mapping[str, str], start: int, end: int) -> Target:
        """Return where a link leads, if both readers find the same."""
        kind, text = link["link_type"], self._reading.written
        target = Target(link["dest_url"], link["title"])
        if kind == "Inline":
            need(is_plain_target(target) and text.endswith(_rest(target), 0, end))
            return target
        if kind == "Autolink":
            need(_AUTOLINK.fullmatch(text, start + 1, end - 1) and not self._in_link)
            return target
        name = text[text.rfind("[", start, end) + 1 : end - 1]
        end += len("[]") if kind == "Collapsed" else 0
        need(is_plain_name(name) and self._reading.targets.get(name.lower()) == target)
        need(not _REST_OF_LINK.match(text, end))
        return target


def _rest(target: Target) -> str:
    """Return how the second part of a link is written."""
    return f'](%s "{target.title}")' % target.address if target.title else f"]({target.address})"
