"""Tables of keys in Markdown, made of schemas: what is written for each key, and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sitegen.json_schema.of_type import Schema, resolved

#: A table stands between two such lines of a text, and names what it is of.
_TABLE = re.compile(r"(<!-- keys of (\S+) -->\n).*?(<!-- end of keys -->)", re.DOTALL)
_HEAD = "| key | what is written | what it is |\n|---|---|---|\n"
#: More words than these are told of by what they are.
_MOST_WORDS = 20
_PLAIN = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "`true` or `false`",
    "object": "a mapping",
}


def with_tables(text: str, schemas: Mapping[str, Schema]) -> str:
    """Return a text with each table in it made anew; one of nothing that is known is left empty."""

    def table(match: re.Match[str]) -> str:
        found = object_of(schemas, match[2])
        is_page = "/" not in match[2] and ":" not in match[2]
        rows = _rows(found, found, is_deep=not is_page)  # keys of kinds have tables of their own
        return f"{match[1]}\n{_HEAD}{''.join(rows)}\n{match[3]}"

    return _TABLE.sub(table, text)


def object_of(schemas: Mapping[str, Schema], name: str) -> Schema:
    """Return the schema of a mapping: that of a page, of a kind's own key, of a file or record."""
    if name.startswith("data/"):
        found = schemas.get(f"{name.removesuffix('.yaml')}.json", {})
        own = found.get("items", found)
        own = own if "properties" in own else found.get("$defs", {}).get("entry", {})
        own = own["anyOf"][1] if "anyOf" in own and "properties" not in own else own
        return {**own, "$defs": found.get("$defs", {})}
    kind, _, key = name.partition(":")
    found = schemas.get(f"pages/{kind}.json", {})
    if not key:
        return found
    own = plainly(found, found.get("properties", {}).get(key, {}))
    return {**own, "$defs": found.get("$defs", {})}


def plainly(whole: Mapping[str, Any], part: Mapping[str, Any]) -> Schema:
    """Return a part of a schema without the ways to leave it out, and with what it refers to."""
    found = resolved(whole, part)
    forms = [one for one in found.get("anyOf", ()) if one != {"type": "null"}]
    if not forms:
        return found
    rest = {key: value for key, value in found.items() if key != "anyOf"}
    return {**plainly(whole, forms[-1]), **rest}


def _rows(
    whole: Schema, within: Schema, before: str = "", *, is_deep: bool = True
) -> Iterator[str]:
    """Yield a line for each key, and for those of the mappings in it below it."""
    needed = within.get("required", ())
    for name, part in within.get("properties", {}).items():
        one = plainly(whole, part)
        written = in_words(whole, one)
        also = " (required)" if name in needed else _otherwise(one)
        what = one.get("description", "").replace("\n\n", " ").replace("|", "\\|")
        yield f"| `{before}{name}` | {written}{also} | {what} |\n"
        inner = plainly(whole, one.get("items", {})) if one.get("type") == "array" else one
        if is_deep and inner.get("properties") != within["properties"]:
            yield from _rows(whole, inner, f"{before}{name}.")


def in_words(whole: Mapping[str, Any], part: Mapping[str, Any]) -> str:
    """Return in words what is written for a key."""
    one = plainly(whole, part)
    if "enum" in one and len(one["enum"]) <= _MOST_WORDS:
        words = [f"`{word}`" for word in one["enum"] if word != ""]
        return " or ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)
    if one.get("type") == "array":
        return f"a list; each: {in_words(whole, one.get('items', {}))}"
    if "title" in one:
        return str(one["title"])
    type_ = one.get("type", "object")
    return _PLAIN[type_[0] if isinstance(type_, list) else type_]


def _otherwise(one: Mapping[str, Any]) -> str:
    """Return in words what holds where a key is left out, if that is not nothing."""
    default = one.get("default")
    if default in (None, False) or isinstance(default, dict | list):
        return ""
    return f"; else `{str(default).lower() if isinstance(default, bool) else default}`"
