"""Finds numbers with a percent or pound sign that are typed into a text, code aside."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from sitegen.model.figures import TYPED_NUMBER, worth

#: What is in every text that the pattern can match: one of these signs.
SIGNS = ("£", "%", "cent")


class TypedNumbers(InlineProcessor):
    """Tells of each number typed into a text, code and addresses aside, and changes nothing."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(TYPED_NUMBER, md)
        self.tell: Callable[[str, str, str], None] = lambda *_: None

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name and base type
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the library's signature
    ) -> tuple[None, None, None]:
        """Return what was matched: as written, its value as the repr of a float, its unit."""
        if known := worth(m):
            self.tell(m[0], *known)
        return None, None, None
