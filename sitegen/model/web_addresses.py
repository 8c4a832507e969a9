"""Addresses in front matter and in data that lead out of the site, each held against its form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen import config
from sitegen.diagnostics import Diagnostic
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document
from sitegen.documents.web_address import fault_of, invisible_in
from sitegen.schema.yaml_text import Location, YamlText

#: Keys whose values are addresses.
_KEYS = ("url", "online", "booking", "apply", "charity_url")
_WANTED = "write https://… for another site, /section/page/ for a page of this one"


def mistakes(documents: Sequence[Document], loaded: Loaded) -> Iterator[Diagnostic]:
    """Give a mistake for each address that is no path of this site and leads nowhere."""
    for document in documents:
        for key in ("event", "vacancy"):
            value = document.yaml.value
            inner = value.get(key) if isinstance(value, dict) else None
            yield from _of_value(document.yaml, (key,), inner)
    for records in loaded.records.values():
        yield from _of_value(records.yaml, (), records.yaml.value)
    if config.PATH in loaded.data:
        yield from _of_value(loaded.data[config.PATH], (), loaded.data[config.PATH].value)


def _of_value(yaml: YamlText, at: Location, value: object) -> Iterator[Diagnostic]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key in _KEYS and isinstance(one, str):
                yield from _of_address(yaml, (*at, key), one)
            else:
                yield from _of_value(yaml, (*at, key), one)
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _of_value(yaml, (*at, place), one)


def _of_address(yaml: YamlText, at: Location, address: str) -> Iterator[Diagnostic]:
    is_path = address.startswith("/") and not address.startswith("//")
    if address and (fault := invisible_in(address) if is_path else fault_of(address)):
        yield fault._replace(help=fault.help or _WANTED).at(yaml.span(at))
