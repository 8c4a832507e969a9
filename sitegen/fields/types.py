"""Types of fields that say more than what a value looks like: what it names, what it may hold.

Each is a plain type of Python with a mark at it. ``marks.py`` finds the values of a mark wherever
they stand in a record; what is looked up for them elsewhere is in model/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeVar

from sitegen.diagnostics import Finding
from sitegen.fields.partial_date import HELP as DATE_HELP
from sitegen.fields.partial_date import is_partial_date
from sitegen.schema.days import help_for_day
from sitegen.schema.local import Local

if TYPE_CHECKING:
    from typing_extensions import TypeAliasType

    from sitegen.fields.record import Record

    _Record = TypeVar("_Record")

_NUMBER = re.compile(r"\+?[0-9][0-9 ]*")


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of a record of another list, or of the same."""

    to: type[Record]

    @property
    def collection(self) -> str:
        """Return the name of the list."""
        return self.to.collection


@dataclass(frozen=True, slots=True)
class ReferenceByName:
    """The id of a record of a list that the engine knows by its name only."""

    collection: str


@dataclass(frozen=True, slots=True)
class NamedFile:
    """The path of a file in assets/files/, relative to a folder."""

    folder: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address in the web, or the path of a page of this site."""


@dataclass(frozen=True, slots=True)
class Shortcodes:
    """A text in which [[figure:ID]] and [[site:NAME]] stand for a number and for a fact.

    ``filled`` says that they are filled in when the record is read: its text is needed whole
    wherever the record goes, as in descriptions and in structured data.
    """

    filled: bool = False


class Form:
    """A form that a text must have."""

    def fault(self, text: str, local: Local) -> Finding | None:
        """Return what is wrong with a text of another form, or None."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Dated(Form):
    """A day, a month, a year or the word unknown."""

    def fault(self, text: str, local: Local) -> Finding | None:
        """Return what is wrong with what is no such date."""
        if is_partial_date(text):
            return None
        return Finding("wrong-type", f"{text} is no date", help_for_day(text, DATE_HELP, local))


@dataclass(frozen=True, slots=True)
class Dialled(Form):
    """A telephone number."""

    def fault(self, text: str, local: Local) -> Finding | None:  # noqa: ARG002 - as each form
        """Return what is wrong with what cannot be dialled."""
        if _NUMBER.fullmatch(text):
            return None
        help_ = "write digits and spaces only"
        return Finding("wrong-number", f"{text} cannot be dialled", help_)


if TYPE_CHECKING:
    Ref = TypeAliasType("Ref", str, type_params=(_Record,))
    Refs = TypeAliasType("Refs", tuple[str, ...], type_params=(_Record,))
else:

    class Ref:
        """``Ref[Source]`` is the id of a source."""

        def __class_getitem__(cls, to: type[Record]) -> object:
            return Annotated[str, Reference(to)]

    class Refs:
        """``Refs[Source]`` is a list of ids of sources."""

        def __class_getitem__(cls, to: type[Record]) -> object:
            return tuple[Annotated[str, Reference(to)], ...]


#: The path of a file below assets/ that is in assets/files/: files/talk.mp3.
AssetPath = Annotated[str, NamedFile("assets/")]
#: The path of a file below assets/files/: report.pdf.
DownloadPath = Annotated[str, NamedFile("assets/files/")]
#: An address in the web, or the path of a page of this site.
WebAddress = Annotated[str, Address()]
#: A text with shortcodes, which a template fills in.
Text = Annotated[str, Shortcodes()]
#: A text with shortcodes that are filled in when it is read.
FilledText = Annotated[str, Shortcodes(filled=True)]
#: A date of which perhaps only the month or the year is known, or nothing at all.
DateInPart = Annotated[str, Dated()]
#: A number that somebody can dial.
Telephone = Annotated[str, Dialled()]
