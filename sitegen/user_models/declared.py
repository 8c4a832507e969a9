"""What the modules of a site's models declare.

Whatever a module defines and a decorator of sitegen.models has marked is found here; nothing is
registered anywhere while a module runs, so that importing it twice changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import chain
from types import FunctionType, MappingProxyType, ModuleType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from sitegen.fields.record import FOR_TEMPLATES, PageKeys, Part, Record
from sitegen.fields.types import Reference
from sitegen.user_models.code import Code, imported, parts_in


@dataclass(frozen=True)
class Models:
    """What a site says of its content. It is kept and sent to workers as the code that says so."""

    code: Code = field(default_factory=Code)
    collections: Mapping[str, type[Record]] = field(default_factory=lambda: MappingProxyType({}))
    page_types: Mapping[str, type[Any]] = field(default_factory=lambda: MappingProxyType({}))
    page_keys: tuple[type[PageKeys], ...] = ()
    functions: Mapping[str, Callable[..., Any]] = field(default_factory=dict)

    @cached_property
    def shortcodes(self) -> Mapping[str, type[Record]]:
        """Return the classes of records that texts can put in, by what they write before the id."""
        return {one.shortcode: one for one in self.collections.values() if one.shortcode}

    @cached_property
    def words_of(self) -> Mapping[str, str]:
        """Return the lists whose records stand for words, by what their shortcodes begin with."""
        codes = self.shortcodes.items()
        return {kind: one.collection for kind, one in codes if is_own_hook(one, "as_words")}

    @cached_property
    def seekers(self) -> tuple[tuple[type[Record], re.Pattern[str]], ...]:
        """Return the classes of records that look for something in texts, with its pattern."""
        lists = self.collections.values()
        return tuple((one, re.compile(one.looks_for)) for one in lists if one.looks_for)

    def is_attribute(self, name: str) -> bool:
        """Whether a type of pages has an attribute of this name for layouts."""
        return any(name in one.attributes for one in self.page_types.values())

    @cached_property
    def page_attributes(self) -> tuple[str, ...]:
        """Return what layouts can read of a page besides what the engine knows."""
        of_types = ((name, *one.attributes) for name, one in self.page_types.items())
        of_keys = ((one.name for one in fields(keys)) for keys in self.page_keys)
        return tuple(chain(*of_types, *of_keys))

    @cached_property
    def lists_of_keys(self) -> Mapping[str, str]:
        """Return the name of the list that each key of every page refers to, if it does."""
        return {
            key: part.collection
            for keys in self.page_keys
            for key, hint in get_type_hints(keys, include_extras=True).items()
            for part in parts_of(hint)
            if isinstance(part, Reference)
        }

    def __reduce__(self) -> tuple[Any, ...]:
        """Pack the code; whoever unpacks it can unpack values of its classes from then on."""
        return models_of, (self.code,)


def models_of(code: Code) -> Models:
    """Return what code declares in which no mistake was found."""
    return declared(imported(code)[0], code)


def declared(modules: tuple[ModuleType, ...], code: Code) -> Models:
    """Return what imported modules declare."""
    collections = {one.collection: one for one in collections_in(modules)}
    page_types = {one.page_type: one for one in page_types_in(modules)}
    functions = {one.__name__: one for one in functions_in(modules)}
    return Models(code, collections, page_types, tuple(page_keys_in(modules)), functions)


def classes_in(modules: tuple[ModuleType, ...]) -> Iterator[type[Part]]:
    """Yield the classes that the modules define themselves, in the order of their lines."""
    return chain.from_iterable(map(parts_in, modules))


def functions_in(modules: tuple[ModuleType, ...]) -> Iterator[Callable[..., Any]]:
    """Yield the functions for templates that the modules define themselves."""
    for module in modules:
        for one in vars(module).values():
            is_own = type(one) is FunctionType and one.__module__ == module.__name__
            if is_own and FOR_TEMPLATES in vars(one):
                yield one


def collections_in(modules: tuple[ModuleType, ...]) -> Iterator[type[Record]]:
    """Yield the classes of records that are those of a file in data/."""
    for one in classes_in(modules):
        if issubclass(one, Record) and "collection" in vars(one):
            yield one


def page_types_in(modules: tuple[ModuleType, ...]) -> Iterator[type[Any]]:
    """Yield the types of pages."""
    return (one for one in classes_in(modules) if "page_type" in vars(one))


def page_keys_in(modules: tuple[ModuleType, ...]) -> Iterator[type[PageKeys]]:
    """Yield the classes of keys that every page can have."""
    return (one for one in classes_in(modules) if issubclass(one, PageKeys))


def is_own_hook(records: type[Record], name: str) -> bool:
    """Whether a class of records has a hook of its own."""
    own, general = (getattr(one, name) for one in (records, Record))
    return getattr(own, "__func__", own) is not getattr(general, "__func__", general)


def parts_of(hint: Any) -> Iterator[Any]:
    """Yield what a type is made of, the marks at it included."""
    origin = get_origin(hint)
    if origin is Annotated:
        yield from hint.__metadata__
        yield from parts_of(get_args(hint)[0])
    elif origin in (Union, UnionType, tuple, Mapping):
        for one in get_args(hint):
            yield from parts_of(one)
    elif (origin is not Literal or not get_args(hint)) and not str(hint).startswith(
        "typing.ClassVar"
    ):
        yield hint
