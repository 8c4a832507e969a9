"""data/shelves.yaml: the shelves of the choir's cupboard."""

from __future__ import annotations

from models.scores import Score

from sitegen.models import Record, Refs, collection


@collection("shelves")
class Shelf(Record):
    """A shelf, and what is to be left on top."""

    name: str
    on_top: Refs[Score] = ()
