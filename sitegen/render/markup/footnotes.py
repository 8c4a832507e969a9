"""Footnotes and abbreviations: what the library leaves open in them, told; what is slow, quicker.

Footnotes that nobody refers to, and references to footnotes that there are not, are mistakes.
Abbreviations are marked as the library marks them, in one pass through each text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension, AbbrTreeprocessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from sitegen.diagnostics import Finding
from sitegen.render.markup.findings import InText, What

#: What is told of each finding.
Note = Callable[[InText], None]


def register_footnotes(md: Markdown, note: Note) -> None:
    """Put the parts behind the library's own, which come at 175 and at 15."""
    md.inlinePatterns.register(_Unknown(note, md), "unknown_footnote", 174)
    md.treeprocessors.register(_Unused(note, md), "unused_footnotes", 14)


class _Unknown(InlineProcessor):
    """Notes each reference that the library left as it is: it has no footnote."""

    def __init__(self, note: Note, md: Markdown) -> None:
        super().__init__(r"\[\^[^\[\]\n]*+\](?![(\[])", md)
        self._note = note

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name and base type
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the library's signature
    ) -> tuple[None, int, int]:
        help_ = f"add a line {m[0]}: with the text of the footnote, or remove {m[0]}"
        finding = Finding("footnote", f"there is no footnote {m[0]}", help_)
        self._note(InText(finding, m[0], what=What.FOOTNOTE))
        return None, m.start(), m.end()


class _Unused(Treeprocessor):
    """Notes each footnote without a reference, and takes it out: its link back leads nowhere."""

    def __init__(self, note: Note, md: Markdown) -> None:
        super().__init__(md)
        self._note = note
        self._footnotes = next(
            one for one in md.registeredExtensions if isinstance(one, FootnoteExtension)
        )

    def run(self, root: Element) -> None:
        own = self._footnotes
        unused = [id_ for id_ in own.footnotes if f"fnref:{id_}" not in own.found_refs]
        for id_ in unused:
            help_ = f"write [^{id_}] where it belongs, or remove the footnote"
            message = f"nobody refers to the footnote [^{id_}]"
            finding = Finding("footnote", message, help_)
            self._note(InText(finding, f"[^{id_}]:", what=What.FOOTNOTE))
        if unused:
            _take_out(root, {f"fn:{id_}" for id_ in unused})


def _take_out(root: Element, ids: set[str]) -> None:
    for parent in list(root.iter()):
        for item in [one for one in parent if one.tag == "li" and one.get("id") in ids]:
            parent.remove(item)


def register_abbreviations(md: Markdown) -> None:
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
