"""The whole input of a site, loaded: every page and every data file, with all their mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from sitegen import config
from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic, Span
from sitegen.documents import navigation
from sitegen.documents.address_list import PATH as ADDRESSES
from sitegen.documents.address_list import AddressList, load_address_list
from sitegen.documents.front_matter import front_digest
from sitegen.documents.hosting import PATH as HOSTING
from sitegen.documents.hosting import Hosting, load_hosting
from sitegen.documents.navigation import NavigationItem
from sitegen.documents.page import Document, WrittenPage, load_document
from sitegen.documents.records import (
    SUBJECTS,
    Records,
    load_records,
    subjects,
    words_of_records,
)
from sitegen.documents.site_file import Fact, load_config, site_facts
from sitegen.documents.word_lists import PATH as SEARCH
from sitegen.documents.word_lists import SearchWords, load_search_words
from sitegen.errors import SitegenError
from sitegen.fields.marks import marked
from sitegen.fields.shortcodes import fill, fill_facts
from sitegen.fields.types import TextMark
from sitegen.schema.locale import Local
from sitegen.schema.yaml_text import YamlText, read_yaml
from sitegen.sources import InputFile, Snapshot
from sitegen.user_models.declared import Models
from sitegen.user_models.load import load_models

Value = TypeVar("Value")


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
    address_list: AddressList = field(default_factory=AddressList)

    def yaml(self, path: str) -> YamlText:
        """Return a file of data/ as it was read; one that does not exist says nothing."""
        return _yaml(self.data, path)


#: Files in data/ that the engine reads by itself.
_OWN_FILES = (config.PATH, navigation.PATH, SEARCH, HOSTING, ADDRESSES)


class BrokenModelsError(SitegenError):
    """The code in models/ says nothing of use; ``diagnostics`` are the mistakes in it."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(f"{one.place}: {one.message}" for one in diagnostics))
        self.diagnostics = diagnostics


class Memo(Protocol):
    """Takes a value of some name and key as it was kept if it was made of the same, or makes it.

    ``basis`` is a digest of what it is made of.
    """

    def __call__(self, name: str, key: str, basis: str, make: Callable[[], Value]) -> Value:
        """Return the value."""


def _anew(name: str, key: str, basis: str, make: Callable[[], Value]) -> Value:  # noqa: ARG001 - as asked for
    return make()


def load(
    snapshot: Snapshot,
    memo: Memo = _anew,
    fronts: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Loaded, tuple[Diagnostic, ...]]:
    """Load a site from its snapshot; raise BrokenModelsError if its models cannot be used.

    ``memo`` keeps what single files hold; ``fronts`` are the digests of pages' front matter, as far
    as they are known. Models stay the same as long as anything is kept.
    """
    models = _models(snapshot)
    site_config, config_found = config_of(snapshot, memo)
    loading = _Loading(models, site_config.local, memo)
    loaded, files = _load_pages(snapshot, loading, fronts), _read_data(snapshot, loading)
    data = {path: one.yaml for path, one in files.items() if path in snapshot.files}
    found = [*_not_read(snapshot), *(one for file in files.values() for one in file.mistakes)]
    menus, of_menus = navigation.load_navigation(_yaml(data, navigation.PATH))
    records, of_records = _filled_records(files, models, site_config)
    single, of_single = _single_files(data)
    found += [*config_found, *of_menus, *of_records, *of_single]
    of_files = (menus, data, frozenset(one.span.path for one in found), records, *single)
    documents = tuple(document for document, _ in loaded)
    found += [one for _, mistakes in loaded for one in mistakes]
    return Loaded(models, site_config, documents, *of_files), tuple(found)


def _single_files(
    data: Mapping[str, YamlText],
) -> tuple[tuple[SearchWords, Hosting, AddressList], tuple[Diagnostic, ...]]:
    search, of_search = load_search_words(_yaml(data, SEARCH))
    hosting, of_hosting = load_hosting(_yaml(data, HOSTING))
    address_list, of_addresses = load_address_list(_yaml(data, ADDRESSES))
    return (search, hosting, address_list), (*of_search, *of_hosting, *of_addresses)


def config_of(snapshot: Snapshot, memo: Memo = _anew) -> tuple[SiteConfig, tuple[Diagnostic, ...]]:
    """Return what data/site.yaml says, with what is wrong there."""

    def read() -> tuple[SiteConfig, tuple[Diagnostic, ...]]:
        found, _, mistakes = load_config(snapshot.text(config.PATH))
        return found, mistakes

    file = snapshot.files.get(config.PATH)
    return memo("config", config.PATH, file.digest if file else "", read)


@dataclass(frozen=True)
class _Loading:
    """What a file is loaded with, and where that is kept which came of it."""

    models: Models
    local: Local
    memo: Memo

    def basis(self, digest: str) -> str:
        """Return what the values of a file with this digest are made of, models aside."""
        return digest + self._where

    @cached_property
    def _where(self) -> str:
        return repr(self.local)


def _load_pages(
    snapshot: Snapshot, loading: _Loading, fronts: Mapping[str, str]
) -> list[tuple[Document, tuple[Diagnostic, ...]]]:
    def loaded(file: InputFile) -> tuple[Document, tuple[Diagnostic, ...]]:
        front = fronts.get(file.path) or front_digest(file.data, file.path)
        make = partial(load_document, file, loading.models, loading.local)
        return loading.memo("documents", file.path, loading.basis(front), make)

    return [loaded(file) for file in snapshot.under("content") if file.path.endswith(".md")]


def _models(snapshot: Snapshot) -> Models:
    keys = [one.name for one in fields(WrittenPage)]
    own_files = (*_OWN_FILES, *(f"data/{name}.yaml" for name in SUBJECTS))
    models, mistakes = load_models(snapshot, keys, own_files)
    if mistakes:
        raise BrokenModelsError(mistakes)
    return models


@dataclass(frozen=True)
class _DataFile:
    """A file of data/: what it holds, the records in it if it is a list of them, all mistakes."""

    yaml: YamlText
    mistakes: tuple[Diagnostic, ...] = ()
    records: Records | None = None
    of_records: tuple[Diagnostic, ...] = ()


def _read_data(snapshot: Snapshot, loading: _Loading) -> dict[str, _DataFile]:
    of_lists = {f"data/{name}.yaml": one for name, one in subjects(loading.models).items()}

    def loaded(path: str) -> _DataFile:
        yaml, mistakes = read_yaml(snapshot.text(path) or "", path)
        mistakes = () if path == config.PATH else mistakes
        if path not in of_lists:
            return _DataFile(yaml, mistakes)
        return _DataFile(yaml, mistakes, *load_records(yaml, of_lists[path], loading.local))

    def kept(path: str) -> _DataFile:
        file = snapshot.files.get(path)
        basis = loading.basis(file.digest if file else "")
        return loading.memo("data", path, basis, partial(loaded, path))

    there = [file.path for file in snapshot.under("data") if file.path.endswith(".yaml")]
    return {path: kept(path) for path in dict.fromkeys((*there, *of_lists))}


def _not_read(snapshot: Snapshot) -> Iterator[Diagnostic]:
    for file in snapshot.under("data"):
        if not file.path.endswith(".yaml"):
            message = "only files that end in .yaml are read from data/"
            yield Diagnostic(Span(file.path), "data-file", message, "rename the file")


def _filled_records(
    files: Mapping[str, _DataFile], models: Models, site_config: SiteConfig
) -> tuple[Mapping[str, Records], list[Diagnostic]]:
    loaded = {name: files[f"data/{name}.yaml"] for name in subjects(models)}
    found = [one for file in loaded.values() for one in file.of_records]
    records = {name: file.records for name, file in loaded.items() if file.records is not None}
    words, failed = words_of_records(records, models.words_of)
    facts = site_facts(site_config)
    return {name: _filled(one, words, facts) for name, one in records.items()}, [*found, *failed]


def _filled(
    records: Records, words: Mapping[tuple[str, str], str], facts: Mapping[str, Fact]
) -> Records:
    """Fill in what is printed in places that know no other records; unknown ids stay."""

    def filled(text: str) -> str:
        text = fill(text, lambda code, id_: words.get((code, id_)))
        return fill_facts(text, lambda name, words: words or facts.get(name, Fact("")).text)

    def record(one: Any) -> Any:
        found = marked(records.schema, TextMark, one)
        texts = {str(at[0]): filled(text) for at, mark, text in found if mark.filled}
        return replace(one, **texts) if texts else one

    return replace(records, items=tuple(map(record, records.items)))


def _yaml(data: Mapping[str, YamlText], path: str) -> YamlText:
    return data.get(path) or YamlText(path, "", None)
