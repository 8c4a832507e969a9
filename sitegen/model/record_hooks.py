"""What records say once the whole site is known: of themselves, of each other, of texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.documents.records import Records
from sitegen.fields.record import Mistake, Record, SearchEntry
from sitegen.model.types import Page, Site, Watched
from sitegen.modelling.declared import is_own_hook
from sitegen.modelling.hooks import answer, answers, is_mistake


def asked(site: Site, records: Mapping[str, Records]) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Return a site with what its records say of themselves, and all that they find wrong."""
    wrong = tuple(_mistakes(site, records))
    words, failed = _watched(records)
    entries, further = _search_entries(site, records)
    faulty = frozenset(one.span.path for one in wrong)
    blocked = site.blocked | faulty
    site = replace(site, watched=words, search_entries=entries, blocked=blocked)
    return site, (*wrong, *failed, *further, *_in_texts(site, records))


def _mistakes(site: Site, records: Mapping[str, Records]) -> Iterator[Diagnostic]:
    """Yield what is wrong with records beside others."""
    for name, one in records.items():
        for record, about in _with_hook({name: one}, "mistakes_in_site"):
            found, failed = answers(record.mistakes_in_site, (site,), is_mistake, about)
            yield from (*failed, *(one.told(record, mistake) for mistake in found))


def _in_texts(site: Site, records: Mapping[str, Records]) -> Iterator[Diagnostic]:
    """Yield a warning for each thing that records look for and find in texts of others."""
    seekers = site.models.seekers
    for one in records.values() if seekers else ():
        for record, at, text in one.texts():
            for schema, match in ((s, m) for s, pattern in seekers for m in pattern.finditer(text)):
                about = partial(one.where, record)
                told, failed = found_in_text(schema, match[0], record, site, about)
                span = one.yaml.span_of_words(at, match[0])
                yield from failed
                if told:
                    yield Diagnostic(span, told.rule, told.message, told.help, Severity.WARNING)


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


def found_in_text(
    schema: type[Record], words: str, holder: Page | Record, site: Site, about: Callable[[], str]
) -> tuple[Mistake | None, tuple[Diagnostic, ...]]:
    """Return what a class of records says of words in a text of a page or a record."""
    given = (words, holder, site)
    return answer(schema.found_in_text, given, lambda one: one is None or is_mistake(one), about)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_entry(value: Any) -> bool:
    return value is None or isinstance(value, SearchEntry)
