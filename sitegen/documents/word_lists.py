"""Lists of words that the builder reads itself.

data/voice.yaml: words that the site avoids, each with better ones; data/search.yaml: what its
search knows besides its pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from sitegen.diagnostics import Diagnostic
from sitegen.fields.marks import Listed, Shape
from sitegen.fields.record import Mistake, Record, collection
from sitegen.fields.types import Note
from sitegen.schema.check import CLOSED, check
from sitegen.schema.yaml_text import YamlText


@collection("voice")
class Habit(Record):
    """Words to avoid, with better ones.

    Without ``kinds``, ``below`` and ``records`` they are to be avoided everywhere.
    """

    phrases: tuple[Note, ...]
    """The words or phrases to avoid."""
    better: Note
    """What to write instead."""
    why: Note
    """The reason, in a few words."""
    kinds: tuple[Note, ...] = ()
    """Kinds of pages on which to avoid them."""
    below: tuple[Note, ...] = ()
    """Paths below content/ where to avoid them."""
    records: tuple[Note, ...] = ()
    """Files of data/, without their ending, in which to avoid them."""
    unless: tuple[Note, ...] = ()
    """Longer phrases in which the words are right."""

    @property
    def is_everywhere(self) -> bool:
        """Whether the words are to be avoided in every text."""
        return not (self.kinds or self.below or self.records)

    def is_on(self, kind: str, path: str) -> bool:
        """Whether the words are to be avoided on a page of this kind at this path."""
        below = path.removeprefix("content/").startswith(self.below) if self.below else False
        return self.is_everywhere or kind in self.kinds or below

    def is_in(self, subject: str) -> bool:
        """Whether the words are to be avoided in the records of this file."""
        return self.is_everywhere or subject in self.records

    def mistakes(self) -> Iterator[Mistake]:
        """Yield each phrase that has no words: every text would hold it."""
        for key in ("phrases", "unless"):
            for place, phrase in enumerate(getattr(self, key)):
                if not phrase.strip():
                    message, help_ = "this phrase has no words", "write words, or remove it"
                    yield Mistake((key, place), "empty-phrase", message, help_)


PATH = "data/search.yaml"

#: Each search is done in every build, with every page: so many take a second or two.
_MOST_SEARCHES = 500
_LONGEST_SEARCH = 100
_PAGE = Listed("pages", "the path of a page's file below content/")
_SEARCH = Shape(rf"[\s\S]{{0,{_LONGEST_SEARCH}}}", "text")


@dataclass(frozen=True)
class ExpectedSearch:
    """A search that has to find a page."""

    __pydantic_config__ = CLOSED
    words: Annotated[str, _SEARCH]
    """What people type."""
    page: Annotated[str, _PAGE]
    """The path below content/ of the page that has to be among the first three."""


@dataclass(frozen=True)
class SearchWords:
    """What the search of the site knows besides its pages."""

    __pydantic_config__ = CLOSED
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words or phrases: who types one of a group finds what the others find, too."""
    expected: tuple[ExpectedSearch, ...] = ()
    """Searches that have to find a page; each build tries them."""


def load_search_words(yaml: YamlText) -> tuple[SearchWords, tuple[Diagnostic, ...]]:
    """Check the file; a site without it has neither."""
    if yaml.value is None:
        return SearchWords(), ()
    checked = check(yaml, SearchWords)
    words = checked.record or SearchWords()
    beyond = tuple(_limits(words.expected, yaml))
    kept = replace(words, expected=()) if beyond else words
    return kept, (*checked.diagnostics, *beyond)


def _limits(expected: tuple[ExpectedSearch, ...], yaml: YamlText) -> Iterator[Diagnostic]:
    if len(expected) > _MOST_SEARCHES:
        message = f"more than {_MOST_SEARCHES} searches are expected"
        span = yaml.span(("expected", _MOST_SEARCHES))
        yield Diagnostic(span, "limit", message, "keep those that matter most")
    for place, search in enumerate(expected):
        if len(search.words) > _LONGEST_SEARCH:
            message = f"a search has at most {_LONGEST_SEARCH} characters"
            span = yaml.span(("expected", place, "words"))
            yield Diagnostic(span, "limit", message, "write what people type")
