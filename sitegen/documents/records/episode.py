"""data/episodes.yaml: the podcast's episodes, as far as they are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic
from sitegen.documents.records.partial_date import PartialDate, wrong_dates
from sitegen.schema.check import CLOSED
from sitegen.schema.yaml_text import YamlText


@dataclass(frozen=True)
class Speech:
    """What one person says; sounds have no ``speaker``."""

    __pydantic_config__ = CLOSED
    says: str
    speaker: str = ""


@dataclass(frozen=True)
class EpisodeLink:
    """Where an episode can be heard on another site: the address, and the site it is on."""

    __pydantic_config__ = CLOSED
    url: str
    site: str


@dataclass(frozen=True)
class Episode:
    """An episode. ``date`` is a day, a month, a year or ``unknown``, ``minutes`` its length.

    ``about`` are its subjects, for the content note; ``audio`` is a sound file in assets/files/,
    such as "files/episode-1.mp3", which comes with the whole ``transcript``.
    """

    __pydantic_config__ = CLOSED
    id: str
    title: str
    date: str
    summary: str
    sources: tuple[str, ...]
    series: str = ""
    minutes: int | None = None
    about: tuple[str, ...] = ()
    audio: str = ""
    transcript: tuple[Speech, ...] = ()
    link: EpisodeLink | None = None

    @property
    def when(self) -> PartialDate:
        """Return the date as far as it is known."""
        return PartialDate.of(self.date)


def mistakes(yaml: YamlText, episodes: tuple[Episode, ...]) -> Iterator[Diagnostic]:
    """Give the mistakes that an episode's schema cannot see."""
    yield from wrong_dates(yaml)
    for episode in episodes:
        if episode.audio and not episode.transcript:
            span = yaml.span((yaml.places[episode.id], "audio"))
            message = "an episode that can be heard here can be read here too"
            help_ = "add transcript: a list of lines {speaker: …, says: …}"
            yield Diagnostic(span, "missing-key", message, help_)
