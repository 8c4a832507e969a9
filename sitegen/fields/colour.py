"""Colours, as styles and drawings name them."""

from __future__ import annotations

import re
from typing import Annotated, Any

from sitegen.diagnostics import Finding
from sitegen.fields.described import text_like
from sitegen.fields.types import Form
from sitegen.schema.local import Local

_COLOUR = re.compile("#[0-9a-fA-F]{6}")


class _Colour(Form):
    def fault(self, text: str, local: Local) -> Finding | None:  # noqa: ARG002 - as each form
        """Return what is wrong with what is no colour."""
        if _COLOUR.fullmatch(text):
            return None
        help_ = 'write six digits after a # and in quotes: "#fbf6ef"'
        return Finding("wrong-type", f"{text} is no colour", help_)

    def keywords(self) -> dict[str, Any]:
        """Return the look of a colour."""
        return text_like(_COLOUR.pattern, "a colour, in quotes", "#fbf6ef")


#: A colour: #fbf6ef.
Colour = Annotated[str, _Colour()]
