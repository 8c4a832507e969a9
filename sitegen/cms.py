"""The editor in the browser, Sveltia CMS: its page, its configuration, the program itself.

The configuration is made of the site's schemas. Source: https://sveltiacms.app/en/docs,
"Collections" and "Fields". Pages are Markdown with front matter, by the folders of their kinds;
lists of records are for programs that keep comments.

The program comes as npm publishes it, held against its hash. Its script asks other hosts for its
fonts: the addresses of these are changed to the site's own, and the one without which no button has
a sign is served too.
"""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from html import escape
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from sitegen.config import BrowserEditor, SiteConfig
from sitegen.editing.change import EditRefusedError
from sitegen.fields.marks import NAMES
from sitegen.json_schema.of_site import Described
from sitegen.json_schema.of_type import Schema
from sitegen.json_schema.tables import plainly
from sitegen.safe_text import safe_json

#: Keys of front matter that the form of every page has, beside those that models give to pages.
#: What else a file says stays as it is.
_OF_PAGES = ("title", "description", "date", "draft", "summary", "order")
_DAY = "YYYY-MM-DD"
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
    return f"{safe_json(found, indent=1)}\n"


def _folders(site: Described) -> Iterator[str]:
    """Yield the folders of content/ that have pages, the top first."""
    found = {PurePosixPath(one.path).parent.as_posix() for one in site.loaded.documents}
    yield from sorted(found)


def _collection(site: Described, folder: str) -> Mapping[str, Any]:
    below = folder.removeprefix(_CONTENT).strip("/")
    kind = site.kinds.kind_below(f"{below}/")
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
        "fields": [*_fields(site, schema, kind), _BODY],
    }


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
_BODY = {"name": "body", "label": "Text", "widget": "markdown", "required": False}
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


def page(config: SiteConfig) -> str:
    """Return the page, which loads the program and has a policy of its own."""
    assert config.browser_editor is not None, "there is an editor"
    policy = escape(config.browser_editor.csp)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Edit {escape(config.name)}</title>
<link href="config.json" type="application/json" rel="cms-config-url">
</head>
<body>
<noscript>This page needs JavaScript. Without it, edit the files: see CONTRIBUTING.md.</noscript>
<script src="sveltia-cms.js"></script>
</body>
</html>
"""


_REGISTRY = "https://registry.npmjs.org/"
_TIMEOUT = 60
_FONTS = b"https://cdn.jsdelivr.net/fontsource/fonts/"
_SYMBOLS = b"material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2"


class Package(NamedTuple):
    """A package of npm in one version: its archive, its hash, and the file in it that is wanted."""

    archive: str
    sha512: str
    file: str


SCRIPT = Package(
    "@sveltia/cms/-/cms-0.221.1.tgz",
    "J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ==",
    "package/dist/sveltia-cms.js",
)
FONT = Package(
    "@fontsource-variable/material-symbols-outlined/-/material-symbols-outlined-5.3.8.tgz",
    "vKpCnuTqRehg5RUVrqEQ/A8a52KykOJ65wqal9nxFXFVTYKlJOhx7r0TUbTgd2SN7oh31NJblxvX2CJxBNVqJg==",
    "package/files/material-symbols-outlined-latin-wght-normal.woff2",
)

#: Returns what stands at an address.
Fetch = Callable[[str], bytes]


def fetched(address: str) -> bytes:
    """Return what stands at an address; EditRefusedError where it cannot be reached."""
    try:
        with urllib.request.urlopen(address, timeout=_TIMEOUT) as answer:
            data: bytes = answer.read()
    except (urllib.error.URLError, OSError) as error:
        message = f"{address} cannot be fetched ({error}): nothing was written"
        raise EditRefusedError(message) from error
    return data


def program(fetch: Fetch = fetched) -> Mapping[str, bytes]:
    """Return the files of the program by their names in /admin/."""
    script = _file(SCRIPT, fetch).replace(_FONTS + _SYMBOLS, b"/admin/symbols.woff2")
    return {
        "sveltia-cms.js": script.replace(_FONTS, b"/admin/fonts/"),
        "symbols.woff2": _file(FONT, fetch),
    }


def _file(package: Package, fetch: Fetch) -> bytes:
    address = _REGISTRY + package.archive
    archive = fetch(address)
    if base64.b64encode(hashlib.sha512(archive).digest()).decode() != package.sha512:
        message = f"what {address} holds is not what was looked at: nothing was written"
        raise EditRefusedError(message)
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        member = opened.extractfile(package.file)
        assert member is not None, "the hash is that of an archive with this file"
        return member.read()
