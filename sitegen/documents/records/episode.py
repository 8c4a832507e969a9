"""data/episodes.yaml: the podcast's episodes, as far as they are known."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.documents.records.source import SourceId
from sitegen.fields.partial_date import PartialDate
from sitegen.fields.record import Part, Record, collection
from sitegen.fields.types import AssetPath, DateInPart, FilledText, WebAddress
from sitegen.schema.yaml_text import YamlText


class Speech(Part):
    """What one person says; sounds have no ``speaker``."""

    says: str
    speaker: str = ""


class EpisodeLink(Part):
    """Where an episode can be heard on another site: the address, and the site it is on."""

    url: WebAddress
    site: str


@collection("episodes")
class Episode(Record):
    """An episode. ``date`` is a day, a month, a year or ``unknown``, ``minutes`` its length.

    ``about`` are its subjects, for the content note; ``audio`` is a sound file in assets/files/,
    such as "files/episode-1.mp3", which comes with the whole ``transcript``.
    """

    title: str
    date: DateInPart
    summary: FilledText
    sources: tuple[SourceId, ...]
    series: str = ""
    minutes: int | None = None
    about: tuple[str, ...] = ()
    audio: AssetPath = ""
    transcript: tuple[Speech, ...] = ()
    link: EpisodeLink | None = None

    @property
    def when(self) -> PartialDate:
        """Return the date as far as it is known."""
        return PartialDate.of(self.date)


def mistakes(yaml: YamlText, episodes: tuple[Episode, ...]) -> Iterator[Diagnostic]:
    """Give the mistakes that an episode's schema cannot see."""
    for episode in episodes:
        if episode.audio and not episode.transcript:
            span = yaml.span((yaml.places[episode.id], "audio"))
            message = "an episode that can be heard here can be read here too"
            help_ = "add transcript: a list of lines {speaker: …, says: …}"
            yield Diagnostic(span, "missing-key", message, help_)
