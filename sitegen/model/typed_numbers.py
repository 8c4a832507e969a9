"""Numbers that are typed into texts of records where a figure or a fact of the site belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.documents.load import Loaded
from sitegen.documents.records.all import FIGURES, Records
from sitegen.documents.site_facts import TypedFacts, site_facts, typed_fact
from sitegen.fields.record import marked
from sitegen.fields.types import Shortcodes
from sitegen.model.figures import (
    TYPED_NUMBER,
    by_worth,
    figures_worth,
    warning,
    worth,
)
from sitegen.schema.yaml_text import Location


def typed(loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield a warning for each number typed into a text of a record that may name figures."""
    if FIGURES in loaded.broken:
        return
    figures = by_worth(loaded.records["figures"].by_id())
    for records in loaded.records.values():
        for record, at, text in _texts(records):
            sources = getattr(record, "sources", ())
            for match in re.finditer(TYPED_NUMBER, text):
                if known := worth(match):
                    told = warning(match[0], figures_worth(figures, *known, *sources))
                    span = records.yaml.span_of_words(at, match[0])
                    yield Diagnostic(span, *told, Severity.WARNING)


def typed_facts(loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield a warning for each telephone number or mailbox of the site typed into such a text."""
    facts = TypedFacts(site_facts(loaded.config))
    for records in loaded.records.values():
        for _, at, text in _texts(records):
            for name, match in facts.find(text):
                span = records.yaml.span_of_words(at, match[0])
                yield Diagnostic(span, *typed_fact(match[0], name), Severity.WARNING)


def _texts(records: Records) -> Iterator[tuple[Any, Location, str]]:
    """Yield the texts that may name figures as they are written, with their records and places."""
    for record in records.items:
        place = records.place(record.id)
        found = marked(records.schema, Shortcodes, records.written(place), (place,))
        yield from ((record, at, text) for at, _, text in found)
