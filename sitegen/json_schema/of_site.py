"""Every schema that a site has, by its path in schemas/: pages by their kind, and data files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sitegen import config
from sitegen.documents import hosting, navigation, word_lists
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document, written_with
from sitegen.documents.records import ID_PATTERN, LONGEST_ID, subjects
from sitegen.fields.marks import FILES, PICTURES, text_like
from sitegen.fields.types import NamedFile
from sitegen.json_schema.of_type import (
    DIALECT,
    Docstrings,
    Schema,
    schema_of,
    with_names,
    without_unused,
)
from sitegen.model.kinds import Kinds, is_landing, needs_date
from sitegen.sources import Snapshot

FOLDER = "schemas"
#: The schemas of front matter: of landing pages, of the others, and by kind.
LANDING, PAGE = "landing", "page"

_ENTRY = "#/$defs/entry"
#: The files of data/ that are no lists of records, with their types.
_SINGLE: Mapping[str, Any] = {
    "site": config.WrittenSite,
    "search": word_lists.SearchWords,
    "hosting": hosting.Hosting,
}


@dataclass(frozen=True)
class Described:
    """A site with all that its types say: what its schemas are made of."""

    snapshot: Snapshot
    loaded: Loaded

    @property
    def docs(self) -> Docstrings:
        """Return what classes say of their fields."""
        return Docstrings(self.snapshot)

    @property
    def kinds(self) -> Kinds:
        """Return the kinds of pages that there are."""
        return Kinds.of(self.snapshot, self.loaded.config, self.loaded.models)

    @property
    def keyed(self) -> Sequence[str]:
        """Return the kinds whose pages have a key of their own."""
        return [name for name, one in self.loaded.models.page_types.items() if fields(one)]

    @property
    def asking(self) -> Mapping[str, Sequence[str]]:
        """Return the kinds that ask for more than every page has, with the keys that they need."""
        kinds = {kind: self._required(kind) for kind in sorted(self.kinds.known)}
        return {kind: keys for kind, keys in kinds.items() if keys or kind in self.keyed}

    def schemas(self) -> Mapping[str, Schema]:
        """Return every schema by its path below schemas/."""
        found = {f"pages/{name}.json": one for name, one in self._pages()}
        records = subjects(self.loaded.models)
        found |= {f"data/{name}.json": self.of_records(name) for name in records}
        found |= {f"data/{name}.json": one for name, one in self._single()}
        return {
            path: with_names({"$schema": DIALECT, **without_unused(one)}, self.names)
            for path, one in found.items()
        }

    def of_records(self, name: str) -> Schema:
        """Return the schema of a file of records, without names that are listed."""
        return _list_of(schema_of(subjects(self.loaded.models)[name], self.docs))

    def of_kind(self, kind: str) -> Schema:
        """Return that of pages of a kind that are no landing pages, without names."""
        return dict(self._pages())[kind if kind in self.asking else PAGE]

    def schema_path(self, document: Document) -> str:
        """Return the path below schemas/ of the schema of a page."""
        kind = self.kinds.kind_of(document)
        own = kind if kind in self.asking else PAGE
        return f"pages/{LANDING if is_landing(document) else own}.json"

    def names(self, of: str) -> Sequence[str]:
        """Return the names that the site has of something, as marks of fields call it."""
        if of.startswith((FILES, PICTURES)):
            return self._files(of)
        if of == "kinds":
            return sorted(self.kinds.known)
        if of == "layouts":
            return sorted(self.kinds.layouts)
        if of == "pages":
            return [one.path.removeprefix("content/") for one in self.loaded.documents]
        records = self.loaded.records.get(of)
        return records.ids if records else ()

    def _files(self, of: str) -> Sequence[str]:
        is_picture = of.startswith(PICTURES)
        named = NamedFile(of.removeprefix(PICTURES if is_picture else FILES), is_picture)
        paths = (file.path for file in self.snapshot.under("assets"))
        return [path.removeprefix(named.folder) for path in paths if named.holds(path)]

    def _pages(self) -> Iterator[tuple[str, Schema]]:
        models = self.loaded.models
        whole = schema_of(written_with(models), self.docs)
        for keys in models.page_keys:
            for name, text in self.docs.of_fields(keys).items():
                whole["properties"][name]["description"] = text
        for kind in self.keyed:
            own = self.docs.of_class(models.page_types[kind])
            whole["properties"][kind]["description"] = own
        whole["description"] = "What a page says of itself between its two lines of three dashes."
        yield LANDING, whole
        asking = self.asking
        yield PAGE, {**whole, "allOf": [_if_kind(*one) for one in asking.items()]}
        for kind, required in asking.items():
            yield kind, _of_kind(whole, kind, self.keyed, required)

    def _required(self, kind: str) -> list[str]:
        own = self.loaded.models.page_types.get(kind)
        key = [kind] if own is not None and own.example else []
        return [*key, *(["date"] if needs_date(kind, self.loaded.models) else [])]

    def _single(self) -> Iterator[tuple[str, Schema]]:
        for name, type_ in _SINGLE.items():
            yield name, {**schema_of(type_, self.docs), "type": ["object", "null"]}
        yield "navigation", _menus(schema_of(navigation.WrittenEntry, self.docs))


def _if_kind(kind: str, required: Sequence[str]) -> Schema:
    """Return that a page which says itself that it is of a kind has the keys of the kind."""
    says = {"properties": {"kind": {"const": kind}}, "required": ["kind"]}
    return {"if": says, "then": {"required": list(required)}}


def _of_kind(whole: Schema, kind: str, kinds: Sequence[str], required: Sequence[str]) -> Schema:
    """Return the schema of pages of a kind: its own key, and none of the others'."""
    others = set(kinds) - {kind}
    properties = {name: one for name, one in whole["properties"].items() if name not in others}
    return {
        **whole,
        "description": f"What a page of the kind {kind} says of itself.",
        "properties": {**properties, "kind": {**properties["kind"], "const": kind}},
        "required": [*whole["required"], *required],
    }


def _list_of(record: Schema) -> Schema:
    """Return the schema of a file that is a list of records, and may be empty."""
    defs = record.pop("$defs", {})
    identity = text_like(ID_PATTERN, "letters, digits, hyphens and underscores")
    own = {**record["properties"]["id"], **identity, "maxLength": LONGEST_ID}
    item = {**record, "properties": {**record["properties"], "id": own}}
    found = {"description": record["description"], "type": ["array", "null"], "items": item}
    return {**found, **({"$defs": defs} if defs else {})}


def _menus(entry: Schema) -> Schema:
    """Return the schema of menus: lists of paths and of mappings, which have lists in them."""
    page, properties = entry["properties"]["page"], entry["properties"]
    listed = {"type": "array", "items": {"$ref": _ENTRY}}
    properties["children"] = {**listed, "description": properties["children"]["description"]}
    entry["anyOf"] = [
        {"required": ["page"], "not": _filled("url")},
        {"required": ["url", "title"], "not": _filled("page")},
    ]
    path = {key: value for key, value in page.items() if key != "default"}
    menus = {"type": ["object", "null"], "additionalProperties": listed}
    return {
        "description": "The menus by name, or the entries of the only one.",
        "anyOf": [listed, menus],
        "$defs": {"entry": {"anyOf": [path, entry]}},
    }


def _filled(key: str) -> Schema:
    return {"properties": {key: {"minLength": 1}}, "required": [key]}
