"""Whether a page has as many elements of each kind as the second reader found in its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.render.markup.findings import InText, warning_at
from sitegen.render.markup.reader import Event, Reading

#: The tag that each element is printed as, and what editors call it.
_TAGS = {
    "Heading": "h",
    "Item": "li",
    "CodeBlock": "pre",
    "Code": "code",
    "Strikethrough": "del",
    "BlockQuote": "blockquote",
    "TableHead": "tr",
    "TableRow": "tr",
    "Image": "img",
    "Strong": "strong",
    "Emphasis": "em",
    "Rule": "hr",
}
_NOUNS = {
    "h": "headings",
    "li": "items of lists",
    "pre": "blocks of code",
    "code": "pieces of code",
    "del": "pieces struck out",
    "blockquote": "quotations",
    "tr": "rows of tables",
    "img": "pictures",
    "strong": "pieces of bold type",
    "em": "pieces of italic type",
    "hr": "rules",
}
_TAG = re.compile(r"<(h(?=[1-6])|(?:li|pre|code|del|blockquote|tr|img|strong|em|hr)\b)")
#: What is printed besides: footnotes at the end, a second tag for each block of code.
_ADDED = re.compile(r'<div class="footnote">\s*<hr>|<li id="fn:|<pre[^<>]*><code')
#: What prints more than stands in the text, or less.
_OTHERS = ("[TOC]", "*[", "![")


def other_outline(reading: Reading, html: str) -> Iterator[InText]:
    """Yield a warning for the first kind of which a page has more or fewer than its text."""
    if any(sign in reading.text for sign in _OTHERS) or _has_html(reading):
        return
    found = [event for event in reading.events if _counts(event, reading)]
    meant = Counter(_TAGS[event.name] for event in found)
    printed = Counter(_TAG.findall(_ADDED.sub(_kept, html)))
    for tag, noun in _NOUNS.items():
        if meant[tag] != printed[tag]:
            message = (
                f"other programs read this text otherwise: they find {meant[tag]} {noun},"
                f" and the page has {printed[tag]}"
            )
            help_ = (
                "put empty lines around paragraphs, lists and tables, and indent what belongs"
                " to an item by 4 spaces"
            )
            start = next((one.start for one in found if _TAGS[one.name] == tag), 0)
            line = reading.text[start:].partition("\n")[0]
            yield warning_at("other-reading", message, help_, line or " ", start)
            return


def _kept(added: re.Match[str]) -> str:
    return added[0].removesuffix("<code") if added[0].startswith("<pre") else ""


def _has_html(reading: Reading) -> bool:
    return any(event.name in ("Html", "InlineHtml") for event in reading.events)


def _counts(event: Event, reading: Reading) -> bool:
    """Whether an event is an element of its own: a note is none, and its title neither."""
    if event.ends or event.name not in _TAGS or (event.name == "BlockQuote" and event.value):
        return False
    return (
        event.start >= len(reading.text) or reading.shown[event.start] == reading.text[event.start]
    )
