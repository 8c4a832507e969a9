"""data/funders.yaml: who paid for the charity's work, as sources report it."""

from __future__ import annotations

from models.sources import Source
from sitegen.models import Record, Refs, Text, collection


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
