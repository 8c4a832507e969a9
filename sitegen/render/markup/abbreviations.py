"""Abbreviations with their meanings: as the library marks them, in one pass through each text."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension, AbbrTreeprocessor
from markdown.util import AtomicString


def register(md: Markdown) -> None:
    """Put the part in the place of the library's own."""
    own = next(one for one in md.registeredExtensions if isinstance(one, AbbrExtension))
    known = own.abbrs  # type: ignore[attr-defined]  # the stubs lack it
    md.treeprocessors.register(Abbreviations(md, known), "abbr", 7)


class Abbreviations(AbbrTreeprocessor):
    """Marks abbreviations; the library moves all that it has marked for each one that it finds."""

    def iter_element(self, el: Element, parent: Element | None = None) -> None:  # noqa: ARG002 - as inherited
        """Mark what stands in an element, and in those within it."""
        el.text, children = self._marked(el.text)
        for child in el:
            self.iter_element(child)
            child.tail, marked = self._marked(child.tail)
            children += [child, *marked]
        if len(children) > len(el):
            el[:] = children

    def _marked(self, text: str | None) -> tuple[str | None, list[Element]]:
        """Return what stands before the first abbreviation of a text, and the rest as elements."""
        assert self.RE is not None  # it is made before the tree is walked
        if not text or isinstance(text, AtomicString):
            return text, []
        found = [match for match in self.RE.finditer(text) if self.abbrs[match[0]]]
        if not found:
            return text, []
        ends = [*(match.start() for match in found[1:]), len(text)]
        marked = [
            self.create_element(self.abbrs[match[0]], match[0], text[match.end() : end])
            for match, end in zip(found, ends, strict=True)
        ]
        return text[: found[0].start()], marked
