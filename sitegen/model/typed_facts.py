"""Facts of the site that are typed into texts of records, where a shortcode belongs."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.documents.load import Loaded
from sitegen.documents.site_facts import TypedFacts, site_facts, typed_fact


def typed_facts(loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield a warning for each telephone number or mailbox of the site typed into such a text."""
    facts = TypedFacts(site_facts(loaded.config))
    for records in loaded.records.values():
        for _, at, text in records.texts():
            for name, match in facts.find(text):
                span = records.yaml.span_of_words(at, match[0])
                yield Diagnostic(span, *typed_fact(match[0], name), Severity.WARNING)
