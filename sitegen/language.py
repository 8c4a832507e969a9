"""What the tag of a language looks like."""

from __future__ import annotations

import re

#: A language, a script, a region, variants. Source: RFC 5646 (BCP 47), section 2.1; neither
#: extensions nor private use, which no browser acts upon.
LANGUAGE_PATTERN = (
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)
_TAG = re.compile(LANGUAGE_PATTERN)


def is_language(tag: str) -> bool:
    """Whether a text is the tag of a language, such as cy or pt-BR."""
    return _TAG.fullmatch(tag) is not None


#: What to write where a text is no such tag.
LANGUAGE_FORM = "write the tag of a language: cy for Welsh, pt-BR for Portuguese as in Brazil"
