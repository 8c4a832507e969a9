"""Sentences that are too long for readers in distress, where a site promises short ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from sitegen.diagnostics import Finding, Severity
from sitegen.render.markup.found import InText

#: So many words has a sentence there at most.
LONGEST = 20

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ASIDE = re.compile(r"\([^)]*\)")
_END = re.compile(r"(?<=[.?:])\s+")


def long_sentences(html: str) -> Iterator[InText]:
    """Yield the long sentences of a converted text. What stands in brackets does not count."""
    for paragraph in _PARAGRAPH.findall(html):
        for sentence in _END.split(paragraph):
            words = len(_ASIDE.sub("", _TAG.sub("", sentence)).split())
            if words > LONGEST:
                message = (
                    f"this sentence has {words} words, and {LONGEST} are the most on this page"
                )
                help_ = "make two of it"
                finding = Finding("long-sentence", message, help_, Severity.WARNING)
                yield InText(finding, _as_written(sentence))


def _as_written(sentence: str) -> str:
    """Return the longest piece of a sentence that stands in its source as it is."""
    return unescape(max(_TAG.split(sentence), key=len).strip())
