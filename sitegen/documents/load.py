"""The whole input of a site, loaded: every page and every data file, with all their mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from sitegen import config
from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic, Span
from sitegen.documents import navigation
from sitegen.documents.hosting import PATH as HOSTING
from sitegen.documents.hosting import Hosting, load_hosting
from sitegen.documents.ledger import PATH as LEDGER
from sitegen.documents.ledger import Ledger, load_ledger
from sitegen.documents.navigation import NavigationItem
from sitegen.documents.page import Document, Written, load_document
from sitegen.documents.records.all import Records, load_records, subjects, words_of_records
from sitegen.documents.search_words import PATH as SEARCH
from sitegen.documents.search_words import SearchWords, load_search_words
from sitegen.documents.site_facts import Fact, site_facts
from sitegen.documents.site_file import load_config
from sitegen.errors import SitegenError
from sitegen.fields.marks import marked
from sitegen.fields.shortcodes import fill, fill_facts
from sitegen.fields.types import Shortcodes
from sitegen.modelling.declared import Models
from sitegen.modelling.load import load_models
from sitegen.schema.local import Local
from sitegen.schema.yaml_text import YamlText, read_yaml
from sitegen.sources import Snapshot


@dataclass(frozen=True)
class Loaded:
    """Everything that editors wrote, checked one file at a time.

    ``data`` holds each file of data/ by its path; ``broken`` names those with mistakes in them,
    so that what depends on them is left alone instead of failing again.
    """

    models: Models
    config: SiteConfig
    documents: tuple[Document, ...]
    menus: Mapping[str, tuple[NavigationItem, ...]]
    data: Mapping[str, YamlText]
    broken: frozenset[str]
    records: Mapping[str, Records]
    search_words: SearchWords = field(default_factory=SearchWords)
    hosting: Hosting = field(default_factory=Hosting)
    ledger: Ledger = field(default_factory=Ledger)

    def yaml(self, path: str) -> YamlText:
        """Return a file of data/ as it was read; one that does not exist says nothing."""
        return _yaml(self.data, path)


#: Files in data/ that the engine reads by itself.
_OWN_FILES = (config.PATH, navigation.PATH, SEARCH, HOSTING, LEDGER)


class BrokenModelsError(SitegenError):
    """The code in models/ says nothing of use; ``diagnostics`` are the mistakes in it."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(f"{one.place}: {one.message}" for one in diagnostics))
        self.diagnostics = diagnostics


def load(snapshot: Snapshot) -> tuple[Loaded, tuple[Diagnostic, ...]]:
    """Load a site from its snapshot; raise BrokenModelsError if its models cannot be used."""
    models = _models(snapshot)
    site_config, _, config_found = load_config(snapshot.text(config.PATH))
    loaded = _load_pages(snapshot, models, site_config.local)
    data, found = _read_data(snapshot)
    menus, menus_found = navigation.load_navigation(_yaml(data, navigation.PATH))
    records, records_found = _load_records(data, models, site_config)
    search, search_found = load_search_words(_yaml(data, SEARCH))
    hosting, hosting_found = load_hosting(_yaml(data, HOSTING))
    ledger, ledger_found = load_ledger(_yaml(data, LEDGER))
    found += [*config_found, *menus_found, *records_found, *search_found]
    broken = frozenset(one.span.path for one in (*found, *hosting_found, *ledger_found))
    documents = tuple(document for document, _ in loaded)
    of_files = (menus, data, broken, records, search, hosting, ledger)
    found += [*hosting_found, *ledger_found, *(one for _, mistakes in loaded for one in mistakes)]
    return Loaded(models, site_config, documents, *of_files), tuple(found)


def _load_pages(
    snapshot: Snapshot, models: Models, local: Local
) -> list[tuple[Document, tuple[Diagnostic, ...]]]:
    pages = (file for file in snapshot.under("content") if file.path.endswith(".md"))
    return [load_document(file, models, local) for file in pages]


def _models(snapshot: Snapshot) -> Models:
    keys = [one.name for one in fields(Written)]
    models, mistakes = load_models(snapshot, keys, _OWN_FILES)
    if mistakes:
        raise BrokenModelsError(mistakes)
    return models


def _load_records(
    data: Mapping[str, YamlText], models: Models, site_config: SiteConfig
) -> tuple[Mapping[str, Records], list[Diagnostic]]:
    loaded = {
        name: load_records(_yaml(data, f"data/{name}.yaml"), subject, site_config.local)
        for name, subject in subjects(models).items()
    }
    found = [one for _, mistakes in loaded.values() for one in mistakes]
    records = {name: records for name, (records, _) in loaded.items()}
    words, failed = words_of_records(records, models.words_of)
    facts = site_facts(site_config)
    return {name: _filled(one, words, facts) for name, one in records.items()}, [*found, *failed]


def _filled(
    records: Records, words: Mapping[tuple[str, str], str], facts: Mapping[str, Fact]
) -> Records:
    """Fill in what is printed in places that know no other records; unknown ids stay."""

    def filled(text: str) -> str:
        text = fill(text, lambda kind, id_: words.get((kind, id_)))
        return fill_facts(text, lambda name, words: words or facts.get(name, Fact("")).text)

    def record(one: Any) -> Any:
        found = marked(records.schema, Shortcodes, one)
        texts = {str(at[0]): filled(text) for at, mark, text in found if mark.filled}
        return replace(one, **texts) if texts else one

    return replace(records, items=tuple(map(record, records.items)))


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
