"""Where texts use words that data/voice.yaml says to avoid; quotations and titles may."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Any

from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document, WrittenPage
from sitegen.documents.records import Records
from sitegen.documents.word_lists import Habit
from sitegen.fields.marks import NoProse, SchemaMark, Shape, marked
from sitegen.fields.record import Record
from sitegen.fields.types import TextMark
from sitegen.schema.yaml_text import Location, YamlText

SUBJECT = "voice"
#: Quotations, block quotes, addresses of links and shortcodes.
_QUOTED = re.compile(
    r'"[^"\n]*(?:\n(?!\s*\n)[^"\n]*)*"|“[^“”]*”|^[ ]*>.*$|\]\([^\s)]*|\[\[[^\[\]\n]*\]\]',
    re.MULTILINE,
)

#: Marks at texts that are prose all the same; those of others are ids, addresses, paths, names.
_PROSE = (Shape, TextMark)
#: Returns the texts with a mark of a file, with the place of each.
_Written = Callable[[], Iterator[tuple[Location, SchemaMark, str]]]


@dataclass(frozen=True)
class Voice:
    """The habits to look for, and the names and titles that hold some of their words."""

    habits: tuple[Habit, ...] = ()
    names: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pack what is said; what is to be looked for is made of it again."""
        return Voice, (self.habits, self.names)

    @cached_property
    def patterns(self) -> _Patterns:
        """Return what to look for."""
        return _patterns(self.habits)


def voice_of(records: Mapping[str, Records]) -> Voice:
    """Return the voice of a site."""
    habits: tuple[Habit, ...] = records[SUBJECT].items if SUBJECT in records else ()
    if not habits:
        return Voice()
    search = _patterns(habits).habits.search
    listed = (
        one.yaml.once("names", (habits, one.items), _names(one.items, search))
        for one in records.values()
    )
    return Voice(habits, tuple(dict.fromkeys(name for names in listed for name in names)))


def _names(records: Iterable[Record], search: Callable[[str], object]) -> Iterator[str]:
    for record in records:
        for _, mark, text in marked(type(record), NoProse, record):
            if mark.is_name and search(text.lower()):
                yield text


@dataclass(frozen=True)
class _Patterns:
    """What to look for in lower case: the words to avoid, and phrases in which they are right."""

    habits: re.Pattern[str]
    unless: re.Pattern[str] | None
    by_words: Mapping[str, tuple[Habit, ...]]


@lru_cache(maxsize=2)
def _patterns(habits: tuple[Habit, ...]) -> _Patterns:
    by_words: dict[str, tuple[Habit, ...]] = {}
    for habit in habits:
        for phrase in map(_normal, habit.phrases):
            by_words[phrase] = (*by_words.get(phrase, ()), habit)
    unless = [_normal(phrase) for habit in habits for phrase in habit.unless]
    return _Patterns(_one_of(by_words), _one_of(unless) if unless else None, by_words)


def _normal(words: str) -> str:
    return " ".join(words.lower().replace("\u2019", "'").split())


def _one_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the phrases as whole words, the longest first."""
    written = (
        r"\s+".join(re.escape(word).replace("'", "['\u2019]") for word in phrase.split())
        for phrase in sorted(phrases, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)")


def avoided(
    text: str, voice: Voice, applies: Callable[[Habit], bool]
) -> Iterator[tuple[int, str, Habit]]:
    """Yield where a text has words to avoid: the offset, the words as written, the habit."""
    if not voice.habits:
        return
    lower = text.replace("\u0130", "I").lower()  # the one letter that would grow, and move places
    patterns = voice.patterns
    if not patterns.habits.search(lower):
        return
    plain = _QUOTED.sub(_blanked, lower)
    plain = patterns.unless.sub(_blanked, plain) if patterns.unless else plain
    for match in patterns.habits.finditer(plain):
        fitting = [one for one in patterns.by_words[_normal(match[0])] if applies(one)]
        if fitting and not _in_a_name(text, match, voice.names):
            yield match.start(), text[match.start() : match.end()], fitting[0]


def _blanked(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


def _in_a_name(text: str, match: re.Match[str], names: Sequence[str]) -> bool:
    around = (
        text.find(name, max(0, match.end() - len(name)), match.start() + len(name))
        for name in names
    )
    return any(place >= 0 for place in around)


def in_body(
    text: str, voice: Voice, applies: Callable[[Habit], bool], path: str, first_line: int
) -> Iterator[Diagnostic]:
    """Yield a warning for each place of a body, in which code is blanked out."""
    for offset, words, habit in avoided(text, voice, applies):
        line = text.count("\n", 0, offset)
        column = offset - text.rfind("\n", 0, offset)
        span = Span(path, first_line + line, column, len(words.partition("\n")[0]))
        yield _warning(span, words, habit)


def in_front_matter(
    document: Document, kind: str, voice: Voice, schema: type[WrittenPage]
) -> Iterator[Diagnostic]:
    """Yield a warning for each place in front matter."""
    if voice.habits:
        applies = partial(Habit.is_on, kind=kind, path=document.path)
        written = partial(marked, schema, SchemaMark, document.yaml.value)
        yield from _in_yaml(document.yaml, written, voice, applies)


def in_records(loaded: Loaded, voice: Voice) -> Iterator[Diagnostic]:
    """Yield a warning for each place in records."""
    for name, records in loaded.records.items() if voice.habits else ():
        written = partial(records.written_with, SchemaMark)
        found = _in_yaml(records.yaml, written, voice, partial(Habit.is_in, subject=name))
        yield from records.yaml.once("voice", voice, found)


def _in_yaml(
    yaml: YamlText, written: _Written, voice: Voice, applies: Callable[[Habit], bool]
) -> Iterator[Diagnostic]:
    if voice.patterns.habits.search(yaml.text.lower()):
        no_prose = {at for at, mark, _ in written() if not isinstance(mark, _PROSE)}
        for at, text in yaml.texts():
            for _, words, habit in avoided(text, voice, applies) if at not in no_prose else ():
                yield _warning(yaml.span_of_words(at, words), words, habit)


def _warning(span: Span, words: str, habit: Habit) -> Diagnostic:
    message = f'better than "{" ".join(words.split())}": {habit.better}'
    help_ = f"{habit.why}; if the words are right here, add them to unless in data/voice.yaml"
    return Diagnostic(span, "voice", message, help_, Severity.WARNING)
