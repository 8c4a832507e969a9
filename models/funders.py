"""data/funders.yaml: who paid for the charity's work, as sources report it."""

from __future__ import annotations

from models.sources import Source
from sitegen.models import Record, Refs, Text, collection


@collection("funders")
class Funder(Record):
    """One sum, or one kind of support, that somebody gave."""

    name: str
    """Who gave it."""
    purpose: Text
    """What it was given for."""
    period: str
    """When, in words: 2014 to 2016."""
    sources: Refs[Source]
    """The works that tell of it."""
    amount: Text = ""
    """How much, in words, since sources differ in what they count. Leave it out where nobody knows
    it.
    """
    place: str = ""
    """The place it was given for; leave it out for national money."""
    note: Text = ""
    """What readers should know besides."""
