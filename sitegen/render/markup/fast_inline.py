"""Python-Markdown's inline processor, trying only those patterns that can match in a page."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from sitegen.render.markup import typed_numbers
from sitegen.render.markup.fast_blocks import FastBlocks

_MARKS = {
    "backtick": "`",
    "shortcode": r"\[\[",
    "escape": r"\\",
    "footnote": r"\[\^",
    "reference": r"\[",
    "link": r"\[",
    "image_link": r"!\[",
    "image_reference": r"!\[",
    "short_reference": r"\[",
    "short_image_ref": r"!\[",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "raw_html": "<",
    "entity": "&",
    "em_strong": "[*_]",
    "typed_number": typed_numbers.MARK,
}
#: What is in each text that the pattern of this name can match.
MARKS = {name: re.compile(mark) for name, mark in _MARKS.items()}

_REFERENCES = frozenset(("reference", "image_reference", "short_reference", "short_image_ref"))
_ANY_MARK = re.compile(rf"[`\\\[<&*_]|  \n|{typed_numbers.MARK}")


class FastInline(InlineProcessor):
    """Leaves out the patterns without a mark in the page, and texts without any mark at all."""

    def __init__(self, md: Markdown, blocks: FastBlocks) -> None:
        super().__init__(md)
        self._blocks = blocks

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the patterns to the whole tree."""
        self.inlinePatterns = self._patterns()  # type: ignore[assignment]  # read by index only
        plain = [
            (element, text)
            for element in tree.iter()
            if (text := element.text) and not _ANY_MARK.search(text)
        ]
        for element, text in plain:
            element.text = AtomicString(text)  # the library's sign for: nothing to do here
        super().run(tree, ancestors)
        for element, text in plain:
            element.text = text
        return tree

    def _patterns(self) -> tuple[Pattern, ...]:
        all_ = self.md.inlinePatterns
        idle = {all_[name] for name in MARKS if name in all_ and not self._can_match(name)}
        return tuple(pattern for pattern in all_ if pattern not in idle)

    def _can_match(self, name: str) -> bool:
        if name in _REFERENCES and not self.md.references:
            return False
        return MARKS[name].search(self._blocks.source) is not None
