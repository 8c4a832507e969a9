"""Python-Markdown without the work that a text cannot need; what comes out stays the same."""

from __future__ import annotations

from typing import Any, ClassVar
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import TocExtension
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor

from sitegen.render.markup import fast_patterns
from sitegen.render.markup.fast_blocks import FastBlocks
from sitegen.render.markup.fast_headings import FastHeadings
from sitegen.render.markup.fast_inline import FastInline
from sitegen.render.markup.serializer import to_html


class FastMarkdown(Markdown):
    """The library's converter, with faster parts in the places of some of its own.

    Each part skips what is looked for only where a certain mark stands, when the text of the page
    has no such mark. The library's own code does all that is left to do.
    """

    output_formats: ClassVar = {**Markdown.output_formats, "html": to_html}
    parser: FastBlocks

    def __init__(self, **settings: Any) -> None:
        self._block_level: dict[Any, bool] = {}
        super().__init__(**settings)
        toc = next(one for one in self.registeredExtensions if isinstance(one, TocExtension))
        # The priorities are the library's own.
        lines = self.preprocessors
        lines.register(_Whitespace(self), "normalize_whitespace", 30)
        fast_patterns.register(self)
        parts = self.treeprocessors
        parts.register(FastInline(self, self.parser), "inline", 20)
        parts.register(_Attributes(self.parser, parts["attr_list"]), "attr_list", 8)
        parts.register(FastHeadings(self, self.parser, toc.getConfigs()), "toc", 5)
        parts.register(_Unescape(self.parser), "unescape", 0)

    def build_parser(self) -> Markdown:  # type: ignore[override]  # as the library declares it
        """Build the library's parser, and hand its block processors over to the faster one."""
        super().build_parser()
        self.parser = FastBlocks(self, self.parser.blockprocessors)
        return self

    def is_block_level(self, tag: Any) -> bool:
        """Tell whether a tag is a block: asked for each element, and searched in a long list."""
        known = self._block_level.get(tag)
        if known is None:
            known = self._block_level[tag] = super().is_block_level(tag)
        return known


class _Whitespace(NormalizeWhitespace):
    """Tidies white space, if there is any of the kinds that it tidies."""

    _SIGNS = ("\x02", "\x03", "\r", "\t", " \n")

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join((*lines, ""))
        untidy = any(sign in source for sign in self._SIGNS)
        return super().run(lines) if untidy else [*lines, "", ""]


class _Fences(Preprocessor):
    """Looks for fenced code, if there is a fence."""

    def __init__(self, md: Markdown, fences: Preprocessor) -> None:
        super().__init__(md)
        self._fences = fences

    def run(self, lines: list[str]) -> list[str]:
        fenced = any(line.startswith(("```", "~~~")) for line in lines)
        return self._fences.run(lines) if fenced else lines


class _Attributes(Treeprocessor):
    """Looks for attribute lists, if there is a brace."""

    def __init__(self, blocks: FastBlocks, attributes: Treeprocessor) -> None:
        super().__init__(blocks.md)
        self._blocks = blocks
        self._attributes = attributes

    def run(self, root: Element) -> None:
        if "{" in self._blocks.source:
            self._attributes.run(root)


class _Unescape(UnescapeTreeprocessor):
    """Puts escaped characters back, if there is a backslash."""

    def __init__(self, blocks: FastBlocks) -> None:
        super().__init__(blocks.md)
        self._blocks = blocks

    def run(self, root: Element) -> None:
        if "\\" in self._blocks.source:
            super().run(root)
