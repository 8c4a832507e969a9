"""What a template reads of a value that has no such thing: where it stands, what may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property, partial
from types import FrameType
from typing import Any

from jinja2 import StrictUndefined, TemplateRuntimeError, UndefinedError
from jinja2.utils import missing

from sitegen.fields.marks import marked
from sitegen.fields.record import Part
from sitegen.fields.types import Reference
from sitegen.schema.did_you_mean import did_you_mean

#: Names with dots between them, as far as a line can be read without its brackets.
_CHAIN = re.compile(r"(?<![\w.])[A-Za-z_]\w*(?:\.\w+)+")


class NotThereError(UndefinedError):
    """A template read a name of a value that has no such thing."""

    def __init__(self, message: str, value: object, name: object) -> None:
        super().__init__(message)
        self.value = value
        self.name = str(name)


class NotThere(StrictUndefined):
    """Stands for what a value does not have; whoever prints it is told of which value."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        of_value = exc if obj is missing else partial(NotThereError, value=obj, name=name)
        super().__init__(hint, obj, name, of_value)  # type: ignore[arg-type] # it is only called


def described(error: NotThereError, names: Iterable[str], chain: str) -> tuple[str, str]:
    """Return message and help; ``chain`` is how the template writes the value, "" if unknown.

    ``names`` are those that layouts can read of a page.
    """
    value, message = error.value, f"there is nothing named {error.name}"
    if value is None or isinstance(value, str | tuple | list):
        what, help_ = _of_plain(value, chain or "the value")
        return f"{message}: {chain or 'this'} is {what}", help_
    return message, did_you_mean(error.name, tuple(_names_of(value)) or tuple(names))


def _of_plain(value: object, chain: str) -> tuple[str, str]:
    """Return what a value is that has nothing by a name, and how a template reads it."""
    if value is None:
        return "empty", f"ask first whether it is there: {{% if {chain} %}}"
    if isinstance(value, str):
        return "a text", ""
    return "a list", f"go through it: {{% for one in {chain} %}}"


def _names_of(value: object) -> Iterator[str]:
    """Yield what can be read of a value, as far as it says so."""
    if isinstance(value, Mapping):
        yield from (name for name in value if isinstance(name, str))
    elif is_dataclass(value):
        yield from (one.name for one in fields(value))
        for name in dir(type(value)):
            if isinstance(getattr(type(value), name, None), property | cached_property):
                yield name


def place_in(line: str, error: NotThereError, frame: FrameType | None) -> tuple[int, str, str]:
    """Return the column at which a line reads what is not there, how it writes the value, and help.

    The column is 0 where the line has it in another form. ``frame`` is that of the template: what
    its names stood for when it failed. The help is that of an id: which record it names.
    """
    known = frame.f_locals if frame else {}
    for found in _CHAIN.finditer(line):
        values = [known.get(found[0].partition(".")[0])]
        steps = found[0].split(".")
        for at, name in enumerate(steps[1:], 1):
            if values[-1] is error.value and name == error.name:
                column = found.start() + len(".".join(steps[:at])) + 2
                return column, ".".join(steps[:at]), _record_of(values, steps[:at])
            values.append(_step(values[-1], name))
    behind = re.search(rf"[)\]]\.({re.escape(error.name)})\b", line)
    return (behind.start(1) + 1 if behind else 0), "", ""


def _step(value: object, name: str) -> object:
    """Return what a name reads of a value, or None."""
    if isinstance(value, Mapping):
        return value.get(name)
    try:
        return getattr(value, name, None)
    except Exception:
        return None  # it failed for another reason, which is told


def _record_of(values: list[Any], steps: list[str]) -> str:
    """Return how to write the record that an id names, if a key of a record holds that."""
    owner = values[-2] if len(values) > 1 else None
    if not isinstance(owner, Part):
        return ""
    for at, mark, _ in marked(type(owner), Reference, owner):
        if at == (steps[-1],):
            record = f'record("{mark.collection}", {".".join(steps)})'
            return f"it is an id, and {record} is the record"
    return ""
