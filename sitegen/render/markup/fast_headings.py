"""Anchors for headings of plain text, without the detour through their HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import TocTreeprocessor, nest_toc_tokens, unique

from sitegen.render.markup.fast_blocks import FastBlocks

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ANY_SIGN = re.compile("[&<>\x02]")


class FastHeadings(TocTreeprocessor):
    """Leaves pages that show a list of their headings, or have unusual ones, to the library."""

    def __init__(self, md: Markdown, blocks: FastBlocks, config: Mapping[str, Any]) -> None:
        super().__init__(md, dict(config))
        self._blocks = blocks

    def run(self, doc: Element) -> None:
        """Give each heading its anchor, and the converter the tree of headings."""
        elements = list(doc.iter())
        headings = [element for element in elements if element.tag in _HEADINGS]
        if self.marker in self._blocks.source or not all(map(_is_plain, headings)):
            super().run(doc)
            return
        used = {element.attrib["id"] for element in elements if "id" in element.attrib}
        tokens: list[Any] = [self._token(heading, used) for heading in headings]
        self.md.toc_tokens = nest_toc_tokens(tokens)  # type: ignore[attr-defined]  # as inherited

    def _token(self, heading: Element, used: set[str]) -> dict[str, object]:
        html = (heading.text or "").strip()
        name = " ".join(html.split())
        anchor = unique(self.slugify(name, self.sep), used)
        heading.set("id", anchor)
        return {
            "level": int(heading.tag[1]),
            "id": anchor,
            "name": name,
            "html": html,
            "data-toc-label": "",
        }


def _is_plain(heading: Element) -> bool:
    return not (heading.attrib or len(heading) or _ANY_SIGN.search(heading.text or ""))
