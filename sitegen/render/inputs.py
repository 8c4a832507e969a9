"""Everything that pages are rendered from, in one frozen value that can be sent to a worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.documents.page import Document
from sitegen.model.types import Site
from sitegen.render.assets import Assets
from sitegen.sources import Snapshot


@dataclass(frozen=True)
class Inputs:
    """The snapshot, the site model made of it, the published names of files, the documents."""

    snapshot: Snapshot
    site: Site
    assets: Assets
    documents: Mapping[str, Document]
