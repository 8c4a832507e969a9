"""JSON-LD of the podcast episodes that can be heard on a page of this site.

Vocabulary: https://schema.org/PodcastEpisode.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.documents.records.episode import Episode
from sitegen.model.types import Page, Site


def blocks(page: Page, site: Site) -> Iterator[dict[str, object]]:
    """Give a block for each episode with a sound file, on a page of the kind podcast."""
    if page.kind == "podcast":
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
