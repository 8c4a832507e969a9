"""Write an element tree as HTML, as Python-Markdown's serializer does, for the trees it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element

from markdown.extensions.toc import escape_cdata
from markdown.serializers import to_html_string

_EMPTY = frozenset(("br", "hr", "img", "source"))


class _UnusualError(Exception):
    """Something in the tree is left to the library."""


def to_html(root: Element) -> str:
    """Return the element as HTML."""
    parts: list[str] = []
    try:
        _write(root, parts.append)
    except (_UnusualError, RecursionError):
        return to_html_string(root)
    return "".join(parts)


def _write(element: Element, write: Callable[[str], None]) -> None:
    tag = element.tag
    write(f"<{tag}{_attributes(element)}>" if element.attrib else f"<{tag}>")
    if element.text:
        write(escape_cdata(element.text))
    for child in element:
        _write(child, write)
    if tag not in _EMPTY:
        write(f"</{tag}>")
    if element.tail:
        write(escape_cdata(element.tail))


def _attributes(element: Element) -> str:
    written = ""
    items: Iterable[tuple[str, str | None]] = sorted(element.items())
    for name, value in items:
        if value is None or value == name:
            raise _UnusualError  # an attribute that may stand without a value
        quoted = escape_cdata(value).replace('"', "&quot;")
        written += f' {name}="{quoted}"'
    return written
