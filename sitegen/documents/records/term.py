"""data/terms.yaml: words of courts and social work, in plain English."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.documents.records.region import Nation
from sitegen.documents.records.source import Source
from sitegen.fields.record import Part, Record, collection
from sitegen.fields.types import Refs
from sitegen.schema.yaml_text import YamlText

#: A meaning stands in brackets within a sentence: a longer one breaks the sentence apart.
LONGEST_MEANING = 20


class Elsewhere(Part):
    """What a word means in another nation."""

    nation: Nation
    meaning: str
    sources: Refs[Source]


@collection("terms")
class Term(Record):
    """A word that needs explaining, as it stands in a sentence.

    ``meaning`` is what a page prints in brackets: no sentence, at most 20 words. ``longer`` adds
    sentences to it, ``ask`` questions to put to somebody. ``also`` are other words for the same.
    With ``watch`` a page that uses the word and explains it nowhere gets a warning.
    """

    term: str
    meaning: str
    nations: tuple[Nation, ...]
    sources: Refs[Source]
    also: tuple[str, ...] = ()
    longer: str = ""
    ask: tuple[str, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    watch: bool = False
    note: str = ""

    @property
    def title(self) -> str:
        """Return the word as a heading."""
        return _capital(self.term)

    @property
    def sentence(self) -> str:
        """Return the meaning as a sentence."""
        return f"{_capital(self.meaning)}."


def mistakes(yaml: YamlText, terms: tuple[Term, ...]) -> Iterator[Diagnostic]:
    """Give meanings that are too long to stand in a sentence."""
    for term in terms:
        count = len(term.meaning.split())
        if count > LONGEST_MEANING:
            span = yaml.span((yaml.places[term.id], "meaning"))
            message = f"the meaning has {count} words, at most {LONGEST_MEANING} fit"
            yield Diagnostic(span, "too-long", message, "move what is not needed into longer")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
