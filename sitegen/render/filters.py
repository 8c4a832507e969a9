"""How values are written in templates: dates, sizes, addresses, sections of a text, shortcodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date

from markupsafe import Markup, escape

from sitegen.fields.shortcodes import Block, Expansion, Explained, Link
from sitegen.fields.web_address import telephone_url


class UnusableValueError(Exception):
    """A template has something formatted or printed that cannot be; ``help`` says what can."""

    def __init__(self, message: str, help_: str = "") -> None:
        super().__init__(message)
        self.help = help_


def printable(value: object) -> object:
    """Return what can be printed, "" for None; refuse what has no form that readers understand."""
    if value is None:
        return ""
    if isinstance(value, str | int | float) or type(value).__str__ is not object.__str__:
        return value
    raise UnusableValueError(*_not_printed(value))


def _not_printed(value: object) -> tuple[str, str]:
    """Return message and help for what would be printed in the words of a programmer."""
    if isinstance(value, list | tuple | set | frozenset):
        help_ = "go through it: {% for one in … %}{{ one }}{% endfor %}"
        return "a list cannot be printed as it is", help_
    if callable(value):
        return "a function cannot be printed", "write brackets behind its name"
    if isinstance(value, Mapping):
        return "a mapping cannot be printed as it is", f"print one of {', '.join(map(str, value))}"
    if is_dataclass(value):
        names = ", ".join(one.name for one in fields(value))
        return f"a {type(value).__name__} cannot be printed as it is", f"print one of {names}"
    return "this is no text and cannot be printed", "print its title, or another part of it"


_UNITS = ((1_000_000, "MB"), (1_000, "KB"))


def shown(value: object) -> str:
    """Return a value as a message shows it; an undefined one raises its own error instead."""
    str(value)
    return repr(value)


def format_date(value: date | str) -> str:
    """Return a date, or its ISO text as data files hold it, in words: 4 December 2026."""
    try:
        day = value if isinstance(value, date) else date.fromisoformat(value)
    except (TypeError, ValueError):
        raise UnusableValueError(f"the filter date wants a date, not {shown(value)}") from None
    return f"{day.day} {day:%B %Y}"


def absolute_with(absolute: Callable[[str], str]) -> Callable[[str], str]:
    """Return the filter that makes root paths of a site absolute."""

    def checked(url: str) -> str:
        if not isinstance(url, str):
            raise UnusableValueError(f"the filter absolute wants an address, not {shown(url)}")
        return absolute(url)

    return checked


def format_size(size: int) -> str:
    """Return a size in bytes with one decimal at most: 1.2 MB, 545 KB, 80 bytes."""
    if not isinstance(size, int):
        raise UnusableValueError(f"the filter filesize wants a number of bytes, not {shown(size)}")
    for amount, unit in _UNITS:
        if size >= amount:
            number = f"{size / amount:.1f}" if unit == "MB" else f"{size / amount:.0f}"
            return f"{number.removesuffix('.0')} {unit}"
    return f"{size} bytes"


def telephone_with(prefix: str) -> Callable[[str], str]:
    """Return the filter that makes the address which dials a number.

    With the prefix +33, 01 99 00 12 34 is tel:+33199001234; a short number stays as it is.
    """

    def dialled(number: object) -> str:
        if not isinstance(number, str):
            wrong = f"the filter tel wants a number in quotes, not {shown(number)}"
            raise UnusableValueError(wrong)
        return telephone_url(number, prefix)

    return dialled


def text_message(words: str) -> str:
    """Return the address that begins a text message: "Text SHOUT to 85258" is sms:85258.

    The number is the last one in the words. Source: RFC 5724, section 2.2.
    """
    if not isinstance(words, str):
        raise UnusableValueError(f"the filter sms wants words in quotes, not {shown(words)}")
    numbers = re.findall(r"\+?\d[\d ]*", words)
    if not numbers:
        raise UnusableValueError(f"the filter sms finds no number in {words!r}")
    return "sms:" + re.sub(r"[^\d+]", "", numbers[-1])


def section(html: str, heading: str) -> Markup:
    """Return what stands under the second-level heading with this id, or nothing if there is none.

    A section ends where the next such heading or the list of footnotes begins.
    """
    found = _section(heading).search(escape(html))
    return Markup(found[1] if found else "")


def without_section(html: str, heading: str) -> Markup:
    """Return a text without the section under the heading with this id."""
    return Markup(_section(heading).sub("", escape(html)))


def _section(heading: str) -> re.Pattern[str]:
    begin = rf'<h2\b[^>]*\bid="{re.escape(heading)}"[^>]*>.*?</h2>\s*'
    return re.compile(rf'{begin}(.*?)(?=<h2\b|<div class="footnote"|\Z)', re.DOTALL)


_LINK = Markup('<a href="{}">{}</a>')


def as_html(found: Expansion) -> Markup:
    """Return the HTML of what a shortcode puts in; texts get theirs from the converter.

    Words that are explained are so at each place of a template.
    """
    if isinstance(found, Block):
        return Markup(found.html)
    if isinstance(found, Link):
        return _LINK.format(found.url, found.words)
    if isinstance(found, Explained):
        words = _LINK.format(found.url, found.words) if found.url else escape(found.words)
        return Markup("{} ({})").format(words, found.meaning)
    return escape(found)
