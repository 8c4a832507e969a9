"""Addresses in front matter and in data that lead out of the site, each held against its form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen import config
from sitegen.diagnostics import Diagnostic
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document, written_with
from sitegen.fields.marks import marked
from sitegen.fields.types import Address
from sitegen.fields.web_address import fault_of, invisible_in
from sitegen.schema.yaml_text import Location, YamlText

_WANTED = "write https://… for another site, /section/page/ for a page of this one"


def mistakes(documents: Sequence[Document], loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield a mistake for each address that is no path of this site and leads nowhere."""
    schema = written_with(loaded.models)
    for document in documents:
        written = marked(schema, Address, document.yaml.value)
        yield from _of_addresses(document.yaml, written)
    for records in loaded.records.values():
        yield from _of_addresses(records.yaml, records.written_with(Address))
    if site := loaded.data.get(config.PATH):
        yield from _of_addresses(site, marked(config.Written, Address, site.value))


def _of_addresses(
    yaml: YamlText, found: Iterator[tuple[Location, Address, str]]
) -> Iterator[Diagnostic]:
    for at, _, address in found:
        is_path = address.startswith("/") and not address.startswith("//")
        if fault := invisible_in(address) if is_path else fault_of(address):
            yield fault._replace(help=fault.help or _WANTED).at(yaml.span(at))
