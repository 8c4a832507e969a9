"""How the engine's own records name sources, which are the site's to declare."""

from __future__ import annotations

from typing import Annotated

from sitegen.fields.types import ReferenceByName

#: The id of a record of data/sources.yaml.
SourceId = Annotated[str, ReferenceByName("sources")]
