"""Marks at the types of fields: what each adds to a JSON Schema, and the texts it stands at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from sitegen.schema.yaml_text import Location

#: The keywords of our own by which a schema says which names can be listed for a value, and that
#: shortcodes may stand in it.
NAMES, SHORTCODES = "x-names", "x-shortcodes"
#: What files can be named is listed under this, and their folder.
FILES, PICTURES = "files in ", "pictures in "


def text_like(pattern: str, title: str, *examples: str) -> dict[str, Any]:
    """Return the JSON Schema of a text: its pattern, what that is in words, and examples.

    ``patternErrorMessage`` is what programs for editing show in place of the pattern.
    """
    found = {
        "type": "string",
        "title": title,
        "pattern": f"^(?:{pattern})$",
        "patternErrorMessage": f"must be {title}",
    }
    return {**found, "examples": list(examples)} if examples else found


class SchemaMark:
    """A mark that adds something to the JSON Schema of the type that it stands at."""

    __slots__ = ()

    def keywords(self) -> dict[str, Any]:
        """Return what it adds."""
        raise NotImplementedError

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        """Add it to what Pydantic says of the type."""
        return {**handler(core), **self.keywords()}


@dataclass(frozen=True, slots=True)
class Shape(SchemaMark):
    """The look of a text whose form is checked where it is read; ``title`` says it in words."""

    pattern: str
    title: str
    example: str = ""

    def keywords(self) -> dict[str, Any]:
        """Return pattern, title and example."""
        return text_like(self.pattern, self.title, *([self.example] if self.example else []))


@dataclass(frozen=True, slots=True)
class Listed(SchemaMark):
    """The name of something that a site has several of: ``kinds``, ``layouts`` or ``pages``."""

    names: str
    title: str

    def keywords(self) -> dict[str, Any]:
        """Return what it is the name of."""
        return {"title": self.title, NAMES: self.names}


@dataclass(frozen=True, slots=True)
class WithKeys(SchemaMark):
    """A mapping some keys of which have texts of a form; others are free."""

    shapes: tuple[tuple[str, Shape], ...]

    def keywords(self) -> dict[str, Any]:
        """Return these keys with the look of their texts."""
        return {"properties": {key: shape.keywords() for key, shape in self.shapes}}


@dataclass(frozen=True, slots=True)
class NoProse(SchemaMark):
    """A text that is no sentence of the site, of which rules on words ask nothing.

    ``is_name`` says that texts may repeat it whole, whatever words it holds.
    """

    is_name: bool = False

    def keywords(self) -> dict[str, Any]:
        """Return nothing: such a text looks like any other."""
        return {}


#: Words, and not only spaces.
WORDS = Shape(r"[\s\S]*\S[\s\S]*", "text")


Mark = TypeVar("Mark")


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A value with its marks."""

    marks: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Each:
    """A list, each value of which is of one form."""

    form: _Form


@dataclass(frozen=True, slots=True)
class _Keys:
    """A record or a mapping: those of its keys that hold a mark, with the forms of their values."""

    forms: tuple[tuple[str, _Form], ...]


_Form = _Leaf | _Each | _Keys


def marked(
    schema: object,
    mark: type[Mark],
    value: object,
    at: Location = (),
    *,
    with_empty: bool = False,
) -> Iterator[tuple[Location, Mark, str]]:
    """Yield each text in a value that a kind of mark stands at: its place, the mark, the text.

    Empty texts are passed over but ``with_empty``.

    The value is a record or what is written for one; what is written in another form than that of
    the schema is passed over.
    """
    form = _form(schema, mark)  # type: ignore[arg-type] # mypy thinks classes have no hash
    return _found(form, value, at, with_empty=with_empty) if form else iter(())


def _found(
    form: _Form, value: object, at: Location, *, with_empty: bool
) -> Iterator[tuple[Location, Any, str]]:
    if isinstance(form, _Leaf):
        if isinstance(value, str) and (value or with_empty):
            yield from ((at, mark, value) for mark in form.marks)
        return
    for step, inner, one in _within(form, value):
        if one or with_empty:
            yield from _found(inner, one, (*at, step), with_empty=with_empty)


def _within(form: _Each | _Keys, value: object) -> Iterator[tuple[str | int, _Form, object]]:
    """Yield what a value holds, by place or by key, with the form of each."""
    if isinstance(form, _Each):
        listed = value if isinstance(value, list | tuple) else ()
        return ((place, form.form, one) for place, one in enumerate(listed))
    if isinstance(value, dict):
        return ((name, inner, value.get(name)) for name, inner in form.forms)
    held = form.forms if is_dataclass(value) else ()
    return ((name, inner, getattr(value, name)) for name, inner in held)


@cache
def _form(hint: Any, mark: type) -> _Form | None:
    """Return where a type holds a kind of mark, or None if it holds none."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        marks = tuple(one for one in hint.__metadata__ if isinstance(one, mark))
        return _Leaf(marks) if marks else _form(arguments[0], mark)
    if origin in (Union, UnionType):
        forms = (_form(one, mark) for one in arguments)
        return next((form for form in forms if form), None)
    if origin is tuple:
        inner = _form(arguments[0], mark)
        return _Each(inner) if inner else None
    return _of_keys(hint, mark) if is_dataclass(hint) and origin is not Mapping else None


def _of_keys(schema: Any, mark: type) -> _Keys | None:
    hints = get_type_hints(schema, include_extras=True)
    forms = ((one.name, _form(hints[one.name], mark)) for one in fields(schema))
    found = tuple((name, form) for name, form in forms if form)
    return _Keys(found) if found else None
