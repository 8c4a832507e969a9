"""Build the site that is held to its promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from promises.published import Published
from promises.the_site import TheSite
from sitegen.build_request import Options
from sitegen.pipeline import build
from sitegen.report_formats import as_text

IN_A_FOLDER = "https://host.example/repo/"


def published(site: TheSite, output: Path, base_url: str = "") -> Published:
    """Return a site as it would be published. One with mistakes ends the run: they come first."""
    options = Options(site=site.folder, output=output, day=site.day, base_url=base_url)
    result = build(options)
    if result.failed:
        told = as_text(result.diagnostics, result.source_line, colour=False)
        pytest.exit(f"the site cannot be published:\n{told}", returncode=1)
    return as_built(site, output, base_url)


def as_built(site: TheSite, output: Path, base_url: str = "") -> Published:
    """Return a site that was built before."""
    return Published(output, base_url or site.model.config.base_url, site.sources)
