"""All that the modules in a site's models/ import; docs/models.md tells of each, and it stays.

The engine never imports it: it finds what models declare.
"""

from __future__ import annotations

from sitegen.fields.local_time import Day, DayOrTime, LocalTime, span_in_words
from sitegen.fields.partial_date import PartialDate, disorder, is_partial_date, out_of_order
from sitegen.fields.record import Mistake, Part, Record, collection
from sitegen.fields.types import (
    AssetPath,
    DateInPart,
    DownloadPath,
    FilledText,
    Ref,
    Refs,
    Telephone,
    Text,
    WebAddress,
)

__all__ = (
    "AssetPath",
    "DateInPart",
    "Day",
    "DayOrTime",
    "DownloadPath",
    "FilledText",
    "LocalTime",
    "Mistake",
    "Part",
    "PartialDate",
    "Record",
    "Ref",
    "Refs",
    "Telephone",
    "Text",
    "WebAddress",
    "collection",
    "disorder",
    "is_partial_date",
    "out_of_order",
    "span_in_words",
)
