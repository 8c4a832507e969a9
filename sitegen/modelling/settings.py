"""What a class of a model sets beside its fields, and whether it stands once in its module."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from sitegen.schema.nearest import did_you_mean

_ENGINES = """
    page site navigation menu items data pages records record page_of filled printed shortcode
    download asset image attachment today year search
    """
#: What templates name that is the engine's: no function of a model can be called so.
IN_TEMPLATES = frozenset(_ENGINES.split())
_CLASS = re.compile(r"^class[ \t]+(\w+)", re.MULTILINE)
#: What a type of pages may set: of which type, and how that is written.
_OF_PAGE_TYPES: dict[str, tuple[type | tuple[type, ...], str]] = {
    "example": (str, 'a text: "walk: {starts: 2026-12-04}"'),
    "is_dated": (bool, "True or False"),
    "is_private": (bool, "True or False"),
    "sorts": (tuple, 'names of fields in brackets: ("starts",)'),
    "attributes": (tuple, 'names of methods in brackets: ("route",)'),
    "search_weight": ((int, float), "a number: 0.8"),
}


def repeated_classes(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and message for each class of a module that hides another one of its name."""
    names = _CLASS.findall(text)
    if len(set(names)) == len(names):
        return
    lines: dict[str, int] = {}
    for one in ast.parse(text).body:
        if isinstance(one, ast.ClassDef):
            first = lines.setdefault(one.name, one.lineno)
            if first != one.lineno:
                yield one.lineno, f"the class {one.name} stands twice (first on line {first})"


def faults_of_settings(page_type: type[Any]) -> Iterator[tuple[str, str, str]]:
    """Yield name, message and help for what a type of pages sets and cannot be."""
    for name, (wanted, form) in _OF_PAGE_TYPES.items():
        value: Any = vars(page_type).get(name)
        if value is not None and not isinstance(value, wanted):
            yield name, f"{name} cannot be {value!r}", f"write {form}"
        elif name == "sorts" and isinstance(value, tuple):
            yield from _of_sorts(page_type, value)


def _of_sorts(page_type: type[Any], sorts: tuple[object, ...]) -> Iterator[tuple[str, str, str]]:
    known = tuple(one.name for one in fields(page_type))
    for one in sorts:
        if one not in known:
            help_ = did_you_mean(str(one), known) or f"there are {', '.join(known)}"
            yield "sorts", f"{page_type.__name__} has no field {one} to sort by", help_
