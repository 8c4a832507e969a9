"""What begins like a shortcode and is none, where the library reads a text and no code."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from sitegen.diagnostics import Finding
from sitegen.fields.shortcodes import TAG, half, not_whole
from sitegen.render.markup.collected import InText, What


class HalfShortcodes(InlineProcessor):
    """Notes each of them, and leaves the text as it is. ``note`` is set for each page."""

    put_in: str | None = None

    def __init__(self, md: Markdown, kinds: Sequence[str], pattern: str = "") -> None:
        super().__init__(pattern or half(tuple(kinds)), md)
        self._kinds = kinds
        self.note: Callable[[InText], None] = lambda _: None

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name and base type
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the library's signature
    ) -> tuple[str | None, int, int]:
        """Note what was matched, unless it is the short form of a link."""
        if m[0][1:-1].lower() in self.md.references:
            return None, m.start(), m.end()
        written = m[0].rstrip()
        finding = Finding(*not_whole(written, self._kinds))
        self.note(InText(finding, written, what=What.SHORTCODE))
        return self.put_in, m.start(), m.end()


class Tags(HalfShortcodes):
    """Does the same for tags of templates, and drops them: they are no attribute lists either."""

    put_in = ""

    def __init__(self, md: Markdown, kinds: Sequence[str]) -> None:
        super().__init__(md, kinds, rf"(?<!\\){TAG}")
