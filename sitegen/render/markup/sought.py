"""What a pattern finds in a text for readers: not in code, addresses and shortcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.fields.shortcodes import WHOLE
from sitegen.render.markup.links import links
from sitegen.render.markup.reader import Reading


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
