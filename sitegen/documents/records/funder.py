"""data/funders.yaml: who paid for the charity's work, as sources report it."""

from __future__ import annotations

from sitegen.documents.records.source import Source
from sitegen.fields.record import Record, collection
from sitegen.fields.types import Refs, Text


@collection("funders")
class Funder(Record):
    """One sum, or one kind of support, that somebody gave. ``place`` is empty for national money.

    ``amount`` and ``period`` are in words, as sources differ in what they count.
    """

    name: str
    purpose: Text
    period: str
    sources: Refs[Source]
    amount: Text = ""
    place: str = ""
    note: Text = ""
