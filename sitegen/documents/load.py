"""The whole input of a site, loaded: every page and every data file, with all their mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen import config
from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic, Span
from sitegen.documents import navigation, records
from sitegen.documents.navigation import NavigationItem
from sitegen.documents.page import Document, load_document
from sitegen.documents.records import Figure, Records, Report, Source
from sitegen.schema.yaml_text import YamlText, read_yaml
from sitegen.sources import Snapshot


@dataclass(frozen=True)
class Loaded:
    """Everything that editors wrote, checked one file at a time.

    ``data`` holds each file of data/ by its path; ``broken`` names those with mistakes in them,
    so that what depends on them is left alone instead of failing again.
    """

    config: SiteConfig
    documents: tuple[Document, ...]
    menus: Mapping[str, tuple[NavigationItem, ...]]
    data: Mapping[str, YamlText]
    broken: frozenset[str]
    sources: Records[Source]
    reports: Records[Report]
    figures: Records[Figure]


def load(snapshot: Snapshot) -> tuple[Loaded, tuple[Diagnostic, ...]]:
    """Load a site from its snapshot."""
    loaded = [
        load_document(file) for file in snapshot.under("content") if file.path.endswith(".md")
    ]
    data, found = _read_data(snapshot)
    site_config, _, config_found = config.load_config(snapshot.text(config.PATH))
    menus, menus_found = navigation.load_navigation(_yaml(data, navigation.PATH))
    sources, sources_found = records.load_records(_yaml(data, records.SOURCES), Source)
    reports, reports_found = records.load_records(_yaml(data, records.REPORTS), Report)
    figures, figures_found = records.load_records(_yaml(data, records.FIGURES), Figure)
    found += [*config_found, *menus_found, *sources_found, *reports_found, *figures_found]
    broken = frozenset(one.span.path for one in found)
    documents = tuple(document for document, _ in loaded)
    mistakes = (*found, *(one for _, mistakes in loaded for one in mistakes))
    result = Loaded(site_config, documents, menus, data, broken, sources, reports, figures)
    return result, mistakes


def _read_data(snapshot: Snapshot) -> tuple[dict[str, YamlText], list[Diagnostic]]:
    data: dict[str, YamlText] = {}
    found: list[Diagnostic] = []
    for file in snapshot.under("data"):
        if not file.path.endswith(".yaml"):
            message = "only files that end in .yaml are read from data/"
            found.append(Diagnostic(Span(file.path), "data-file", message, "rename the file"))
            continue
        yaml, mistakes = read_yaml(snapshot.text(file.path) or "", file.path)
        data[file.path] = yaml
        if file.path != config.PATH:
            found.extend(mistakes)
    return data, found


def _yaml(data: Mapping[str, YamlText], path: str) -> YamlText:
    return data.get(path) or YamlText(path, "", None)
