"""The JSON Schema of one type: Pydantic's, with docstrings, and with names that can be listed."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from sitegen.fields.marks import NAMES
from sitegen.sources import Snapshot
from sitegen.user_models.restrictions import FOLDER

#: A schema, or a part of one.
Schema = dict[str, Any]
#: Where the names that a site has of something are listed in a schema.
LISTED = "names-of-"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REF = "#/$defs/"


class Docstrings:
    """Reads what classes say of their fields, those of a site's models in its snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def of_fields(self, schema: type) -> Mapping[str, str]:
        """Return the docstring of each field of a class that has one, inherited ones too."""
        found: dict[str, str] = {}
        for one in reversed(schema.__mro__):
            found |= dict(_of_class(self._text_of(one.__module__), one.__name__))
        return found

    def of_class(self, schema: type) -> str:
        """Return the docstring of a class in a line or several."""
        return _plain(inspect.cleandoc(schema.__doc__ or ""))

    def _text_of(self, module: str) -> str:
        if module.partition(".")[0] != FOLDER:
            return _text_of(module)
        path = module.replace(".", "/")
        text = self._snapshot.text(f"{path}.py") or self._snapshot.text(f"{path}/__init__.py")
        return text or ""


@cache
def _text_of(module: str) -> str:
    """Return the text of a module of the engine; what is built in has none."""
    known = sys.modules.get(module)
    has_text = known is not None and module.partition(".")[0] == "sitegen"
    return inspect.getsource(known) if known and has_text else ""


def _of_class(text: str, name: str) -> Iterator[tuple[str, str]]:
    for node in _classes(text).get(name, []):
        for field, below in pairwise(node.body):
            is_field = isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
            if is_field and isinstance(below, ast.Expr):
                value = below.value
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield ast.unparse(field.target), _plain(inspect.cleandoc(value.value))  # type: ignore[attr-defined] # it is one


@cache
def _classes(text: str) -> Mapping[str, list[ast.ClassDef]]:
    found: dict[str, list[ast.ClassDef]] = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            found.setdefault(node.name, []).append(node)
    return found


def _plain(text: str) -> str:
    """Return a docstring as it is shown: each paragraph in one line, names in single quotes."""
    paragraphs = text.replace("``", "`").split("\n\n")
    return "\n\n".join(" ".join(one.split()) for one in paragraphs)


def schema_of(type_: Any, docs: Docstrings) -> Schema:
    """Return the schema of a type, with what its classes say of their fields."""
    from pydantic import TypeAdapter
    from pydantic.json_schema import GenerateJsonSchema

    class Generator(GenerateJsonSchema):
        """Takes descriptions from docstrings, and no titles from names."""

        def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - inherited
            return False

        def dataclass_schema(self, schema: Any) -> Schema:
            found = super().dataclass_schema(schema)
            return _with_docs(found, schema["cls"], docs)

    whole = TypeAdapter(type_).json_schema(schema_generator=Generator)
    found: Schema = _rebuilt(whole, _without_empty)
    return found


def _with_docs(schema: Schema, of: type, docs: Docstrings) -> Schema:
    fields = docs.of_fields(of)
    properties = {
        name: {**one, "description": fields[name]} if name in fields else one
        for name, one in schema.get("properties", {}).items()
    }
    described = {"description": docs.of_class(of)} if of.__doc__ else {}
    return {**schema, **described, **({"properties": properties} if properties else {})}


def _rebuilt(part: Any, change: Callable[[Schema], Schema]) -> Any:
    """Return a part of a schema with each mapping in it changed, those within it first."""
    if isinstance(part, list):
        return [_rebuilt(one, change) for one in part]
    if not isinstance(part, dict):
        return part
    return change({key: _rebuilt(value, change) for key, value in part.items()})


def _without_empty(schema: Schema) -> Schema:
    """Leave out names of classes as titles, and defaults that say nothing."""
    if schema.get("anyOf", [])[:2] == [{"type": "integer"}, {"type": "number"}]:
        schema = {**schema, "anyOf": schema["anyOf"][1:]}  # each whole number is a number
    if len(schema.get("anyOf", [])) == 1:
        (form,) = schema.pop("anyOf")
        schema |= form
    is_class = schema.get("type") == "object"
    return {
        key: value
        for key, value in schema.items()
        if not (key == "default" and value in ("", None, [], {}) and value is not False)
        and not (key == "title" and is_class and isinstance(value, str))
    }


def walk(schema: Any) -> Iterator[Schema]:
    """Yield each part of a schema that is a mapping, the whole first."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from walk(value)
    elif isinstance(schema, list):
        for one in schema:
            yield from walk(one)


def with_names(schema: Schema, names: Callable[[str], Sequence[str]]) -> Schema:
    """Return a schema that lists for each name what there is, and allows others.

    A name that is new may be written before the schema is made anew: whether there is such a
    record, page or file, a build knows.
    """
    used = dict.fromkeys(one[NAMES] for one in walk(schema) if NAMES in one)
    listed = {name: list(names(name)) for name in used}

    def listing(part: Schema) -> Schema:
        if not listed.get(part.get(NAMES, "")) or "type" not in part:
            return part
        form = {key: part.pop(key) for key in ("type", "pattern") if key in part}
        return {**part, "anyOf": [{"$ref": _REF + _key_of(part[NAMES])}, form]}

    changed: Schema = _rebuilt(schema, listing)
    defs = {_key_of(name): {"enum": found} for name, found in listed.items() if found}
    return {**changed, "$defs": {**changed.get("$defs", {}), **defs}} if defs else changed


def _key_of(names: str) -> str:
    """Return the key of a list of names, one that needs no escapes in a reference."""
    return LISTED + re.sub(r"[^a-z0-9]+", "-", names.lower()).strip("-")


def without_names(schema: Schema) -> Schema:
    """Return a schema without its lists of names, which change with each page and record."""

    def outside(part: Schema) -> Schema:
        left_out = ("anyOf", "type") if NAMES in part else ()
        return {key: value for key, value in part.items() if key not in left_out}

    whole: Schema = _rebuilt(schema, outside)
    defs = whole.pop("$defs", {})
    kept = {key: value for key, value in defs.items() if not key.startswith(LISTED)}
    return {**whole, **({"$defs": kept} if kept else {})}


def without_unused(schema: Schema) -> Schema:
    """Return a schema without definitions that nothing in it refers to."""
    defs = schema.get("$defs", {})
    rest = {key: value for key, value in schema.items() if key != "$defs"}
    used: dict[str, Schema] = {}
    waiting = [rest]
    while waiting:
        for part in walk(waiting.pop()):
            name = str(part.get("$ref", "")).removeprefix(_REF)
            if name in defs and name not in used:
                used[name] = defs[name]
                waiting.append(defs[name])
    kept = {name: one for name, one in defs.items() if name in used}
    return {**rest, **({"$defs": kept} if kept else {})}


def resolved(schema: Mapping[str, Any], part: Mapping[str, Any]) -> Schema:
    """Return a part of a schema with what it refers to in its place; its own words come first."""
    name = part.get("$ref", "")
    if not name.startswith(_REF):
        return dict(part)
    rest = {key: value for key, value in part.items() if key != "$ref"}
    return {**schema["$defs"][name.removeprefix(_REF)], **rest}
