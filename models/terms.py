"""data/terms.yaml: words of courts and social work, in plain English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.regions import Nation
from models.sources import Source
from sitegen.models import (
    Explained,
    Mistake,
    Part,
    Record,
    Refs,
    SearchEntry,
    Site,
    collection,
)

#: A meaning stands in brackets within a sentence: a longer one breaks the sentence apart.
LONGEST_MEANING = 20
#: How much a word counts in the search, beside a page, which tells what something is.
_SEARCH_WEIGHT = 0.8


class Elsewhere(Part):
    """What a word means in another nation."""

    nation: Nation
    """The nation."""
    meaning: str
    """What the word means there."""
    sources: Refs[Source]
    """The works that say so."""


@collection("terms", shortcode="term")
class Term(Record):
    """A word that needs explaining."""

    term: str
    """The word, as it stands in a sentence."""
    meaning: str
    """What a page prints in brackets after it: no sentence, at most 20 words."""
    nations: tuple[Nation, ...]
    """The nations in which it means this."""
    sources: Refs[Source]
    """The works that explain it."""
    also: tuple[str, ...] = ()
    """Other words for the same."""
    longer: str = ""
    """Sentences that say more than the meaning."""
    ask: tuple[str, ...] = ()
    """Questions that a reader may put to somebody."""
    elsewhere: tuple[Elsewhere, ...] = ()
    """What the word means in other nations."""
    watch: bool = False
    """Whether a page that uses the word and explains it nowhere gets a warning."""
    note: str = ""
    """What readers should know besides."""

    @property
    def title(self) -> str:
        """Return the word as a heading."""
        return _capital(self.term)

    @property
    def sentence(self) -> str:
        """Return the meaning as a sentence."""
        return f"{_capital(self.meaning)}."

    def mistakes(self) -> Iterator[Mistake]:
        """Yield a meaning that is too long to stand in a sentence."""
        count = len(self.meaning.split())
        if count > LONGEST_MEANING:
            message = f"the meaning has {count} words, at most {LONGEST_MEANING} fit"
            help_ = "move what is not needed into longer"
            yield Mistake(("meaning",), "too-long", message, help_)

    def as_inline(self, words: str, site: Site) -> Explained:
        """Return the word with its meaning, and where the page of all words tells more."""
        return Explained(words or self.term, self.meaning, self._url(site))

    def words_to_explain(self) -> tuple[str, ...]:
        """Return all words for it if it is to be watched."""
        return (self.term, *self.also) if self.watch else ()

    def search_entry(self, site: Site) -> SearchEntry | None:
        """Return that the search finds the word on the page of all words."""
        url, words = self._url(site), " ".join(self.also)
        found = SearchEntry(url, self.title, self.sentence, words, weight=_SEARCH_WEIGHT)
        return found if url else None

    def _url(self, site: Site) -> str:
        page = site.once(_page_of_words)
        return f"{page}#{self.id}" if page else ""

    @classmethod
    def promises_among(cls, records: Sequence[Term]) -> Iterator[tuple[Term, Mistake]]:
        """Yield words that do not stand in the order of the alphabet."""
        for before, term in pairwise(records):
            if term.term.casefold() < before.term.casefold():
                message = f"{term.term} stands behind {before.term}"
                help_ = "list the words by the alphabet"
                yield term, Mistake(("term",), "wrong-order", message, help_)


def _page_of_words(site: Site) -> str:
    """Return the URL of the page that explains all words, or "" if there is none."""
    return next((page.url for page in site.pages.values() if page.kind == "glossary"), "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
