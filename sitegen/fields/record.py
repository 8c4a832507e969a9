"""What records are made of: frozen dataclasses that know no keys but their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar, dataclass_transform

from sitegen.schema.check import CLOSED

_Class = TypeVar("_Class", bound="type[Record]")


@dataclass_transform(frozen_default=True)
class Part:
    """A mapping with fixed keys: each class that is made of it is a frozen dataclass."""

    __pydantic_config__ = CLOSED

    def __init_subclass__(cls, **words: Any) -> None:
        super().__init_subclass__(**words)
        dataclass(frozen=True)(cls)


class Record(Part):
    """One of the things of a list in data/. Its ``id`` names it wherever it is used."""

    #: The name of the file in data/ without its ending, which ``collection`` sets.
    collection: ClassVar[str] = ""

    id: str


def collection(name: str) -> Callable[[_Class], _Class]:
    """Make a class of records that of data/NAME.yaml."""

    def named(records: _Class) -> _Class:
        records.collection = name
        return records

    return named
