"""Words of courts and social work in a text: explained at their first use, missed where not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from sitegen.model.glossary import Watched
from sitegen.render.markup.found import InText, warning_at
from sitegen.render.markup.reader import read

#: Where an explanation would be in the way; nothing is a first use there.
_NO_ROOM = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "a"))

#: Headings, shortcodes and links: what is not the page's own prose.
_NO_PROSE = re.compile(r"^#.*+$|\[\[[^\[\]\n]*+\]\]|\[[^\[\]]*+\]\([^()]*+\)", re.MULTILINE)


def placeholder(term: Any, words: str, glossary: str | None) -> Element:
    """Return what stands for a term until the order of its uses is known."""
    element = Element("term", {"id": term.id, "meaning": term.meaning, "url": glossary or ""})
    element.text = AtomicString(words)
    return element


class Terms(Treeprocessor):
    """Explains each term where the page uses it first, and prints plain words from then on.

    The inline processor meets texts in an order of its own: that is why this runs after it.
    """

    def run(self, root: Element) -> None:
        """Settle every placeholder, in the order of the page."""
        if next(root.iter("term"), None) is not None:
            self._settle_in(root, set(), has_room=True)

    def _settle_in(self, parent: Element, explained: set[str], *, has_room: bool) -> None:
        for child in list(parent):
            if child.tag != "term":
                room = has_room and child.tag not in _NO_ROOM
                self._settle_in(child, explained, has_room=room)
            elif not has_room or child.get("id", "") in explained:
                put_text(parent, child)
            else:
                explained.add(child.get("id", ""))
                _explain(child)


def _explain(term: Element) -> None:
    """Turn a placeholder into a link to the glossary, followed by the meaning in brackets."""
    id_, url, meaning = (term.attrib.pop(name) for name in ("id", "url", "meaning"))
    term.tag = "a" if url else "span"
    if url:
        term.set("href", f"{url}#{id_}")
    term.tail = f" ({meaning}){term.tail or ''}"


def put_text(parent: Element, term: Element) -> None:
    """Put the words of an element in its place."""
    place = list(parent).index(term)
    text = f"{term.text}{term.tail or ''}"
    parent.remove(term)
    if place:
        before = parent[place - 1]
        before.tail = f"{before.tail or ''}{text}"
    else:
        parent.text = f"{parent.text or ''}{text}"


def unexplained(text: str, terms: Watched, explained: Collection[str]) -> Iterator[InText]:
    """Yield a warning for each watched term that a text uses and does not explain."""
    prose = _NO_PROSE.sub(_spaces, read(text).prose) if terms else ""
    for id_, words in terms:
        found = _pattern(words).search(prose) if id_ not in explained else None
        if found:
            message = f"{found[0]} is explained nowhere on this page"
            help_ = f"write [[term:{id_}]] or [[term:{id_}|{found[0]}]] where it stands first"
            yield warning_at("unexplained-term", message, help_, found[0], found.start())


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds a term, in capitals or not; abbreviations only as they are."""
    either = (re.escape(one) if one.isupper() else f"(?i:{re.escape(one)})s?" for one in words)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(either)})(?![\w-])")
