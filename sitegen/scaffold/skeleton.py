"""The keys of a page or record as YAML to be filled in, made of its schema."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sitegen.documents.records import UNFINISHED
from sitegen.json_schema.of_type import Schema
from sitegen.json_schema.tables import plainly
from sitegen.schema.yaml_text import read_yaml

_LONGEST_COMMENT = 110
_STEP = "  "


@dataclass(frozen=True)
class Skeleton:
    """How keys are filled in: with ``given`` values; else so that a draft passes, or not at all.

    ``is_draft`` puts in values of the right form, which are to be written anew. A record is
    published as soon as it is there: what nobody has said of it stays empty, and is a mistake.
    """

    whole: Schema
    today: str
    is_draft: bool
    given: Mapping[str, str] = field(default_factory=dict)

    def lines(self, part: Mapping[str, Any], indent: str = "") -> Iterator[str]:
        """Yield the keys of a mapping: those that are required, then the others as comments."""
        needed = part.get("required", ())
        properties = part["properties"]
        for name in sorted(properties, key=lambda one: one not in needed):
            one = plainly(self.whole, properties[name])
            if name in needed or (name in self.given and not indent):
                yield from self._key(name, one, indent)
            else:
                example = self._example(one)
                yield f"{indent}# {name}: {example}{self._comment(one, shown=example)}"

    def _key(self, name: str, one: Schema, indent: str) -> Iterator[str]:
        if name in self.given and not indent:
            yield f"{indent}{name}: {self.given[name]}"
        elif "properties" in one:
            yield f"{indent}{name}:"
            yield from self.lines(one, indent + _STEP)
        else:
            value = self._value(one)
            written = f" {value}" if value else ""
            yield f"{indent}{name}:{written}{self._comment(one, shown=value)}"

    def _value(self, one: Mapping[str, Any]) -> str:
        """Return what stands for a key that is required: today, an empty list, or what is to do."""
        if one.get("type") == "array":
            return "[]"
        if _is_day(one):
            return self.today
        if not self.is_draft:
            return ""
        if "enum" in one:
            return scalar(str(one["enum"][0]))
        return {"integer": "0", "number": "0", "boolean": "false"}.get(
            str(one.get("type")), "/" if one.get("title") == "an address" else UNFINISHED
        )

    def _example(self, one: Mapping[str, Any]) -> str:
        """Return what may stand for a key that can be left out."""
        if _is_day(one):
            return self.today
        said = [one.get("default"), *one.get("enum", ()), *one.get("examples", ())]
        if found := next((word for word in said if word not in (None, "", False)), None):
            return scalar(str(found).lower() if isinstance(found, bool) else str(found))
        if one.get("type") == "array":
            return f"[{self._example(plainly(self.whole, one.get('items', {})))}]"
        if "properties" in one:
            needed = one.get("required", ())
            return f"{{{', '.join(f'{name}: {UNFINISHED}' for name in needed)}}}"
        forms = {"integer": "1", "number": "1", "boolean": "true"}
        return forms.get(str(one.get("type")), UNFINISHED)

    def _comment(self, one: Mapping[str, Any], *, shown: str) -> str:
        """Return what a key is for and which words it takes, if that fits into the line."""
        what = str(one.get("description", "")).partition("\n")[0].rstrip(".")
        choices = _choices(self.whole, one, shown)
        both = f"{what} ({choices})" if what and choices else what or choices
        words = both if len(both) <= _LONGEST_COMMENT else choices or what
        return f"  # {words}" if words else ""


def _choices(whole: Schema, one: Mapping[str, Any], shown: str) -> str:
    inner = plainly(whole, one.get("items", {})) if one.get("type") == "array" else one
    if "enum" in inner:
        words = [str(word) for word in inner["enum"] if word != "" and str(word) != shown]
        return f"{'or ' if shown and shown != '[]' else ''}{', '.join(words)}"
    title = str(inner.get("title", ""))
    return title if title.startswith("an id of") else ""


def _is_day(one: Mapping[str, Any]) -> bool:
    return str(one.get("title", "")).startswith("a day")


def scalar(text: str) -> str:
    """Return a text as YAML writes it in a line: as it is, or in quotes where it must."""
    if "\n" not in text:
        yaml, found = read_yaml(f"key: {text}\nlist: [{text}]", "")
        if not found and yaml.value == {"key": text, "list": [text]}:
            return text
    return json.dumps(text, ensure_ascii=False)
