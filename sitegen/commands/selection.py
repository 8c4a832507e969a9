"""Which mistakes are asked for: those in the files and folders that are named."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.diagnostics import has_errors
from sitegen.errors import SitegenError
from sitegen.request import Result
from sitegen.safe_text import safe
from sitegen.schema.nearest import nearest
from sitegen.sources import ROOTS, list_inputs, require_site

#: The code of the site's models, which not every site has.
MODELS = "models"


class UnknownPathError(SitegenError):
    """A path that was named leads to nothing in the site."""


@dataclass(frozen=True)
class Selection:
    """Paths of files and folders, relative to the site. None of them stands for the whole site."""

    paths: tuple[str, ...]

    @classmethod
    def of(cls, site: Path, words: Sequence[str]) -> Selection:
        """Find what the words name: from where the command was given, or from the site's folder."""
        require_site(site)
        return cls(tuple(_find(site, word) for word in words))

    def of_result(self, result: Result) -> Result:
        """Return a check's result as if only the mistakes in what is named had been found."""
        found = tuple(one for one in result.diagnostics if self.holds(one.span.path))
        return replace(result, diagnostics=found, failed=has_errors(found, strict=result.strict))

    def holds(self, path: str) -> bool:
        """Whether a file is named, or a folder above it, or nothing at all.

        A mistake in the models is one of every file: none is looked into while there is one.
        """
        if not self.paths or path.startswith(f"{MODELS}/"):
            return True
        return any(f"{path}/".startswith(f"{named}/") for named in self.paths)


def _find(site: Path, word: str) -> str:
    root = Path(os.path.abspath(site))  # noqa: PTH100 - a link is named by its own path
    for start in (Path.cwd(), root):
        path = Path(os.path.abspath(start / word))  # noqa: PTH100 - as above
        if path.exists() and path.is_relative_to(root):
            relative = path.relative_to(root).as_posix()
            if relative.split("/")[0] in ROOTS:
                return relative
    raise UnknownPathError(_nothing(site, word))


def _nothing(site: Path, word: str) -> str:
    files = list_inputs(site)[0]
    named = [path for path in files if path.endswith(f"/{word.strip('/')}")]
    near = named[0] if named else nearest(word, files)
    help_ = f" Did you mean {near}?" if near else ""
    has_models = (site / MODELS).is_dir()
    folders = ", ".join(f"{name}/" for name in ROOTS if name != MODELS or has_models)
    text = f"{word} is neither a file nor a folder of the site below {folders}.{help_}"
    return safe(text)
