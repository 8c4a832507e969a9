"""The podcast: data/episodes.yaml, and what search engines read of what can be heard here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.sources import Source
from sitegen.models import (
    AssetPath,
    DateInPart,
    FilledText,
    Mistake,
    Page,
    PageType,
    Part,
    PartialDate,
    Record,
    Refs,
    Site,
    WebAddress,
    collection,
    page_type,
)


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
    sources: Refs[Source]
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

    def mistakes(self) -> Iterator[Mistake]:
        """Yield it if an episode can be heard here and not read."""
        if self.audio and not self.transcript:
            message = "an episode that can be heard here can be read here too"
            help_ = "add transcript: a list of lines {speaker: …, says: …}"
            yield Mistake(("audio",), "missing-key", message, help_)


@page_type("podcast")
class Podcast(PageType):
    """The page on which episodes can be heard."""

    def json_ld(self, page: Page, site: Site) -> Iterator[Mapping[str, object]]:
        """Yield each episode with a sound file (https://schema.org/PodcastEpisode)."""
        for episode in site.records["episodes"].values():
            if episode.audio:
                yield _block(episode, page, site)


def _block(episode: Episode, page: Page, site: Site) -> dict[str, object]:
    block: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "name": episode.title,
        "description": episode.summary,
        "url": site.config.absolute(f"{page.url}#{episode.id}"),
        "associatedMedia": {
            "@type": "AudioObject",
            "contentUrl": site.config.absolute(f"/{episode.audio}"),
        },
        "partOfSeries": {"@type": "PodcastSeries", "name": page.front.title},
    }
    if episode.when.iso:
        block["datePublished"] = episode.when.iso
    if episode.minutes:
        block["timeRequired"] = f"PT{episode.minutes}M"
    return block
