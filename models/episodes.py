"""The podcast: data/episodes.yaml, and what search engines read of what can be heard here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.sources import Source
from sitegen.models import (
    AssetPath,
    DateInPart,
    FilledText,
    Mistake,
    Name,
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
    """What one person says."""

    says: str
    """The words, or the sound in brackets."""
    speaker: str = ""
    """Who says it; leave it out for a sound."""


class EpisodeLink(Part):
    """Where an episode can be heard on another site."""

    url: WebAddress
    """The address of the episode there."""
    site: Name
    """The name of that site."""


@collection("episodes")
class Episode(Record):
    """An episode of the podcast."""

    title: Name
    """The title of the episode."""
    date: DateInPart
    """When it was published."""
    summary: FilledText
    """What it is about, in two or three sentences."""
    sources: Refs[Source]
    """The works that tell of it."""
    series: str = ""
    """The series that it is a part of."""
    minutes: int | None = None
    """How many minutes it takes."""
    about: tuple[str, ...] = ()
    """Its subjects, for the note before it that says what readers will hear."""
    audio: AssetPath = ""
    """The sound file, below assets/: files/episode-1.mp3. The whole transcript comes with it."""
    transcript: tuple[Speech, ...] = ()
    """All that is said, one line for each time somebody speaks."""
    link: EpisodeLink | None = None
    """Where it can be heard on another site."""

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
