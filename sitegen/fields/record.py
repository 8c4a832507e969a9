"""What records are made of, and the values in one that a mark stands at, by its fields' types."""

from __future__ import annotations

import re
from abc import ABCMeta
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass
from datetime import date
from inspect import iscoroutinefunction, isfunction
from types import MappingProxyType
from typing import (
    Annotated,
    Any,
    ClassVar,
    NamedTuple,
    Self,
    TypeVar,
    dataclass_transform,
)

from sitegen.fields.marks import NoProse
from sitegen.fields.shortcodes import Block, Explained, Link
from sitegen.schema.check import CLOSED
from sitegen.schema.yaml_text import Location

_Class = TypeVar("_Class", bound="type[Record]")
#: What marks a function that templates can call.
FOR_TEMPLATES = "for_templates"
_Function = TypeVar("_Function", bound=Callable[..., Any])
_RULE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_FILE_NAME = re.compile(r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?")


@dataclass_transform(frozen_default=True)
class Part:
    """A mapping with fixed keys: each class that is made of it is a frozen dataclass."""

    __pydantic_config__ = CLOSED

    def __init_subclass__(cls, **words: Any) -> None:
        super().__init_subclass__(**words)
        if type(cls) not in (type, ABCMeta):
            wanted = f"class {cls.__name__}({cls.__mro__[1].__name__})"
            raise TypeError(f"{cls.__name__} has a metaclass of its own: write {wanted}")
        _require_fields(cls)
        dataclass(frozen=True)(cls)


class FieldError(TypeError):
    """A field that no dataclass can have; ``owner`` and ``field`` say where it stands."""

    def __init__(self, owner: str, field: str, message: str) -> None:
        super().__init__(message)
        self.owner = owner
        self.field = field


def _require_fields(declared: type[Part]) -> None:
    """Raise FieldError for the first field that no record can have."""
    before = ""
    for name, hint in vars(declared).get("__annotations__", {}).items():
        if "ClassVar" in str(hint):
            continue
        default = vars(declared).get(name, MISSING)
        if fault := _of_engine(declared, name) or _fault_of_default(name, default, before):
            raise FieldError(declared.__name__, name, fault)
        before = name if default is not MISSING else before


def _of_engine(declared: type[Part], name: str) -> str:
    """Return what is wrong if a field has the name of a hook or a setting, which it would hide."""
    engines = [one for one in declared.__mro__[1:] if one.__module__.startswith("sitegen.")]
    if any(name in vars(one).get("hooks", ()) for one in engines):
        return f"{name} is the name of a hook: give the key another name"
    if any(name in vars(one) for one in engines):
        return f"{name} is a setting, and would be a key: write {name}: ClassVar[…] = …"
    if any(name in vars(one).get("__annotations__", {}) for one in engines):
        return f"{name} is the name that each record has: remove this line"
    return ""


def _fault_of_default(name: str, default: object, before: str) -> str:
    """Return what is wrong if a default can change, or is lacking behind a field with one."""
    if isinstance(default, list | dict | set):
        return f"the default of {name} can change: write a tuple: tuple[…, ...] = ()"
    if default is MISSING and before:
        wanted = f"move it above {before}, or write what it is where nobody writes it"
        return f"{name} has no default: {wanted}"
    return ""


class Due(NamedTuple):
    """What somebody has to do by a day; editors are told of it ``ahead`` days before that."""

    what: str
    at: date
    ahead: int = 0


class PageKeys(Part):
    """Keys that the front matter of every page can have, each with its default.

    What a key refers to, layouts get as records. The hook ``due`` is asked of every page.
    """

    hooks: ClassVar[tuple[str, ...]] = ("due",)

    #: What else editors may call a key, in small letters without hyphens: they are told its name.
    called: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({})

    @classmethod
    def due(cls, front: Any) -> Iterable[Due]:  # noqa: ARG003 - a hook
        """Yield what somebody has to do about a page because of its keys."""
        return ()


class Mistake(NamedTuple):
    """What a hook finds wrong: at which keys and places in a list, the rule, what to say and do.

    ``instead`` is what the command that mends texts writes for words that were found in one.
    """

    at: Location
    rule: str
    message: str
    help: str = ""
    instead: str = ""

    @property
    def is_told(self) -> bool:
        """Whether it says what a mistake says: where, by which rule, in which words."""
        at, *words = self
        is_place = type(at) is tuple and all(type(one) in (str, int) for one in at)
        is_text = all(type(one) is str and "\n" not in one for one in words[:3])
        return is_place and is_text and type(self.instead) is str and bool(_RULE.match(self.rule))


class SearchEntry(NamedTuple):
    """One thing to be found: its URL and words; ``weight`` is less for what is one of many."""

    url: str
    title: str
    summary: str
    keywords: str = ""
    headings: str = ""
    weight: float = 1.0


class Record(Part):
    """One of the things of a list in data/. Its ``id`` names it wherever it is used.

    The methods are hooks: a class of records has those of its own that it needs. Each is a pure
    function of what it is given, and is called for sound records only. ``site`` is the site's
    model, which stands above what is defined here.
    """

    #: The name of the file in data/ without its ending, which ``collection`` sets.
    collection: ClassVar[str] = ""
    #: What texts write before the id to put a record in, which ``collection`` sets too.
    shortcode: ClassVar[str] = ""
    #: Of these a class with a shortcode has one.
    of_shortcodes: ClassVar[tuple[str, ...]] = ("as_words", "as_inline", "as_block")
    #: Keys that hold words by which the search finds the page that is made of a record.
    searched: ClassVar[tuple[str, ...]] = ()
    #: Whether a record is of use only where a page or another record names it: editors are told of
    #: those that none does.
    needs_to_be_named: ClassVar[bool] = False
    hooks: ClassVar[tuple[str, ...]] = (
        "mistakes",
        "mistakes_among",
        "mistakes_in_files",
        "promises_among",
        "due",
        "name_of",
        "mistakes_in_site",
        "site_files",
        *of_shortcodes,
        "words_to_explain",
        "search_entry",
        "found_in_text",
    )
    #: A pattern of what ``found_in_text`` is asked about, wherever a text holds it.
    looks_for: ClassVar[str] = ""

    id: Annotated[str, NoProse()]
    """The name by which pages and other records name this one. It stays."""

    def mistakes(self) -> Iterable[Mistake]:
        """Yield what is wrong with a record that the types of its fields cannot tell."""
        return ()

    def mistakes_in_files(self, files: Mapping[str, Any]) -> Iterable[Mistake]:  # noqa: ARG002 - a hook
        """Yield where files are not what a record says of them.

        ``files`` are the facts of those that there are, by their paths as the record writes them.
        """
        return ()

    def due(self) -> Iterable[Due]:
        """Yield what somebody has to do about a record, and by when."""
        return ()

    @classmethod
    def mistakes_among(cls, records: Sequence[Self]) -> Iterable[tuple[Self, Mistake]]:  # noqa: ARG003 - a hook
        """Yield what is wrong between the records of a list, each with the record at fault."""
        return ()

    @classmethod
    def promises_among(cls, records: Sequence[Self]) -> Iterable[tuple[Self, Mistake]]:  # noqa: ARG003 - a hook
        """Yield what a site with ``promises: true`` is warned of, each with the record at fault."""
        return ()

    def mistakes_in_site(self, site: Any) -> Iterable[Mistake]:  # noqa: ARG002 - a hook
        """Yield what is wrong with a record beside others of the site."""
        return ()

    @classmethod
    def found_in_text(cls, words: str, holder: Any, site: Any) -> Mistake | None:  # noqa: ARG003 - a hook
        """Return what to warn of at words that fit ``looks_for``; a page or a record holds them."""
        return None

    @classmethod
    def name_of(cls, key: str, value: str) -> str:  # noqa: ARG003 - a hook
        """Return what the records are called that have a value under a key: for their page."""
        return value

    @classmethod
    def site_files(cls, site: Any) -> Mapping[str, str]:  # noqa: ARG003 - a hook
        """Return the texts of files that the site has once, by their paths in the output."""
        return {}

    def as_words(self) -> str:
        """Return the words that a shortcode stands for, in pages and in texts of records."""
        raise NotImplementedError

    def as_inline(self, words: str, site: Any) -> str | Link | Explained:
        """Return what a shortcode puts into a line of a page; ``words`` stand behind its bar."""
        raise NotImplementedError

    def as_block(self, site: Any) -> Block:
        """Return what a shortcode puts between the paragraphs of a page."""
        raise NotImplementedError

    def words_to_explain(self) -> Iterable[str]:
        """Yield words that no page may use without this record's shortcode."""
        return ()

    def search_entry(self, site: Any) -> SearchEntry | None:  # noqa: ARG002 - a hook
        """Return what the search finds of a record besides its pages, or None."""
        return None


def template_function(function: _Function) -> _Function:
    """Make a function one that templates call by its name, without its first argument, the site.

    Raises TypeError, which says how to write it, for what is no such function.
    """
    if not isfunction(function) or iscoroutinefunction(function):
        raise TypeError("write @template_function before def tallest_trees(site): …")
    function.__dict__[FOR_TEMPLATES] = True
    return function


def collection(name: str, *, shortcode: str = "") -> Callable[[_Class], _Class]:
    """Make a class of records that of data/NAME.yaml; texts name one by [[SHORTCODE:ID]].

    Raises TypeError or ValueError, which say how to write it, for what is no such declaration.
    """
    if not isinstance(name, str):
        raise TypeError('write @collection("trees") for the records of data/trees.yaml')
    if not _FILE_NAME.fullmatch(name):
        wanted = "it holds small letters, digits, hyphens and underscores"
        raise ValueError(f"{name!r} cannot be the name of a file in data/: {wanted}")
    if not isinstance(shortcode, str):
        raise TypeError('write shortcode="tree" for [[tree:ID]]')

    def named(records: _Class) -> _Class:
        require_class(records, Record)
        if "collection" in vars(records):
            raise TypeError(f"{records.__name__} has the records of one file: keep one @collection")
        records.collection = name
        records.shortcode = shortcode
        return records

    return named


def require_class(declared: object, kind: type[Part]) -> None:
    """Raise TypeError, which says how to write it, for what is no class of a kind."""
    if not isinstance(declared, type) or not issubclass(declared, kind):
        name = getattr(declared, "__name__", "this")
        raise TypeError(f"{name} is no {kind.__name__}: write class {name}({kind.__name__})")
