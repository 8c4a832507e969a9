"""Values in front matter and records, held against what there is: files, addresses, shortcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sitegen import config
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document, WrittenPage
from sitegen.documents.records import Records
from sitegen.documents.site_file import Fact, TypedFacts, no_fact, typed_fact
from sitegen.fields.marks import marked
from sitegen.fields.shortcodes import FACT, WHOLE, half_written, not_whole, words_lost
from sitegen.fields.types import DOWNLOADS, Address, NamedFile, TextMark
from sitegen.fields.web_address import fault_of, invisible_in
from sitegen.schema.did_you_mean import did_you_mean
from sitegen.schema.yaml_text import Location, YamlText
from sitegen.sources import Snapshot
from sitegen.user_models.declared import Models

_FILE = ("file", DOWNLOADS)


def missing_files(loaded: Loaded, snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Yield a mistake for each file that a record names and that is not there."""
    there = [file.path for file in snapshot.under("assets")]
    for records in loaded.records.values():
        for _, at, named, name in records.marked(NamedFile):
            known = [path.removeprefix(named.folder) for path in there if named.holds(path)]
            if name not in known:
                what, folder = ("picture", "assets/images/") if named.is_picture else _FILE
                message = f"there is no {what} {named.folder}{name}"
                near = did_you_mean(name, known)
                help_ = near or f"put it into {folder}, or correct the name"
                yield Diagnostic(records.yaml.span(at), "missing-file", message, help_)


_ADDRESS_WANTED = "write https://… for another site, /section/page/ for a page of this one"


def wrong_addresses(document: Document, schema: type[WrittenPage]) -> Iterator[Diagnostic]:
    """Yield a mistake for each address that is no path of this site and leads nowhere."""
    return _wrong_addresses(document.yaml, marked(schema, Address, document.yaml.value))


def wrong_addresses_in_data(loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield the same of records and of data/site.yaml."""
    for records in loaded.records.values():
        found = _wrong_addresses(records.yaml, records.written_with(Address))
        yield from records.yaml.once("addresses", None, found)
    if site := loaded.data.get(config.PATH):
        yield from _wrong_addresses(site, marked(config.WrittenSite, Address, site.value))


def _wrong_addresses(
    yaml: YamlText, written: Iterator[tuple[Location, Address, str]]
) -> Iterator[Diagnostic]:
    for at, _, address in written:
        is_path = address.startswith("/") and not address.startswith("//")
        if fault := invisible_in(address) if is_path else fault_of(address):
            yield fault._replace(help=fault.help or _ADDRESS_WANTED).at(yaml.span(at))


#: What is in every text with a shortcode, or with what looks like one.
_SIGNS = ("[", "{{", "{%")


def misplaced_shortcodes(
    document: Document, facts: Mapping[str, Fact], models: Models
) -> Iterator[Diagnostic]:
    """Yield a mistake for each shortcode that visitors would see as it is written."""
    return _of_texts(document.yaml, iter(()), facts, models)


def misplaced_shortcodes_in_records(
    loaded: Loaded, facts: Mapping[str, Fact]
) -> Iterator[Diagnostic]:
    """Yield the same of records, some texts of which are filled in."""
    for records in loaded.records.values():
        filled = (at for at, _, _ in records.written_with(TextMark))
        found = _of_texts(records.yaml, filled, facts, loaded.models)
        yield from records.yaml.once("shortcodes", facts, found)


def _of_texts(
    yaml: YamlText,
    places: Iterator[Location],
    facts: Mapping[str, Fact],
    models: Models,
) -> Iterator[Diagnostic]:
    if not any(sign in yaml.text for sign in _SIGNS):
        return
    filled = frozenset(places)
    for at, text in (one for one in yaml.texts() if any(sign in one[1] for sign in _SIGNS)):
        for whole in WHOLE.finditer(text):
            is_filled = whole[1] in (*models.words_of, FACT) and at in filled
            if wrong := _fault(whole, facts, is_filled=is_filled):
                yield Diagnostic(yaml.span_of_words(at, whole[0]), *wrong)
        codes = tuple(models.shortcodes)
        for written in half_written(text, codes):
            yield Diagnostic(yaml.span_of_words(at, written), *not_whole(written, codes))


def _fault(
    whole: re.Match[str], facts: Mapping[str, Fact], *, is_filled: bool
) -> tuple[str, str, str] | None:
    """Return rule, message and help for a shortcode that visitors would not see as it is meant."""
    if not is_filled:
        return "half-shortcode", f"{whole[0]} is not filled in here", "write the words themselves"
    if whole[1] == FACT:
        return None if whole[2] in facts else no_fact(whole[2], facts)
    return words_lost(whole[0]) if whole[3] else None


def typed_facts(loaded: Loaded, facts: Mapping[str, Fact]) -> Iterator[Diagnostic]:
    """Yield a warning for each telephone number or mailbox of the site typed into such a text."""
    typed = TypedFacts(facts)
    for records in loaded.records.values():
        yield from records.yaml.once("facts", facts, _typed_in(records, typed))


def _typed_in(records: Records, facts: TypedFacts) -> Iterator[Diagnostic]:
    for _, at, text in records.texts():
        for name, match in facts.find(text):
            span = records.yaml.span_of_words(at, match[0])
            yield Diagnostic(span, *typed_fact(match[0], name), Severity.WARNING)
