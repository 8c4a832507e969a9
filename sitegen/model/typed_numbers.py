"""Numbers that are typed into texts of records where a figure or a fact of the site belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.documents.load import Loaded
from sitegen.documents.records.all import FIGURES, Records
from sitegen.documents.records.texts import TEXTS, texts_of
from sitegen.documents.site_facts import TypedFacts, site_facts, typed_fact
from sitegen.model.figures import (
    TYPED_NUMBER,
    FiguresByWorth,
    by_worth,
    figures_worth,
    warning,
    worth,
)


def typed(loaded: Loaded) -> Iterator[Diagnostic]:
    """Give a warning for each number typed into a text of a record that may name figures."""
    if FIGURES in loaded.broken:
        return
    figures = by_worth(loaded.records["figures"].by_id())
    for subject in TEXTS:
        for record in loaded.records[subject].items:
            yield from _of_record(loaded.records[subject], subject, record, figures)


def _of_record(
    records: Records, subject: str, record: Any, figures: FiguresByWorth
) -> Iterator[Diagnostic]:
    place = records.place(record.id)
    for location, text in texts_of(subject, records.written(place)):
        at = (place, *location)
        for match in re.finditer(TYPED_NUMBER, text):
            if known := worth(match):
                ids = figures_worth(figures, *known, *record.sources)
                rule, message, help_ = warning(match[0], ids)
                span = records.yaml.span_of_words(at, match[0])
                yield Diagnostic(span, rule, message, help_, Severity.WARNING)


def typed_facts(loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield a warning for each telephone number or mailbox of the site typed into such a text."""
    facts = TypedFacts(site_facts(loaded.config))
    for subject in TEXTS:
        records = loaded.records[subject]
        for record in records.items:
            place = records.place(record.id)
            for location, text in texts_of(subject, records.written(place)):
                for name, match in facts.find(text):
                    rule, message, help_ = typed_fact(match[0], name)
                    span = records.yaml.span_of_words((place, *location), match[0])
                    yield Diagnostic(span, rule, message, help_, Severity.WARNING)
