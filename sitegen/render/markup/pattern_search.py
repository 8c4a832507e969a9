"""What a pattern finds in a text for readers; by which signs it is known that one finds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_letters, digits

from sitegen.fields.shortcodes import WHOLE
from sitegen.render.markup.links import links
from sitegen.render.markup.reader import Reading

#: What texts are full of: no form is known by it.
_NO_SIGNS = f"{ascii_letters}{digits} ,;\t\r".encode()
_NO_BRACKETS, _NO_BARS = (bytes(set(range(256)).difference(kept)) for kept in (b"[]()\n", b"[]|\n"))


def signs_of(text: str) -> bytes:
    """Return the signs of a text alone, in order: what stands side by side in it does so there.

    They are a small part of a text. Where they do not hold the signs of a form, neither does it.
    """
    return text.encode().translate(None, _NO_SIGNS)


def brackets_of(signs: bytes) -> bytes:
    """Return of some signs square and round brackets alone, and the ends of lines."""
    return signs.translate(None, _NO_BRACKETS)


def bars_of(signs: bytes) -> bytes:
    """Return of some signs bars and square brackets alone, and the ends of lines."""
    return signs.translate(None, _NO_BARS)


def outside_addresses(pattern: re.Pattern[str], reading: Reading) -> Iterator[re.Match[str]]:
    """Yield each match; what stands for a shortcode or an address is looked at only if need be."""
    text = reading.prose
    if not pattern.search(text):
        return
    hidden = [match.span() for match in WHOLE.finditer(text)]
    hidden += [(one.start, one.start + len(one.written)) for one in links(reading)]
    for match in pattern.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in hidden):
            yield match
