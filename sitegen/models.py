"""All that the modules in a site's models/ import; docs/models.md tells of each, and it stays.

The engine never imports it: it finds what models declare.
"""

from __future__ import annotations

from markupsafe import Markup

from sitegen.documents.page import FrontMatter, Turning
from sitegen.fields.local_time import Day, DayOrTime, LocalTime, span_in_words
from sitegen.fields.partial_date import PartialDate, disorder, is_partial_date, out_of_order
from sitegen.fields.record import (
    Due,
    Mistake,
    PageKeys,
    Part,
    Record,
    SearchEntry,
    collection,
    template_function,
)
from sitegen.fields.shortcodes import Block, Explained, Link, ids_in, lead
from sitegen.fields.types import (
    AssetPath,
    DateInPart,
    DownloadPath,
    FilledText,
    Money,
    Name,
    Note,
    PicturePath,
    Ref,
    Refs,
    Telephone,
    Text,
    WebAddress,
)
from sitegen.model.page_lists import list_pages
from sitegen.model.page_types import PageType, page_type
from sitegen.model.types import Page, Site
from sitegen.render.attachments import Attachment
from sitegen.render.filters import format_size as file_size
from sitegen.render.formats import atom_feed, csv_text, stable_id

__all__ = (
    "AssetPath",
    "Attachment",
    "Block",
    "DateInPart",
    "Day",
    "DayOrTime",
    "DownloadPath",
    "Due",
    "Explained",
    "FilledText",
    "FrontMatter",
    "Link",
    "LocalTime",
    "Markup",
    "Mistake",
    "Money",
    "Name",
    "Note",
    "Page",
    "PageKeys",
    "PageType",
    "Part",
    "PartialDate",
    "PicturePath",
    "Record",
    "Ref",
    "Refs",
    "SearchEntry",
    "Site",
    "Telephone",
    "Text",
    "Turning",
    "WebAddress",
    "atom_feed",
    "collection",
    "csv_text",
    "disorder",
    "file_size",
    "ids_in",
    "is_partial_date",
    "lead",
    "list_pages",
    "out_of_order",
    "page_type",
    "span_in_words",
    "stable_id",
    "template_function",
)
