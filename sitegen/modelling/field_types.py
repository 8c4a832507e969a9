"""What is wrong with the type of a field in a model, or with what it is by default."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from types import ModuleType, NoneType
from typing import Any, get_origin

from sitegen.fields.local_time import LocalTime
from sitegen.fields.money import Money
from sitegen.fields.record import Part, Record
from sitegen.fields.types import Ref, Reference, Refs
from sitegen.modelling.declared import parts_of
from sitegen.modelling.settings import fault_of_default

_PLAIN = (str, int, float, bool, NoneType, object, date, LocalTime, Money)
_KNOWN = (
    "known are str, int, float, bool, Literal, tuple[…, ...], a class of the kind Part, and the "
    "types of sitegen.models"
)
_REFER = "name a class between the brackets, Ref[Tree], and put @collection before that class"

#: Message and help.
Fault = tuple[str, str]


def fault_of(owner: type[Any], name: str, hint: object, module: ModuleType) -> Fault | None:
    """Return what is wrong with a field of a class in a module."""
    try:
        type_ = eval(hint, vars(module)) if isinstance(hint, str) else hint
    except Exception as error:
        return f"the type of {name} is not known: {error}", _KNOWN
    parts = tuple(parts_of(type_))
    # a plain Part may be what a function returns, with whole records in it
    found = [_whole_record(name, part) for part in parts if hasattr(owner, "hooks")]
    found += [_fault_of_part(name, part) for part in parts]
    own = next((one for one in fields(owner) if one.name == name), None)
    if own and (message := fault_of_default(own, type_)):
        found.append((message, "write another default, or another type"))
    return next((one for one in found if one), None)


def _whole_record(name: str, part: Any) -> Fault | None:
    if not (isinstance(part, type) and issubclass(part, Record) and part.collection):
        return None
    shown = part.__name__
    help_ = f"write Ref[{shown}], or Refs[{shown}] for a list of ids"
    return f"{name} is a whole {shown}, and only its id is written", help_


def _fault_of_part(name: str, part: Any) -> Fault | None:
    if isinstance(part, Reference):
        shown = getattr(part.to, "__name__", part.to)
        is_list = getattr(part.to, "collection", "")
        return None if is_list else (f"{name} refers to {shown}, which is no collection", _REFER)
    if part in (Ref, Refs):
        return f"{name} refers to no collection", _REFER
    shown = getattr(part, "__name__", part)
    is_list = (get_origin(part) or part) is list
    help_ = "write tuple[str, ...], with the dots" if is_list else _KNOWN
    return None if _is_known(part) else (f"the type of {name} is not known: {shown}", help_)


def _is_known(part: Any) -> bool:
    is_mark = not isinstance(part, type) and is_dataclass(part)
    return part in _PLAIN or part is ... or is_mark or _is_own(part)


def _is_own(part: Any) -> bool:
    """Whether a part of a type is a class of parts, or a mark of the engine's that is a class."""
    own = isinstance(part, type) and part.__module__.startswith("sitegen.fields")
    return own or (isinstance(part, type) and issubclass(part, Part))
