"""Types of fields that say more than what a value looks like: what it names, what it may hold.

Each is a plain type of Python with a mark at it. ``marks.py`` finds the values of a mark wherever
they stand in a record; what is looked up for them elsewhere is in model/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from sitegen.diagnostics import Finding
from sitegen.fields.local_time import DAY_PATTERN
from sitegen.fields.marks import (
    FILES,
    NAMES,
    PICTURES,
    SHORTCODES,
    NoProse,
    SchemaMark,
    text_like,
)
from sitegen.fields.partial_date import HELP as DATE_HELP
from sitegen.fields.partial_date import is_partial_date
from sitegen.fields.web_address import ADDRESS_PATTERN, BASE_URL_FORM, BASE_URL_PATTERN, is_base_url
from sitegen.file_names import content_type
from sitegen.schema.locale import Local, help_for_day

if TYPE_CHECKING:
    from pydantic import ValidationInfo
    from pydantic_core import CoreSchema
    from typing_extensions import TypeAliasType

    from sitegen.fields.record import Record

    _Record = TypeVar("_Record")


_DATE_PATTERN = rf"unknown|[12][0-9]{{3}}(?:-(?:0[1-9]|1[0-2]))?|{DAY_PATTERN}"


@dataclass(frozen=True, slots=True)
class Reference(SchemaMark):
    """The id of a record of another list, or of the same.

    The engine names a list whose class is none of its own by the list's name.
    """

    to: type[Record] | str

    @property
    def collection(self) -> str:
        """Return the name of the list."""
        return self.to if isinstance(self.to, str) else self.to.collection

    def keywords(self) -> dict[str, Any]:
        """Return of which list it is an id."""
        return {"title": f"an id of data/{self.collection}.yaml", NAMES: self.collection}


#: Where files to download stand, so that their addresses last.
DOWNLOADS = "assets/files/"


@dataclass(frozen=True, slots=True)
class NamedFile(SchemaMark):
    """The path of a file in assets/files/, or of a picture elsewhere, relative to a folder."""

    folder: str
    is_picture: bool = False

    def holds(self, path: str) -> bool:
        """Whether a file is one that can be named."""
        if path.startswith(DOWNLOADS) or not self.is_picture:
            return path.startswith(DOWNLOADS) and not self.is_picture
        return path.startswith(self.folder) and content_type(path).startswith("image/")

    def keywords(self) -> dict[str, Any]:
        """Return in which folder it is."""
        if self.is_picture:
            return {"title": f"a picture in {self.folder}", NAMES: f"{PICTURES}{self.folder}"}
        return {"title": f"a file in {self.folder}", NAMES: f"{FILES}{self.folder}"}


@dataclass(frozen=True, slots=True)
class Address(SchemaMark):
    """An address in the web, or the path of a page of this site."""

    def keywords(self) -> dict[str, Any]:
        """Return what an address looks like; "" stands for none."""
        return text_like(
            f"|{ADDRESS_PATTERN}", "an address", "https://www.example.org/", "/contact/"
        )


@dataclass(frozen=True, slots=True)
class TextMark(SchemaMark):
    """A text in which shortcodes stand for the words of records and for facts of the site.

    ``filled`` says that they are filled in when the record is read: its text is needed whole
    wherever the record goes, as in descriptions and in structured data.
    """

    filled: bool = False

    def keywords(self) -> dict[str, Any]:
        """Return that shortcodes may stand in it."""
        return {"title": "text in which shortcodes may stand", SHORTCODES: True}


class Form(SchemaMark):
    """A form that a text must have."""

    __slots__ = ()

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

    def keywords(self) -> dict[str, Any]:
        """Return what such a date looks like; "" stands for none."""
        title = "a day, a month or a year (in quotes), or unknown"
        return text_like(f"|{_DATE_PATTERN}", title, "2026-12-04", "2026-12", "2026", "unknown")


@dataclass(frozen=True, slots=True)
class Pattern(Form):
    """A text that fits a pattern, the same in Python and in ECMA-262; ``title`` says it in words.

    ``wrong`` is what is said of another text, which takes the place of ``{}``.
    """

    pattern: str
    title: str
    wrong: str
    help: str
    example: str = ""
    rule: str = "wrong-type"
    may_be_left_out: bool = False

    def fault(self, text: str, local: Local) -> Finding | None:  # noqa: ARG002 - as each form
        """Return what is wrong with what does not fit."""
        if re.fullmatch(self.pattern, text):
            return None
        return Finding(self.rule, self.wrong.format(text or "an empty text"), self.help)

    def keywords(self) -> dict[str, Any]:
        """Return the pattern; "" stands for none where the text may be left out."""
        pattern = f"|{self.pattern}" if self.may_be_left_out else self.pattern
        return text_like(pattern, self.title, *([self.example] if self.example else []))


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


class _SiteAddress(Form):
    def fault(self, text: str, local: Local) -> Finding | None:  # noqa: ARG002 - as each form
        """Return what is wrong with what is no address of a site."""
        if is_base_url(text):
            return None
        return Finding("wrong-type", f"{text} is not the address of a site", BASE_URL_FORM)

    def keywords(self) -> dict[str, Any]:
        """Return the look of such an address, ports aside."""
        return text_like(BASE_URL_PATTERN, "the address of a site")


#: The path of a file below assets/ that is in assets/files/: files/talk.mp3.
AssetPath = Annotated[str, NamedFile("assets/")]
#: The path of a picture below assets/, for pages to show: images/oak.jpg.
PicturePath = Annotated[str, NamedFile("assets/", is_picture=True)]
#: The path of a file below assets/files/: plan.pdf.
DownloadPath = Annotated[str, NamedFile("assets/files/")]
#: An address in the web, or the path of a page of this site.
WebAddress = Annotated[str, Address()]
#: A text with shortcodes, which a template fills in.
Text = Annotated[str, TextMark()]
#: A text with shortcodes that are filled in when it is read.
FilledText = Annotated[str, TextMark(filled=True)]
#: A name, or the title of a work, as its owner writes it.
Name = Annotated[str, NoProse(is_name=True)]
#: A note on a record that is no sentence for visitors.
Note = Annotated[str, NoProse()]
#: A date of which perhaps only the month or the year is known, or nothing at all.
DateInPart = Annotated[str, Dated()]
#: A number that somebody can dial.
Telephone = Annotated[
    str,
    Pattern(
        r"\+?[0-9][0-9 ]*",
        "a telephone number, in quotes",
        "{} cannot be dialled",
        "write digits and spaces only",
        rule="wrong-number",
        may_be_left_out=True,
    ),
]
#: A colour, as styles and drawings name it: #fbf6ef.
Colour = Annotated[
    str,
    Pattern(
        "#[0-9a-fA-F]{6}",
        "a colour, in quotes",
        "{} is no colour",
        'write six digits after a # and in quotes: "#fbf6ef"',
        "#fbf6ef",
    ),
]
#: The address of a site: https://www.example.org/
SiteAddress = Annotated[str, _SiteAddress()]


@dataclass(frozen=True, order=True)
class Money:
    """An amount, with the sign and the letters of its currency where data/site.yaml names them."""

    amount: int | float
    sign: str = ""
    currency: str = ""

    def __str__(self) -> str:
        """Return it as it is printed: €28,000, €9.50, or EUR 28,000 where there is no sign."""
        number = f"{self.amount:,.2f}" if self.amount % 1 else f"{self.amount:,.0f}"
        letters = f"{self.currency} " if self.currency else ""
        return f"{self.sign or letters}{number}"

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, handler: Any) -> CoreSchema:
        """Have Pydantic read it from a number."""
        from pydantic_core import core_schema

        def read(amount: float, info: ValidationInfo[Local]) -> Money:
            return cls(amount, info.context.currency_sign, info.context.currency)

        number = handler.generate_schema(int | float)
        return core_schema.with_info_after_validator_function(read, number)
