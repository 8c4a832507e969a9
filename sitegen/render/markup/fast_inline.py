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
from sitegen.render.markup.fast_patterns import SIGNS

#: What is in each text that the pattern of this name can match: one of these signs.
_SIGNS = {**SIGNS, "typed_number": typed_numbers.SIGNS}
_REFERENCES = frozenset(("reference", "image_reference", "short_reference", "short_image_ref"))
_ANY_SIGN = re.compile(r"[`\\\[<&*_£%{~=]")
#: Longer signs, which are found faster one by one than as choices of a pattern.
_ANY_WORD = ("  \n", "cent")


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
            if (text := element.text)
            and not _ANY_SIGN.search(text)
            and not any(word in text for word in _ANY_WORD)
        ]
        for element, text in plain:
            element.text = AtomicString(text)  # the library's sign for: nothing to do here
        super().run(tree, ancestors)
        for element, text in plain:
            element.text = text
        return tree

    def _patterns(self) -> tuple[Pattern, ...]:
        all_ = self.md.inlinePatterns
        idle = {all_[name] for name in _SIGNS if name in all_ and not self._can_match(name)}
        return tuple(pattern for pattern in all_ if pattern not in idle)

    def _can_match(self, name: str) -> bool:
        if name in _REFERENCES and not self.md.references:
            return False
        return any(sign in self._blocks.source for sign in _SIGNS[name])
