"""Hooks of a site's models that are given the site.

What records say of themselves, of each other and of texts; what stands in the place of a shortcode;
what functions return to templates.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from inspect import signature
from typing import Any

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.documents.records import Records
from sitegen.fields.local_time import LocalTime
from sitegen.fields.record import Mistake, Part, Record, SearchEntry
from sitegen.fields.shortcodes import Block, Expansion, Explained, Link
from sitegen.fields.types import Money
from sitegen.model.types import Page, Site, Watched
from sitegen.schema.yaml_text import Location, read_yaml
from sitegen.sources import Snapshot
from sitegen.user_models.declared import Models, is_own_hook
from sitegen.user_models.hooks import answer, answers, asked, is_mistake, shown, useless


def ask_records(site: Site, records: Mapping[str, Records]) -> tuple[Site, tuple[Diagnostic, ...]]:
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
        for record, at, schema, words in one.yaml.once("sought", one.items, _sought(one, seekers)):
            about = partial(one.where, record)
            told, failed = found_in_text(schema, words, record, site, about)
            yield from failed
            if told:
                span = one.yaml.span_of_words(at, words)
                yield Diagnostic(span, told.rule, told.message, told.help, Severity.WARNING)


def _sought(
    records: Records, seekers: Sequence[tuple[type[Record], re.Pattern[str]]]
) -> Iterator[tuple[Record, Location, type[Record], str]]:
    """Yield what classes of records look for in the texts of others, where it stands."""
    for record, at, text in records.texts():
        for schema, pattern in seekers:
            yield from ((record, at, schema, match[0]) for match in pattern.finditer(text))


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


_WORDS = (str, int, float, bool, type(None))
_PLAIN = (*_WORDS, date, LocalTime, Money, Part, Page)
_WANTED = "and should return text, numbers, dates, records, pages or tuples of them"


def packed(
    function: Callable[..., Any], words: Sequence[Any], named: Mapping[str, Any]
) -> str | None:
    """Return what a function is given as one text, or None for what is no text and no number.

    Raise TypeError if the function takes other arguments.
    """
    bound = signature(function).bind(None, *words, **named)
    bound.apply_defaults()
    given = list(bound.args[1:])
    return json.dumps(given) if all(type(one) in _WORDS for one in given) else None


def called(site: Site, name: str, given: str) -> object:
    """Return what a function makes of a site, given what ``packed`` made of its arguments.

    Raise UselessAnswerError for what could change once it is returned, or has no fixed form.
    """
    function = site.models.functions.get(name)
    if function is None:
        return None
    found: object = asked(function, function, site, *json.loads(given))
    if not _is_plain(found):
        raise useless(function, f"it returns {shown(found)}, {_WANTED}")
    return found


def _is_plain(value: object) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_plain, value))
    return isinstance(value, _PLAIN)


def inline_codes(models: Models) -> frozenset[str]:
    """Return those that put something into a line, and no block."""
    return frozenset(
        code for code, one in models.shortcodes.items() if not is_own_hook(one, "as_block")
    )


def list_named(models: Models, code: str) -> str:
    """Return the name of the list whose records a shortcode names, or ""."""
    named = models.shortcodes.get(code)
    return named.collection if named else ""


def record_of(site: Site, code: str, id_: str) -> Record | None:
    """Return the record that a shortcode names, or None."""
    found: Record | None = site.records[site.models.shortcodes[code].collection].get(id_)
    return found


def replacement(
    site: Site, snapshot: Snapshot, code: str, id_: str, words: str
) -> tuple[Expansion | None, tuple[Diagnostic, ...]]:
    """Return what a shortcode stands for, or None if there is no such record, or its hook fails.

    ``words`` stand behind the bar.
    """
    record = record_of(site, code, id_)
    if record is None:
        return None, ()
    hook, given, types = _hook_of(record, words, site)
    about = partial(_where, snapshot, f"data/{record.collection}.yaml", id_)
    found, failed = answer(hook, given, lambda one: isinstance(one, types), about)
    return found, failed


def _where(snapshot: Snapshot, path: str, id_: str) -> str:
    yaml, _ = read_yaml(snapshot.text(path) or "", path)
    return f"{path}:{yaml.span((yaml.places[id_],)).line}"


def _hook_of(
    record: Record, words: str, site: Site
) -> tuple[Callable[..., Expansion], tuple[Any, ...], tuple[type, ...]]:
    """Return the hook of a record's shortcode, what it is given, and what it may return."""
    if is_own_hook(type(record), "as_words"):
        return record.as_words, (), (str,)
    if is_own_hook(type(record), "as_inline"):
        return record.as_inline, (words, site), (str, Link, Explained)
    return record.as_block, (site,), (Block,)
