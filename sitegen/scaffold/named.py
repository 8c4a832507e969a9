"""What can be begun by name on a site: pages by their kind, records by their class or file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.documents.records import subjects
from sitegen.editing.change import EditRefusedError
from sitegen.fields.record import Record
from sitegen.fields.web_address import slug
from sitegen.json_schema.of_site import Described
from sitegen.safe_text import safe
from sitegen.schema.did_you_mean import nearest

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LETTER = re.compile(r"[a-z0-9]")
#: A longer address is no help to anybody.
_LONGEST = 60


@dataclass(frozen=True)
class Wanted:
    """A page of a kind, or a record of a file; the one that it is not is ""."""

    kind: str = ""
    records: str = ""


def find(site: Described, word: str) -> Wanted:
    """Return what a word names; raise EditRefusedError, which lists what there is, for no such."""
    pages, records = _pages(site), _records(site)
    key = _plainly(word)
    if key in records:  # pages of such a kind are made of the records
        return Wanted(records=records[key])
    if key in pages:
        return Wanted(kind=pages[key])
    near = nearest(key, {*pages, *records})
    shown = [*_shown_pages(site), *_shown_records(site)]
    meant = next((name for name in shown if _plainly(name) == near), pages.get(near, near))
    help_ = f" Did you mean {meant}?" if meant else ""
    raise EditRefusedError(f"there is no kind {safe(word)}.{help_}\n{_listed(site)}")


def _plainly(word: str) -> str:
    return re.sub(r"[\s_-]+", "", word.casefold())


def _pages(site: Described) -> Mapping[str, str]:
    return {_plainly(kind): kind for kind in site.kinds.known - {"error"}}


def _records(site: Described) -> Mapping[str, str]:
    """Return the name of each file of records by its own and by that of its class."""
    found: dict[str, str] = {}
    for name, schema in subjects(site.loaded.models).items():
        found[_plainly(name)] = name
        found.setdefault(_plainly(schema.__name__), name)
    return found


def _shown_pages(site: Described) -> Sequence[str]:
    own = {*site.loaded.models.page_types, *site.loaded.config.kinds.values()}
    others = {"page", "error", *_shown_records(site)}
    return ["page", *sorted(own.union(site.kinds.layouts) - others)]


def _shown_records(site: Described) -> Iterator[str]:
    for name, schema in subjects(site.loaded.models).items():
        path = f"data/{name}.yaml"  # of the builder's own lists those that the site has
        if name in site.loaded.models.collections or path in site.loaded.data:
            yield name_of(schema)


def name_of(records: type[Record]) -> str:
    """Return what a record of a file is called on the command line: place, park-bench."""
    return _CAPITAL.sub("-", records.__name__).lower()


def _listed(site: Described) -> str:
    pages = ", ".join(_shown_pages(site))
    return f"  pages: {pages}\n  records: {', '.join(_shown_records(site))}"


def address_of(title: str, given: str = "") -> str:
    """Return the name of a file or record for a title; EditRefusedError for one that gives none."""
    words = given or title
    plain = slug(words).replace(".", "-").strip("-")
    if not _LETTER.search(plain) or (plain == "page" and "page" not in words.casefold()):
        message = f"{safe(words)!r} gives no address, which consists of letters a to z and digits"
        raise EditRefusedError(f"{message}: add --as NAME")
    if len(plain) <= _LONGEST or given:
        return plain
    return plain[: _LONGEST + 1].rpartition("-")[0] or plain[:_LONGEST]
