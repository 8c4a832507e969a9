"""Plain values to frozen records: every mistake at once, at its line, in an editor's words.

A schema is a frozen standard dataclass; Pydantic checks it as strict JSON, so that nothing is
converted silently. ``__pydantic_config__ = CLOSED`` refuses unknown keys.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from sitegen.diagnostics import Diagnostic
from sitegen.schema.did_you_mean import did_you_mean, nearest
from sitegen.schema.locale import FORM, NOWHERE, Local, help_for_day
from sitegen.schema.yaml_text import Location, YamlText

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError
    from pydantic_core import ErrorDetails

CLOSED: dict[str, object] = {"extra": "forbid", "strict": True}
#: The attribute in which a schema says what to write for words of other tools, small and without
#: hyphens; that of "" is said of words that nobody knows.
OTHER_WORDS = "__other_words__"
#: The attribute in which a schema says how it is written, for whoever writes something else.
FORM_OF = "__form__"

Value = TypeVar("Value")

#: What Pydantic calls a key that the schema does not have.
_UNKNOWN = "unexpected_keyword_argument"

#: What editors write for true and false, also in quotes.
_TRUTHS = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false"}
_NUMBERS = {"int_type": "such as 3", "float_type": "such as 3250 or 4.5"}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_LONG_NUMBER = re.compile(r"[-+]?\d{16,}(?:\.\d+)?")
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list: one item a line, each after a dash",
    "list_type": "a list: one item a line, each after a dash",
    "dict_type": "a mapping: indented lines of the form key: value",
    "dataclass_type": "a mapping: lines of the form key: value",
    "date_type": "a date such as 2026-11-21",
    "date_parsing": "a date such as 2026-11-21",
    "date_from_datetime_parsing": "a date such as 2026-11-21",
}


@dataclass(frozen=True, slots=True)
class Checked(Generic[Value]):
    """What a check gave: the record, or None with the mistakes that prevent it."""

    record: Value | None
    diagnostics: tuple[Diagnostic, ...]


def check(
    yaml: YamlText,
    schema: type[Value],
    *,
    value: object = None,
    at: Location = (),
    local: Local = NOWHERE,
) -> Checked[Value]:
    """Check a value (by default the whole text's) against a schema.

    ``at`` says where in the text the value stands, so that mistakes inside get their places. Types
    of fields find ``local`` as the context of their validators.
    """
    from pydantic import ValidationError

    content = yaml.value if value is None else value
    try:
        adapter = _adapter(schema)  # type: ignore[arg-type] # mypy thinks classes have no hash
        record: Value = adapter.validate_json(json.dumps(content), context=local)
    except ValidationError as error:
        return Checked(None, tuple(_mistakes(yaml, schema, at, error, local)))
    return Checked(record, ())


def _mistakes(
    yaml: YamlText, schema: type[Any], at: Location, error: ValidationError, local: Local
) -> Iterator[Diagnostic]:
    """Yield what is wrong; of a key that is written wrongly only that, not that it is missing."""
    details = error.errors(include_url=False, include_context=True)
    near = {item["loc"]: _near(schema, item) for item in details if item["type"] == _UNKNOWN}
    meant = {(*location[:-1], name) for location, name in near.items()}
    for item in details:
        if not _is_said(item) and (item["type"] != "missing" or item["loc"] not in meant):
            near_one = near.get(item["loc"], "")
            found = _diagnostic(yaml, schema, at, item, near_one, local)
            is_cut_off = item.get("input", "") is None and found.span.line in yaml.cut_lines
            if not is_cut_off:
                yield found


def _near(schema: type[Any], item: ErrorDetails) -> str:
    """Return the known key that an unknown key most likely is, or ""."""
    *above, name = item["loc"]
    return nearest(str(name), _keys_of(_schema_at(schema, tuple(above))))


def check_each(
    yaml: YamlText, schema: type[Value], local: Local = NOWHERE
) -> Checked[tuple[Value, ...]]:
    """Check a list of records, keeping the good ones beside the mistakes of the bad ones."""
    if yaml.value is None:
        return Checked((), ())
    if not isinstance(yaml.value, list):
        found = Diagnostic(yaml.span(()), "wrong-type", "must be a list: each record after a dash")
        return Checked((), (found,))
    checked = [
        check(yaml, schema, value=item if item is not None else {}, at=(place,), local=local)
        for place, item in enumerate(yaml.value)
        if item is not None or yaml.span((place,)).line not in yaml.cut_lines
    ]
    records = tuple(one.record for one in checked if one.record is not None)
    return Checked(records, tuple(found for one in checked for found in one.diagnostics))


def repeated_ids(yaml: YamlText) -> tuple[Diagnostic, ...]:
    """Report each record of a list whose id an earlier record has already."""
    found = []
    for place, name in yaml.ids():
        if yaml.places[name] != place:
            line = yaml.span((yaml.places[name], "id")).line
            message = f"the id {name} stands twice (first on line {line})"
            found.append(Diagnostic(yaml.span((place, "id")), "duplicate-id", message))
    return tuple(found)


@cache
def _adapter(schema: Any) -> TypeAdapter[Any]:
    # No package that happens to be installed may change what is checked; looking for some is slow.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from pydantic import TypeAdapter

    return TypeAdapter(schema)


def _is_said(item: ErrorDetails) -> bool:
    """Whether this is the first of two mistakes for one value: no whole number, no number."""
    return item["loc"][-1:] == ("int",)


def _diagnostic(
    yaml: YamlText, schema: type[Any], at: Location, item: ErrorDetails, near: str, local: Local
) -> Diagnostic:
    location = item["loc"][:-1] if item["loc"][-1:] == ("float",) else item["loc"]
    name = str(location[-1]) if location else ""
    fault = item["type"]
    if fault == _UNKNOWN:
        inner = _schema_at(schema, location[:-1])
        span = yaml.span((*at, *location), key=True)
        help_ = _help_for_key(name, inner, near)
        return Diagnostic(span, "unknown-key", f"unknown key {name}", help_)
    if fault == "missing":
        span = yaml.span((*at, *location[:-1]))
        return Diagnostic(span, "missing-key", f"{name} is missing", f"add a line {name}: …")
    place = (*at, *location)
    help_ = _help_for_value(item, local, yaml.written(place))
    help_ = help_ or getattr(_schema_at(schema, location), FORM_OF, "")
    return Diagnostic(yaml.span(place), "wrong-type", _wrong(name, fault, item), help_)


def _wrong(name: str, fault: str, item: ErrorDetails) -> str:
    subject = name if name and not name.isdigit() else "this"
    if fault == "literal_error":
        return f"{subject} must be one of {', '.join(_expected(item))}"
    if fault == "value_error":  # of a type of our own, which says what is wanted
        return f"{subject} must be {item['ctx']['error']}"
    wanted = _WANTED.get(fault)
    return f"{subject} must be {wanted}" if wanted else f"{subject}: {item['msg']}"


def _expected(item: ErrorDetails) -> list[str]:
    """Return the allowed words, which Pydantic lists in quotes."""
    listed = str(item.get("ctx", {}).get("expected", ""))
    return [word for _, word in re.findall(r"""(["'])(.*?)\1""", listed) if word]


def _help_for_value(item: ErrorDetails, local: Local, written: str) -> str:
    given, fault = item.get("input"), item["type"]
    if given is None:
        return "write it after the colon, or remove the line"
    if fault == "literal_error":
        return did_you_mean(given, _expected(item)) if isinstance(given, str) else ""
    if fault.startswith("date_") or fault == "value_error":
        return help_for_day(str(given), "" if fault == "value_error" else FORM, local)
    if fault == "string_type":
        return _as_text(given, written)
    return _as_wanted(fault, given) if isinstance(given, str) else ""


def _as_text(given: object, written: str) -> str:
    if isinstance(given, int | float):
        return f'put it in quotes: "{written}"'
    if isinstance(given, dict) and len(given) == 1:
        ((key, value),) = given.items()
        return f'put it in quotes: "{key}: {value}"'
    return ""


def _as_wanted(fault: str, given: str) -> str:
    """Return how to write what was given as text, and is to be something else."""
    if fault in _NUMBERS and _LONG_NUMBER.fullmatch(given):
        return "write a number of at most 15 digits"
    if fault == "bool_type":
        truth = _TRUTHS.get(given.lower(), "") or nearest(given, ("true", "false"))
        return f"write {truth}" if truth else ""
    if fault in ("tuple_type", "list_type"):
        return f"write [{given}]"
    return _as_number(fault, given) if fault in _NUMBERS else ""


def _as_number(fault: str, given: str) -> str:
    """Return how to write the number that a text holds, or what one looks like."""
    numbers = _NUMBER.findall(given.replace(",", ""))
    fits = len(numbers) == 1 and (fault != "int_type" or "." not in numbers[0])
    return f"write digits only: {numbers[0]}" if fits else f"write digits only, {_NUMBERS[fault]}"


def _help_for_key(name: str, schema: object, near: str) -> str:
    """Return what to write instead of a key, by what the schema says of other tools' words."""
    words: Mapping[str, str] = getattr(schema, OTHER_WORDS, {})
    by_other_tools = words.get(name.casefold().replace("_", "").replace("-", ""))
    if by_other_tools or near:
        return by_other_tools or f"did you mean {near}?"
    return words.get("", f"known are {', '.join(_keys_of(schema))}")


@cache
def _keys_of(schema: object) -> tuple[str, ...]:
    return tuple(f.name for f in fields(schema)) if is_dataclass(schema) else ()


def _schema_at(schema: object, location: Location) -> object:
    """Follow a location through nested schemas."""
    for step in location:
        schema = _inside(schema, step)
    return _plain(schema)


def _inside(schema: object, step: str | int) -> object:
    schema = _plain(schema)
    if is_dataclass(schema) and isinstance(step, str):
        return get_type_hints(schema).get(step)
    arguments = get_args(schema)
    return arguments[1 if get_origin(schema) is Mapping else 0] if arguments else None


def _plain(schema: object) -> Any:
    if get_origin(schema) in (Union, UnionType):
        return next(part for part in get_args(schema) if part is not type(None))
    return schema
