"""Everything that pages are rendered from, in one frozen value that can be sent to a worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from sitegen.documents.front_matter import Split, split_front_matter
from sitegen.model.types import Site
from sitegen.render.assets import Assets
from sitegen.sources import Snapshot


@dataclass(frozen=True)
class Inputs:
    """The snapshot, the site model made of it, and the published names of files.

    ``bodies`` are texts of pages, by their ids, that were converted by an earlier build and would
    be converted to the same again; packed as in ``Rendered.body``.
    """

    snapshot: Snapshot
    site: Site
    assets: Assets
    bodies: Mapping[str, bytes] = field(default_factory=dict)

    def split(self, page: str) -> Split:
        """Return a page's file, split into front matter and body."""
        source = self.site.pages[page].source
        return _split(self.snapshot.text(source) or "", source)


_split = lru_cache(maxsize=2)(split_front_matter)  # asked again for each mistake of a page
