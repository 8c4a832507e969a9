"""A new record: at its place in the list of its file, with every key that is required."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from yaml.nodes import SequenceNode

from sitegen.editing.change import Change, EditRefusedError, Text, read
from sitegen.editing.yaml_places import compose, with_record
from sitegen.json_schema.of_site import Described
from sitegen.json_schema.of_type import Schema
from sitegen.json_schema.tables import object_of, plainly
from sitegen.json_schema.vs_code import with_comment
from sitegen.scaffold.skeleton import Skeleton, scalar
from sitegen.schema.yaml_text import YamlText

_PATTERNS = "patterns"
#: Keys that hold what a record is called, the most likely first.
_TITLES = ("title", "name")


class Begun(NamedTuple):
    """What has to be written for a record, where it begins, and the keys to be filled in."""

    change: Change
    path: str
    line: int
    unfilled: tuple[str, ...]


def begin(site: Described, records: str, title: str, id_: str, today: str) -> Begun:
    """Return what has to be written for a new record; EditRefusedError where it cannot be."""
    path, root = f"data/{records}.yaml", site.snapshot.root
    before = read(root, path)
    text = before or Text(_commented(site, records))
    known = site.loaded.records[records].yaml
    _require_free(known, text.text, id_)
    schema = object_of({f"data/{records}.json": site.of_records(records)}, path)
    pattern = read(root, f"{_PATTERNS}/{records}.yaml")
    own = _pattern(pattern.text, title, id_, today) if pattern else ""
    place = _place(schema, known.value, title, today)
    edit, line = with_record(text.text, place, own or _block(schema, title, id_, today))
    change = Change({path: before}, {path: text.with_edits([edit])})
    return Begun(change, path, line, () if own else _unfilled(schema))


def _require_free(known: YamlText, text: str, id_: str) -> None:
    """Refuse an id that a record has, and a file that no record can be added to."""
    if id_ in known.places:
        line = known.span((known.places[id_],)).line
        help_ = "give it another title, or add --as ID"
        raise EditRefusedError(f"there is a record {id_} already, at {known.path}:{line}: {help_}")
    node = compose(text)
    is_list = isinstance(node, SequenceNode) and (not node.flow_style or not node.value)
    if (node is not None and not is_list) or (node is None and known.value is not None):
        help_ = "mend it first: each record after a dash, in lines of its own"
        raise EditRefusedError(f"{known.path} is no list that a record can be added to; {help_}")


def _commented(site: Described, records: str) -> str:
    """Return the text of a new file: only the line that names its schema, if there are schemas."""
    has_schemas = (site.snapshot.root / f"schemas/data/{records}.json").is_file()
    return with_comment("", records) if has_schemas else ""


def _pattern(text: str, title: str, id_: str, today: str) -> str:
    for name, value in (("title", scalar(title)), ("id", id_), ("today", today)):
        text = text.replace(f"{{{name}}}", value)
    return text.strip("\n")


def _block(schema: Schema, title: str, id_: str, today: str) -> str:
    given = {"id": id_, title_key(schema): _titled(schema, title)}
    lines = Skeleton(schema, today, is_draft=False, given=given).lines(schema)
    first, *others = lines
    return "\n".join([f"- {first}", *(f"  {line}" for line in others)])


def title_key(schema: Mapping[str, Any]) -> str:
    """Return the key that holds what a record is called: the first that is required and a text."""
    needed = [name for name in schema.get("required", ()) if name != "id"]
    for name in (*(one for one in _TITLES if one in needed), *needed):
        one = plainly(schema, schema["properties"][name])
        inner = plainly(schema, one.get("items", {})) if one.get("type") == "array" else one
        if inner.get("type") == "string" and not {"enum", "pattern", "x-names"} & inner.keys():
            return str(name)
    return "id"


def _titled(schema: Mapping[str, Any], title: str) -> str:
    one = plainly(schema, schema["properties"][title_key(schema)])
    return f"[{scalar(title)}]" if one.get("type") == "array" else scalar(title)


def _place(schema: Schema, value: object, title: str, today: str) -> int:
    """Return where in a list a record belongs that is sorted by what it is called, or by date."""
    records = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    if len(records) < 2 or len(records) != len(value):  # type: ignore[arg-type] # noqa: PLR2004 - no order yet
        return len(records)
    for key, own in ((title_key(schema), title.casefold()), ("date", today)):
        order = [str(one.get(key, "")).casefold() for one in records]
        if all(order) and order == sorted(order) and order[0] != order[-1]:
            return sum(one <= own for one in order)
    return len(records)


def _unfilled(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys that an editor has to fill in, in their order."""
    given = {"id", title_key(schema)}
    return tuple(name for name in schema.get("required", ()) if name not in given)
