"""data/voice.yaml: words that this site avoids, each with better ones."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.fields.record import Record, collection
from sitegen.fields.types import Note
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


def mistakes(yaml: YamlText, habits: tuple[Habit, ...]) -> Iterator[Diagnostic]:
    """Yield a mistake for each phrase that has no words: every text would hold it."""
    for habit in habits:
        for key in ("phrases", "unless"):
            for place, phrase in enumerate(getattr(habit, key)):
                if not phrase.strip():
                    span = yaml.span((yaml.places[habit.id], key, place))
                    message = "this phrase has no words"
                    yield Diagnostic(span, "empty-phrase", message, "write words, or remove it")
