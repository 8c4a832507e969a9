"""Words that records explain: at their first use on a page; those that no page may leave out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from sitegen.fields.shortcodes import Explained
from sitegen.model.types import Watched
from sitegen.render.markup.findings import InText, warning_at
from sitegen.render.markup.reader import read

#: Where an explanation would be in the way; nothing is a first use there.
_NO_ROOM = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "a"))

#: Headings, shortcodes and links: what is not the page's own prose.
_NO_PROSE = re.compile(r"^#.*+$|\[\[[^\[\]\n]*+\]\]|\[[^\[\]]*+\]\([^()]*+\)", re.MULTILINE)


#: The tag of what stands for words until the order of their uses is known.
PLACEHOLDER = "explained"


def placeholder(record: str, found: Explained) -> Element:
    """Return what stands for words, given what names the record that explains them."""
    element = Element(PLACEHOLDER, {"id": record, "meaning": found.meaning, "url": found.url})
    element.text = AtomicString(found.words)
    return element


class Explanations(Treeprocessor):
    """Explains words where the page uses them first, and prints plain ones from then on.

    The inline processor meets texts in an order of its own: that is why this runs after it.
    """

    def run(self, root: Element) -> None:
        """Settle every placeholder, in the order of the page."""
        if next(root.iter(PLACEHOLDER), None) is not None:
            self._settle_in(root, set(), has_room=True)

    def _settle_in(self, parent: Element, explained: set[str], *, has_room: bool) -> None:
        for child in list(parent):
            if child.tag != PLACEHOLDER:
                room = has_room and child.tag not in _NO_ROOM
                self._settle_in(child, explained, has_room=room)
            elif not has_room or child.get("id", "") in explained:
                put_text(parent, child)
            else:
                explained.add(child.get("id", ""))
                _explain(child)


def _explain(words: Element) -> None:
    """Turn a placeholder into a link, if it leads anywhere, and the meaning in brackets."""
    _, url, meaning = (words.attrib.pop(name) for name in ("id", "url", "meaning"))
    words.tag = "a" if url else "span"
    if url:
        words.set("href", url)
    words.tail = f" ({meaning}){words.tail or ''}"


def put_text(parent: Element, element: Element) -> None:
    """Put the words of an element in its place."""
    place = list(parent).index(element)
    text = f"{element.text}{element.tail or ''}"
    parent.remove(element)
    if place:
        before = parent[place - 1]
        before.tail = f"{before.tail or ''}{text}"
    else:
        parent.text = f"{parent.text or ''}{text}"


def unexplained(
    text: str, watched: Sequence[Watched], explained: Collection[tuple[str, str]]
) -> Iterator[InText]:
    """Yield a warning for each record whose words a text uses and does not explain."""
    prose = _NO_PROSE.sub(_spaces, read(text).prose) if watched else ""
    if not _pattern(tuple(word for one in watched for word in one.words)).search(prose):
        return  # as in almost every text: one search for all is far quicker
    for code, id_, words in watched:
        found = _pattern(words).search(prose) if (code, id_) not in explained else None
        if found:
            message = f"{found[0]} is explained nowhere on this page"
            named = f"{code}:{id_}"
            help_ = f"write [[{named}]] or [[{named}|{found[0]}]] where it stands first"
            yield warning_at(f"unexplained-{code}", message, help_, found[0], found.start())


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])


@lru_cache(maxsize=1 << 8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of the words, in capitals or not; abbreviations only as they are."""
    either = (re.escape(one) if one.isupper() else f"(?i:{re.escape(one)})s?" for one in words)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(either)})(?![\w-])")
