"""What records say of themselves to the whole site: words to explain, entries of the search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from sitegen.diagnostics import Diagnostic
from sitegen.documents.records.all import Records
from sitegen.fields.record import Record, SearchEntry
from sitegen.model.types import Site, Watched
from sitegen.modelling.code import answer, answers
from sitegen.modelling.declared import is_own_hook


def asked(site: Site, records: Mapping[str, Records]) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Return a site with what its records say of themselves, and the mistakes in their hooks."""
    words, failed = _watched(records)
    entries, further = _search_entries(site, records)
    return replace(site, watched=words, search_entries=entries), (*failed, *further)


def _watched(records: Mapping[str, Records]) -> tuple[tuple[Watched, ...], tuple[Diagnostic, ...]]:
    """Return the words that pages have to explain, with a mistake for each hook that fails."""
    found: list[Watched] = []
    failed: list[Diagnostic] = []
    for record, about in _with_hook(records, "words_to_explain"):
        words, wrong = answers(record.words_to_explain, (), _is_text, about)
        failed += wrong
        if words:
            found.append(Watched(record.shortcode, record.id, tuple(words)))
    return tuple(found), tuple(failed)


def _search_entries(
    site: Site, records: Mapping[str, Records]
) -> tuple[tuple[SearchEntry, ...], tuple[Diagnostic, ...]]:
    """Return what the search finds besides pages, with a mistake for each hook that fails."""
    found: list[SearchEntry] = []
    failed: list[Diagnostic] = []
    for record, about in _with_hook(records, "search_entry"):
        entry, wrong = answer(record.search_entry, (site,), _is_entry, about)
        failed += wrong
        if entry:
            found.append(entry)
    return tuple(found), tuple(failed)


def _with_hook(
    records: Mapping[str, Records], name: str
) -> Iterator[tuple[Record, Callable[[], str]]]:
    """Yield each sound record whose class has a hook, with what says where it stands."""
    for one in records.values():
        for record in one.items if is_own_hook(one.schema, name) else ():
            yield record, partial(one.where, record)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_entry(value: Any) -> bool:
    return value is None or isinstance(value, SearchEntry)
