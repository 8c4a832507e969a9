"""The configuration of Sveltia CMS, made of the site's schemas.

Source: https://sveltiacms.app/en/docs, "Collections" and "Fields". Pages are Markdown with front
matter, by the folders of their kinds; lists of records are for programs that keep comments.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import PurePosixPath
from typing import Any

from sitegen.config import BrowserEditor
from sitegen.fields.described import NAMES
from sitegen.json_schema.of_site import PAGE, Described
from sitegen.json_schema.of_type import Schema
from sitegen.json_schema.tables import plainly

#: Keys of front matter that the form of every page has, beside those that models give to pages.
#: What else a file says stays as it is.
_OF_PAGES = ("title", "description", "date", "draft", "summary", "order")
_DAY, _TIME = "YYYY-MM-DD", "HH:mm"
_CONTENT = "content"


def configuration(site: Described, editor: BrowserEditor) -> str:
    """Return the file that the program reads, as JSON."""
    backend = {"name": editor.backend, "repo": editor.repository, "branch": editor.branch}
    test = {"name": editor.backend}
    found = {
        "backend": test if editor.backend == "test-repo" else backend,
        "media_folder": "assets/images",
        "public_folder": "/assets/images",
        "output": {"omit_empty_optional_fields": True},
        "collections": [_collection(site, folder) for folder in _folders(site)],
    }
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def _folders(site: Described) -> Iterator[str]:
    """Yield the folders of content/ that have pages, the top first."""
    found = {PurePosixPath(one.path).parent.as_posix() for one in site.loaded.documents}
    yield from sorted(found)


def _collection(site: Described, folder: str) -> Mapping[str, Any]:
    below = folder.removeprefix(_CONTENT).strip("/")
    kind = _kind(site, below)
    schema = site.of_kind(kind)
    label = below.replace("-", " ").replace("/", " / ").capitalize() or "Front pages"
    return {
        "name": below.replace("/", "-") or "front",
        "label": label,
        "folder": folder,
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "slug": "{{slug}}",
        "fields": [*_fields(site, schema, kind), _body()],
    }


def _kind(site: Described, below: str) -> str:
    given = site.loaded.config.kinds
    fitting = [one for one in given if f"{below}/".startswith(one.strip("/") + "/")]
    return given[max(fitting, key=len)] if fitting else PAGE


def _fields(site: Described, schema: Schema, kind: str) -> Iterator[Mapping[str, Any]]:
    needed = schema.get("required", ())
    of_models = [one.name for keys in site.loaded.models.page_keys for one in fields(keys)]
    for name in (*_OF_PAGES, *of_models, *([kind] if kind in site.keyed else [])):
        if name in schema["properties"]:
            part = plainly(schema, schema["properties"][name])
            is_own = name == kind  # the folder's landing page has none
            yield _field(site, schema, name, part, is_needed=name in needed and not is_own)


def _field(
    site: Described, whole: Schema, name: str, part: Schema, *, is_needed: bool
) -> Mapping[str, Any]:
    field = {"name": name, "label": name.replace("_", " ").capitalize(), "required": is_needed}
    if hint := part.get("description"):
        field["hint"] = hint
    begun = {"default": True} if name == "draft" else {}  # a page that is begun is not published
    return {**field, **_widget(site, whole, part), **begun}


def _widget(site: Described, whole: Schema, part: Schema) -> Mapping[str, Any]:
    """Return what is shown to fill in a key, by its schema."""
    if part.get("type") == "array":
        inner = plainly(whole, part.get("items", {}))
        names = list(site.names(inner[NAMES])) if NAMES in inner else inner.get("enum", [])
        return {"widget": "select", "multiple": True, "options": names} if names else _LIST
    if "enum" in part:
        return {"widget": "select", "options": [one for one in part["enum"] if one != ""]}
    if "properties" in part:
        needed = part.get("required", ())
        inner_fields = [
            _field(site, whole, name, plainly(whole, one), is_needed=name in needed)
            for name, one in part["properties"].items()
        ]
        return {"widget": "object", "fields": inner_fields}
    return _plain_widget(part)


_LIST: Mapping[str, Any] = {"widget": "list"}
_PLAIN: Mapping[str, Mapping[str, Any]] = {
    "boolean": {"widget": "boolean"},
    "integer": {"widget": "number", "value_type": "int"},
    "number": {"widget": "number", "value_type": "float"},
}


def _plain_widget(part: Schema) -> Mapping[str, Any]:
    if part.get("title") == "a day":
        return {"widget": "datetime", "format": _DAY, "time_format": False}
    if "pattern" in part and part.get("title") != "text":
        return {"widget": "string", "pattern": [part["pattern"], part["patternErrorMessage"]]}
    return _PLAIN.get(str(part.get("type")), {"widget": "string"})


def _body() -> Mapping[str, Any]:
    return {"name": "body", "label": "Text", "widget": "markdown", "required": False}
