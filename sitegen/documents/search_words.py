"""data/search.yaml: words that mean the same, and searches that have to find a page."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic
from sitegen.schema.check import CLOSED, check
from sitegen.schema.yaml_text import YamlText

PATH = "data/search.yaml"


@dataclass(frozen=True)
class ExpectedSearch:
    """Words as visitors type them, and the path below content/ of a page to be among the first."""

    __pydantic_config__ = CLOSED
    words: str
    page: str


@dataclass(frozen=True)
class SearchWords:
    """``synonyms`` are groups of words or phrases, each of which finds what the others find."""

    __pydantic_config__ = CLOSED
    synonyms: tuple[tuple[str, ...], ...] = ()
    expected: tuple[ExpectedSearch, ...] = ()


def load_search_words(yaml: YamlText) -> tuple[SearchWords, tuple[Diagnostic, ...]]:
    """Check the file; a site without it has neither."""
    if yaml.value is None:
        return SearchWords(), ()
    checked = check(yaml, SearchWords)
    return checked.record or SearchWords(), tuple(checked.diagnostics)
