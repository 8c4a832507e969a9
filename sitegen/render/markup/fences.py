"""Fenced code as HTML: of what the first line of a fence says, language, id and classes count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from markdown.extensions.attr_list import get_attrs_and_remainder

from sitegen.render.markup.reader import Reading

_BRACES = re.compile(r"\{([^}\n]*)\}?")
_LANGUAGE = re.compile(r"\.?([\w#+.-]+)")
_ALLOWED_ATTRIBUTES = ("id", ".")


def code_block(info: str, code: str) -> str:
    """Return the HTML of a fence from the words behind its opening signs, and its code."""
    braces = _BRACES.search(info)
    attributes = get_attrs_and_remainder(braces[1])[0] if braces else []
    classes = [value for name, value in attributes if name == "."]
    language = _LANGUAGE.match(info[: braces.start()] if braces else info)
    if language:
        classes.insert(0, language[1])
    ids = [f' id="{escape(value)}"' for name, value in attributes if name == "id"][-1:]
    names = f' class="language-{escape(classes[0])}"' if classes else ""
    others = f' class="{escape(" ".join(classes[1:]))}"' if classes[1:] else ""
    printed = escape(code, quote=False).replace('"', "&quot;")
    return f"<pre{''.join(ids)}{others}><code{names}>{printed}</code></pre>"


def refused_attributes(reading: Reading) -> Iterator[tuple[str, int]]:
    """Yield each attribute that a fence may not set, and the place in the text where it does.

    What stands behind a language, such as title="app.js", is for other programs.
    """
    for event in reading.events if "{" in reading.text else ():
        info = event.value["Fenced"] if event.name == "CodeBlock" and _is_fence(event.value) else ""
        if info.startswith("{"):
            at = reading.text.find("{", event.start)
            for name, value in get_attrs_and_remainder(info.strip("{}"))[0]:
                if name not in _ALLOWED_ATTRIBUTES:
                    at = reading.text.find(name, at)
                    yield name, at
                at += len(name) + len(value or "")


def _is_fence(kind: object) -> bool:
    return isinstance(kind, dict)
