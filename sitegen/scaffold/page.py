"""A new page: its file in the right folder, with every key that is required, as a draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from sitegen.documents.page import Document
from sitegen.documents.records import UNFINISHED
from sitegen.editing.change import Change, EditRefusedError, Text, read
from sitegen.file_names import fault_of, too_long
from sitegen.json_schema.of_site import PAGE, Described
from sitegen.json_schema.of_type import Schema
from sitegen.json_schema.tables import plainly
from sitegen.model.kinds import is_landing
from sitegen.model.routes import page_route
from sitegen.safe_text import safe
from sitegen.scaffold.skeleton import Skeleton, scalar
from sitegen.schema.did_you_mean import nearest_path

_CONTENT = "content"
_PATTERNS = "patterns"
_TEXT = "Write here what the page is about.\n"


@dataclass(frozen=True)
class NewPage:
    """What is asked for: the kind, the title, the name of its file, the day, and the folder.

    ``folder`` is below content/, and None for the kind's own. ``text`` is Markdown that is there
    already, "" for that of the kind's pattern.
    """

    kind: str
    title: str
    name: str
    today: str
    folder: str | None = None
    text: str = ""


def begin(site: Described, wanted: NewPage) -> tuple[Change, str]:
    """Return what has to be written for a new page, and its path; EditRefusedError if it cannot."""
    folder = _folder(site, wanted)
    path = PurePosixPath(_CONTENT, folder, f"{wanted.name}.md").as_posix()
    _require_free(site, path)
    pattern = read(site.snapshot.root, f"{_PATTERNS}/{wanted.kind}.md")
    text = _filled(pattern.text, wanted) if pattern and not wanted.text else wanted.text or _TEXT
    if not text.startswith("---\n"):
        front = "\n".join(_front(site, wanted, folder))
        text = f"---\n{front}\n---\n{text}"
    return Change({path: None}, {path: Text(text)}), path


def _filled(pattern: str, wanted: NewPage) -> str:
    """Return a pattern with the title and the day in their places."""
    return pattern.replace("{title}", scalar(wanted.title)).replace("{today}", wanted.today)


def _folder(site: Described, wanted: NewPage) -> str:
    """Return the folder that was asked for, or that of the kind, or where most of its pages are."""
    if wanted.folder is not None:
        return _existing(site, wanted.folder)
    given = [
        one.strip("/") for one, kind in site.loaded.config.kinds.items() if kind == wanted.kind
    ]
    if given:
        return min(given, key=len)
    alike = [one for one in site.loaded.documents if one.path == one.source]
    if wanted.kind == PAGE:
        return ""
    of_kind = [one for one in alike if site.kinds.kind_of(one) == wanted.kind]
    folders = Counter(_folder_of(one) for one in (of_kind or _listing(site, wanted.kind)))
    return folders.most_common(1)[0][0] if folders else ""


def _listing(site: Described, kind: str) -> Iterator[Document]:
    """Yield the landing pages whose layout lists pages of a kind."""
    asked = f'kind="{kind}"'
    for document in site.loaded.documents:
        named = document.front.layout or site.kinds.kind_of(document)
        layout = f"templates/{site.kinds.layout_of(named)}"
        if is_landing(document) and asked in (site.snapshot.text(layout) or ""):
            yield document


def _folder_of(document: Document) -> str:
    found = PurePosixPath(document.path).parent.relative_to(_CONTENT).as_posix()
    return "" if found == "." else found


def _existing(site: Described, word: str) -> str:
    folder = word.removeprefix("./").removeprefix(f"{_CONTENT}/").strip("/")
    known = {_folder_of(one) for one in site.loaded.documents}
    if folder in {"", _CONTENT, *known}:
        return "" if folder == _CONTENT else folder
    near = nearest_path(folder, frozenset(known))
    help_ = f"Did you mean {near}?" if near else "A folder begins with its index.md"
    raise EditRefusedError(f"there is no folder {safe(folder)} with pages below content/. {help_}")


def _require_free(site: Described, path: str) -> None:
    """Refuse a file that is there, one that cannot be, and an address that another page has."""
    wrong = [fault for part in path.split("/") if (fault := fault_of(part))]
    if message := (wrong[0].message if wrong else too_long(path)):
        raise EditRefusedError(f"{safe(path)} can be no file: {message}")
    if (site.snapshot.root / path).exists():
        raise EditRefusedError(f"{safe(path)} is there already: nothing was written")
    url = page_route(path).url
    other = next((one for one in site.loaded.documents if page_route(one.path).url == url), None)
    if other:
        raise EditRefusedError(f"there is a page at {url} already: {safe(other.source)}")


def _front(site: Described, wanted: NewPage, folder: str) -> Iterator[str]:
    """Yield the front matter of a page that is a draft."""
    schema = site.of_kind(wanted.kind)
    yield f"title: {scalar(wanted.title)}"
    yield f"description: {UNFINISHED}  # what it is about, in 50 to 160 characters"
    yield f"date: {wanted.today}"
    yield "draft: true  # remove this line when the page is ready"
    if wanted.kind != site.kinds.kind_below(f"{folder}/"):
        yield f"kind: {wanted.kind}"
    if order := _order(site, folder):
        yield f"order: {order}  # the place among the pages of this folder"
    yield from _offered(site, schema)
    yield from _own_keys(site, schema, wanted)


def _own_keys(site: Described, schema: Schema, wanted: NewPage) -> Iterator[str]:
    """Yield what a page of the kind says of itself, if its kind has a key."""
    if wanted.kind in site.keyed:
        yield f"{wanted.kind}:"
        part = plainly(schema, schema["properties"][wanted.kind])
        yield from Skeleton(schema, wanted.today, is_draft=True).lines(part, "  ")


def _order(site: Described, folder: str) -> int:
    """Return the place behind all pages of a folder, 0 where these have none."""
    beside = [one for one in site.loaded.documents if _folder_of(one) == folder]
    places = [one.front.order for one in beside if one.front.order is not None]
    return max(places) + 1 if places else 0


def _offered(site: Described, schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield keys as comments: the summary, and those that name records which want to be named."""
    models = site.loaded.models
    lists = models.lists_of_keys.items()
    naming = [key for key, name in lists if models.collections[name].needs_to_be_named]
    for name in ("summary", *naming):
        value = "[]" if name in naming else UNFINISHED
        said = str(schema["properties"][name].get("description", "")).rstrip(".")
        yield f"# {name}: {value}  # {said}"
