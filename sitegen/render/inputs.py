"""Everything that pages are rendered from, in one frozen value that can be sent to a worker."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.documents.front_matter import Split, split_front_matter
from sitegen.model.types import Site
from sitegen.render.assets import Assets
from sitegen.sources import Snapshot


@dataclass(frozen=True)
class Inputs:
    """The snapshot, the site model made of it, and the published names of files."""

    snapshot: Snapshot
    site: Site
    assets: Assets

    def split(self, page: str) -> Split:
        """Return a page's file, split into front matter and body."""
        source = self.site.pages[page].source
        return split_front_matter(self.snapshot.text(source) or "", source)
