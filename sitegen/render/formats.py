"""Formats of files that models make: Atom for feed readers (RFC 4287), CSV for spreadsheets.

No spreadsheet takes cells of these CSV files (RFC 4180, UTF-8) for formulas, and that can be
undone. Each begins with a byte order mark. Without one, Excel on Windows takes UTF-8 for another
encoding, and shows other characters for pound signs and dashes.

Excel, LibreOffice and Google Sheets run a cell that begins with ``=``, ``+``, ``-`` or ``@``, or
with a tab or a line end before one. Such a text gets an apostrophe before it, which they take for
"this is text" (OWASP, CSV Injection). A text that begins so with apostrophes already gets one more:
reading back, one apostrophe is dropped where more of them, or none, stand before such a sign.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sitegen.fields.local_time import LocalTime
from sitegen.model.types import Page, Site

_ATOM = "http://www.w3.org/2005/Atom"
#: When a feed has changed last in which nothing has a date: no build's own day may stand there.
_NEVER = date(1970, 1, 1)


def stable_id(page: Page, site: Site) -> UUID:
    """Return the id of a page for feed readers and calendars, wherever a site is published.

    It does not follow the site to another host, as addresses do.

    Source: RFC 9562, section 5.5 (an id made of a name).
    """
    return uuid5(NAMESPACE_URL, f"{site.config.name} {page.id}")


def atom_feed(path: str, landing: Page, entries: Sequence[Page], site: Site) -> str:
    """Return the feed of pages that is published at a path; ``landing`` is the page of them all.

    The pages come in the order in which they are given, each with its date and its summary.
    """
    config = site.config
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": config.language})
    _text(feed, "id", stable_id(landing, site).urn)
    _text(feed, "title", f"{config.name}: {landing.front.title}")
    _text(feed, "subtitle", landing.front.description)
    newest = max(map(_changed, entries or [landing]), key=lambda when: when.first)
    _text(feed, "updated", _moment(newest))
    own = config.absolute(f"/{path}")
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=own)
    SubElement(feed, "link", rel="alternate", type="text/html", href=config.absolute(landing.url))
    SubElement(SubElement(feed, "author"), "name").text = config.name
    for page in entries:
        _entry(feed, page, site)
    indent(feed)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(feed, encoding="unicode")}\n'


def _entry(feed: Element, page: Page, site: Site) -> None:
    entry = SubElement(feed, "entry")
    _text(entry, "id", stable_id(page, site).urn)
    _text(entry, "title", page.front.title)
    _text(entry, "published", _moment(page.front.date or site.today))
    _text(entry, "updated", _moment(_changed(page)))
    _text(entry, "summary", page.front.summary or page.front.description)
    address = site.config.absolute(page.url)
    SubElement(entry, "link", rel="alternate", type="text/html", href=address)


def _changed(page: Page) -> LocalTime:
    return page.front.changed or LocalTime(_NEVER)


def _moment(when: LocalTime) -> str:
    """Return a day or a time as Atom wants it, with a time (RFC 3339)."""
    if when.time is None:
        return f"{when.day}T00:00:00Z"
    return f"{when.first.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


_BYTE_ORDER_MARK = "\ufeff"

#: With their full-width forms, which some spreadsheets take for the same.
_SIGNS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_RUNS = re.compile(f"'*[{_SIGNS}]")
_MARKED = re.compile(f"'(?='*[{_SIGNS}])")


def harmless(cell: object) -> object:
    """Return a cell as it is written: numbers as they are, a text that could run with its mark."""
    return f"'{cell}" if isinstance(cell, str) and _RUNS.match(cell) else cell


def as_meant(cell: str) -> str:
    """Return the text of a cell that was read from such a file, without its mark."""
    return _MARKED.sub("", cell, count=1) if _MARKED.match(cell) else cell


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a file with a heading for each column, and a line for each row."""
    text = io.StringIO(newline="")
    text.write(_BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()
