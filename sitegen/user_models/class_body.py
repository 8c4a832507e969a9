"""What the body of a class of a model may hold: types of fields, defaults, settings, names."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from inspect import signature
from types import ModuleType, NoneType
from typing import Any, Literal, get_args, get_origin

from sitegen.fields.local_time import LocalTime
from sitegen.fields.record import Part, Record
from sitegen.fields.types import Money, Ref, Reference, Refs
from sitegen.schema.did_you_mean import did_you_mean, nearest
from sitegen.user_models.declared import parts_of

_ENGINES = """
    page site navigation menu items data pages records record page_of filled printed shortcode
    download asset image attachment today year search
    """
#: What templates name that is the engine's: no function of a model can be called so.
IN_TEMPLATES = frozenset(_ENGINES.split())
#: What the language of templates names itself.
OF_TEMPLATES = frozenset(
    ["range", "dict", "lipsum", "cycler", "joiner", "namespace", "loop", "super", "self", "caller"]
)
_OF_EVERY_PAGE = """
    title letter menu_title description summary url canonical date updated kind layout status share
    private lang other_lang state indexable unpublished meta section breadcrumbs children previous
    next item entries json_ld card html toc
    """
#: What layouts read of every page: no type of pages can add an attribute called so.
OF_EVERY_PAGE = frozenset(_OF_EVERY_PAGE.split())
#: What a class may set: of which type, and how that is written.
_SETTINGS: dict[str, tuple[type | tuple[type, ...], str]] = {
    "searched": (tuple, 'names of fields in brackets: ("keywords",)'),
    "needs_to_be_named": (bool, "True or False"),
    "called": (Mapping, 'other names by key: {"trees": ("plants",)}'),
    "example": (str, 'a text: "walk: {starts: 2026-12-04}"'),
    "is_dated": (bool, "True or False"),
    "is_private": (bool, "True or False"),
    "sorts": (tuple, 'names of fields in brackets: ("starts",)'),
    "attributes": (tuple, 'names of methods in brackets: ("route",)'),
    "search_weight": ((int, float), "a number: 0.8"),
}


#: Line, rule, message and help.
FaultOfText = tuple[int, str, str, str]

_CLASS = re.compile(r"^class[ \t]+(\w+)", re.MULTILINE)
#: What a module takes from the engine.
_FROM_ENGINE = re.compile(r"^[ \t]*(?:from|import)[ \t]+(sitegen\.[\w.]+)", re.MULTILINE)
_OPEN_TO_MODELS = "sitegen.models"
_CHANGES = ("changes what stays as it is", "return what is made of it")
_PRINTS = ("is what the builder itself prints to", "write print(…), which is shown beside it")
#: What Python would let pass in silence: message and help.
_SILENT = {
    **dict.fromkeys(("__setattr__", "__delattr__", "__dict__"), _CHANGES),
    **dict.fromkeys(("stdout", "__stdout__"), _PRINTS),
}


def faults_of_text(text: str) -> Iterator[FaultOfText]:
    """Yield what is wrong with a module whatever its classes declare."""
    names = _CLASS.findall(text)
    if len(set(names)) < len(names):
        yield from _repeated_classes(ast.parse(text))
    for found in _FROM_ENGINE.finditer(text):
        if found[1] != _OPEN_TO_MODELS:
            message = f"{found[1]} may change with each version of the builder"
            help_ = f"import what you need from {_OPEN_TO_MODELS}, and no more"
            yield text.count("\n", 0, found.start(1)) + 1, "model-import", message, help_
    if "vars(" in text or any(name in text for name in _SILENT):
        yield from _silent(ast.parse(text))


def _repeated_classes(module: ast.Module) -> Iterator[FaultOfText]:
    """Yield each class that hides another one of its name."""
    lines: dict[str, int] = {}
    for one in module.body:
        if isinstance(one, ast.ClassDef):
            first = lines.setdefault(one.name, one.lineno)
            if first != one.lineno:
                message = f"the class {one.name} stands twice (first on line {first})"
                yield one.lineno, "model-twice", message, "give one of the two another name"


def _silent(module: ast.Module) -> Iterator[FaultOfText]:
    for one in ast.walk(module):
        if isinstance(one, ast.Attribute | ast.ImportFrom | ast.Subscript):
            for name in _SILENT.keys() & _named(one):
                message, help_ = _SILENT[name]
                yield one.lineno, "model-hook", f"{name} {message}", help_


def _named(node: ast.Attribute | ast.ImportFrom | ast.Subscript) -> list[str]:
    """Return the names that a part of a module takes from others."""
    if isinstance(node, ast.Attribute):
        return [node.attr]
    if isinstance(node, ast.ImportFrom):
        return [one.name for one in node.names]
    is_read = isinstance(node.ctx, ast.Load)
    return [] if is_read or not ast.unparse(node.value).startswith("vars(") else ["__dict__"]


def faults_of_settings(owner: type[Any]) -> Iterator[tuple[str, str, str]]:
    """Yield name, message and help for what a class sets and cannot be."""
    own = {one.name for one in fields(owner)}
    for name, (wanted, form) in _SETTINGS.items():
        value: Any = vars(owner).get(name)
        if name in own or not hasattr(owner, name) or value is None:
            continue
        if not isinstance(value, wanted) or not _is_named(value):
            yield name, f"{name} cannot be {value!r}", f"write {form}"
        elif name in ("sorts", "searched", "called"):
            yield from _of_fields(owner, name, value)


def _is_named(value: object) -> bool:
    """Whether what holds names holds nothing else."""
    if isinstance(value, Mapping):
        return all(isinstance(one, tuple) and _is_named(one) for one in value.values())
    return not isinstance(value, tuple) or all(isinstance(one, str) for one in value)


def _of_fields(owner: type[Any], setting: str, names: Any) -> Iterator[tuple[str, str, str]]:
    known = tuple(one.name for one in fields(owner))
    to_what = "to sort by" if setting == "sorts" else f"for {setting}"
    for one in names:
        if one not in known:
            help_ = did_you_mean(one, known) or f"there are {', '.join(known)}"
            yield setting, f"{owner.__name__} has no field {one} {to_what}", help_


def fault_of_default(one: Field[Any], hint: Any) -> str:
    """Return why what a field is where nobody writes it has not the type of the field, or ""."""
    value = one.default
    if value is MISSING or not isinstance(value, _CHECKED):
        return ""
    parts = list(parts_of(hint))
    words = {word for part in _literals(hint) for word in get_args(part)}
    fits = value in words or object in parts or type(value) in parts
    is_number = type(value) is int and float in parts
    is_list = isinstance(value, tuple) and "tuple[" in str(hint)
    return "" if fits or is_number or is_list else f"{one.name} cannot be {value!r} by default"


#: Of these it is told by the type alone.
_CHECKED = (str, int, float, bool, NoneType, tuple)


def _literals(hint: Any) -> Iterator[Any]:
    if get_origin(hint) is Literal:
        yield hint
    for one in get_args(hint):
        yield from _literals(one)


def mistyped(owner: type[Any], attributes: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield name, message and help for what is almost the name of a hook or of a setting.

    Nobody would ask for it. A method that takes other arguments than the hook is taken for one that
    the class needs itself.
    """
    own = {one.name for one in fields(owner)}.union(attributes)
    settings = tuple(one for one in (*_SETTINGS, "looks_for") if hasattr(owner, one))
    for name in [one for one in vars(owner) if one[0] != "_" and one not in own]:
        value = getattr(owner, name)
        names = getattr(owner, "hooks", ()) if callable(value) else settings
        near = "" if name in names or isinstance(value, property) else nearest(name, names)
        if near and near not in vars(owner) and (not callable(value) or _alike(owner, name, near)):
            what = "hook" if callable(value) else "setting"
            message = f"{owner.__name__}.{name} is no {what}, and nothing asks for it"
            yield name, message, f"did you mean {near}? Otherwise write _{name}"


def _alike(owner: type[Any], name: str, hook: str) -> bool:
    """Whether a method takes what a hook is given."""
    wanted, own = (tuple(signature(getattr(owner, one)).parameters) for one in (hook, name))
    return wanted == own


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
